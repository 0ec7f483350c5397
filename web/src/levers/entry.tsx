import { useSignal } from "@preact/signals";
import type { Parameter } from "../engine/protocol";
import { formatNumber, parseNumber } from "../languages/numbers";
import { factorOf, shownUnit, timesFactor } from "../languages/quantities";
import { text } from "../languages/use";
import { isAllowed } from "../worlds/validity";

/** What may be written: "0 to 1", "at least 1". */
export function allowedRange({ low, high, unit }: Parameter): string {
  const shown = (bound: number) => formatNumber(timesFactor(bound, factorOf(unit)));
  const range =
    low !== null && high !== null
      ? text("levers.between", { low: shown(low), high: shown(high) })
      : low !== null
        ? text("levers.noLess", { low: shown(low) })
        : high === null
          ? ""
          : text("levers.noMore", { high: shown(high) });
  return range && `${range} ${shownUnit(unit)}`.trim();
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
  const factor = factorOf(parameter.unit);

  function commit(): void {
    if (written.value === null) return;
    const typed = parseNumber(written.value.replace("%", ""));
    const number = typed === null ? null : timesFactor(typed, 1 / factor);
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
        value={written.value ?? formatNumber(timesFactor(value, factor), 6)}
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
