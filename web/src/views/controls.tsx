import type { Signal } from "@preact/signals";

/** Small controls of views. */

interface Choice<T extends string> {
  label: string;
  of: Signal<T>;
  options: readonly { value: T; text: string }[];
}

export function Menu<T extends string>({ label, of, options }: Choice<T>) {
  return (
    <label class="views-menu">
      <span class="views-unseen">{label}</span>
      <select
        value={of.value}
        onChange={(event) => {
          of.value = event.currentTarget.value as T;
        }}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Toggle({ label, of }: { label: string; of: Signal<boolean> }) {
  return (
    <button
      type="button"
      class="views-toggle"
      aria-pressed={of.value}
      onClick={() => {
        of.value = !of.value;
      }}
    >
      {label}
    </button>
  );
}
