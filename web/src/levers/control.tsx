import type { Parameter, Value } from "../engine/protocol";
import { tableOf } from "../engine/table";
import { quantity, shownUnit } from "../languages/quantities";
import { optionLabel, text } from "../languages/use";
import { NumberEntry } from "./entry";
import { type Slider, shareOf, sliderOf } from "./scale";

interface Props {
  id: string;
  label: string;
  parameter: Parameter;
  value: Value;
  /** In the base; the slider marks it. */
  base: Value | undefined;
  range?: { low: number | null; high: number | null };
  disabled?: boolean;
  /** `drag`: more is to come of the same move. */
  onChange: (value: Value, drag: boolean) => void;
}

/** The control that fits the type of a parameter or of an argument of an act. */
export function ValueControl(props: Props) {
  const { parameter, value, disabled } = props;
  if (parameter.type === "table")
    return <p class="given">{text("levers.rows", { count: tableOf(value)?.rows.length ?? 0 })}</p>;
  if (disabled) return <p class="given">{quantity(value, parameter.unit)}</p>;
  switch (parameter.type) {
    case "boolean":
      return <Switch {...props} />;
    case "choice":
      return <Choice {...props} />;
    case "date":
      return <DateEntry {...props} />;
    default:
      return <NumberControl {...props} />;
  }
}

function NumberControl({ id, label, parameter, value, base, range, onChange }: Props) {
  const slider = sliderOf(parameter, base, range);
  const now = typeof value === "number" ? value : 0;
  const unit = shownUnit(parameter.unit);
  return (
    <div class="number">
      {slider && (
        <Range {...{ id, label, slider, now, base }} unit={parameter.unit} onChange={onChange} />
      )}
      <span class="number-entry">
        <NumberEntry
          id={`${id}-entry`}
          label={slider ? text("levers.exactly", { label }) : label}
          parameter={parameter}
          value={now}
          step={slider?.step ?? 1}
          onChange={(number) => onChange(number, false)}
        />
        {unit && <span class="unit">{unit}</span>}
      </span>
    </div>
  );
}

interface RangeProps {
  id: string;
  label: string;
  slider: Slider;
  now: number;
  base: Value | undefined;
  unit: string;
  onChange: Props["onChange"];
}

/** `input` comes while it is dragged, `change` when it is let go. */
function Range({ id, label, slider, now, base, unit, onChange }: RangeProps) {
  const read = (event: Event) => Number((event.currentTarget as HTMLInputElement).value);
  const mark = typeof base === "number" ? shareOf(slider, base) : null;
  const style = `--at: ${shareOf(slider, now)}; --mark: ${mark ?? shareOf(slider, now)}`;
  return (
    <span class="range" style={style}>
      <input
        id={id}
        type="range"
        aria-label={label}
        min={slider.low}
        max={slider.high}
        step={slider.step}
        value={now}
        aria-valuetext={quantity(now, unit)}
        onInput={(event) => onChange(read(event), true)}
        onChange={(event) => onChange(read(event), false)}
      />
      {mark !== null && <span class="range-mark" aria-hidden="true" />}
    </span>
  );
}

function Switch({ id, label, value, onChange }: Props) {
  return (
    <label class="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={value === true}
        aria-checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked, false)}
      />
      <span aria-hidden="true">{text(value ? "levers.yes" : "levers.no")}</span>
    </label>
  );
}

function Choice({ id, label, parameter, value, onChange }: Props) {
  return (
    <select
      id={id}
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value, false)}
    >
      {parameter.options.map((option) => (
        <option key={option} value={option}>
          {optionLabel(option)}
        </option>
      ))}
    </select>
  );
}

function DateEntry({ id, label, value, onChange }: Props) {
  return (
    <input
      id={id}
      type="date"
      aria-label={label}
      value={String(value)}
      onChange={(event) => event.currentTarget.value && onChange(event.currentTarget.value, false)}
    />
  );
}
