import { useSignal } from "@preact/signals";
import type { Parameter } from "../engine/protocol";
import { formatNumber, parseNumber } from "../languages/numbers";
import { text } from "../languages/use";
import { isAllowed } from "../worlds/validity";

/** What may be written: "0 to 1", "at least 1". */
export function allowedRange({ low, high }: Parameter): string {
  if (low !== null && high !== null)
    return text("levers.between", { low: formatNumber(low), high: formatNumber(high) });
  if (low !== null) return text("levers.atLeast", { low: formatNumber(low) });
  return high === null ? "" : text("levers.atMost", { high: formatNumber(high) });
}

interface Props {
  id: string;
  label: string;
  parameter: Parameter;
  value: number;
  step: number;
  onChange: (value: number) => void;
}

/** A number to be typed, in the writing of the language. What is not allowed is said, not taken. */
export function NumberEntry({ id, label, parameter, value, step, onChange }: Props) {
  const written = useSignal<string | null>(null);
  const wrong = useSignal(false);

  function commit(): void {
    if (written.value === null) return;
    const number = parseNumber(written.value);
    wrong.value = number === null || !isAllowed(parameter, number);
    if (number === null || wrong.value) return;
    written.value = null;
    if (number !== value) onChange(number);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") {
      written.value = null;
      wrong.value = false;
    }
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = Number((value + (event.key === "ArrowUp" ? step : -step)).toPrecision(12));
    if (isAllowed(parameter, next)) onChange(next);
  }

  return (
    <>
      <input
        id={id}
        class="entry"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={label}
        aria-invalid={wrong.value}
        aria-describedby={wrong.value ? `${id}-wrong` : undefined}
        value={written.value ?? formatNumber(value, 6)}
        onInput={(event) => {
          written.value = event.currentTarget.value;
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {wrong.value && (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {text(parameter.type === "integer" ? "levers.wrongInteger" : "levers.wrongNumber", {
            range: allowedRange(parameter),
          })}
        </p>
      )}
    </>
  );
}
