import { useComputed, useSignal } from "@preact/signals";
import { formatChange, formatNumber, parseNumber } from "../languages/numbers";
import { text, unitLabel } from "../languages/use";
import { ready } from "../state";
import { band } from "../worlds/statistics";
import { guesses, lock, pendingRuns } from "./guesses";
import { type Direction, type Outcome, outcomes, smallest, taken } from "./outcomes";
import { guessing, guessPending, show } from "./pending";
import { guessLabel, judged, truthLabel, Verdict } from "./score";
import { Sketch } from "./sketch";

/** Covers the views until the room has said what it expects; then says how right it was. */
export function GuessPanel() {
  if (!guessing.value) return null;
  if (guessPending.value) return <Ask key={guesses.value.length} />;
  const last = guesses.value.at(-1);
  return (
    <div class="guess-bar" role="status">
      {last ? <Told /> : <p>{text("guess.ready")}</p>}
    </div>
  );
}

function Told() {
  const last = guesses.value.at(-1);
  if (!last) return null;
  const { isDirectionRight, isSizeRight } = judged(last);
  return (
    <p>
      <strong>{text(`guess.outcome.${last.outcome.name}`)}</strong> ·{" "}
      {text("guess.youSaid", { guess: guessLabel(last) })} ·{" "}
      {text("guess.cameOut", { truth: truthLabel(last) })} <Verdict is={isDirectionRight} />
      {isSizeRight !== null && (
        <>
          {" "}
          · {text("guess.column.size")} <Verdict is={isSizeRight} />
        </>
      )}
    </p>
  );
}

const directions: readonly Direction[] = ["up", "same", "down"];
const arrows: Record<Direction, string> = { up: "▲", same: "≈", down: "▼" };

const directionFrom = (size: number, before: number): Direction => {
  if (Math.abs(size) < smallest * Math.abs(before)) return "same";
  return size > 0 ? "up" : "down";
};

/** The curve of the world before that the outcome is taken of; empty without runs. */
function curveBefore({ selection }: Outcome): Float64Array {
  const reader = ready.value?.reader;
  const before = pendingRuns()?.before;
  if (!reader || !before || before.count.value === 0) return new Float64Array();
  return band([...before.byReplicate.values()].map((run) => reader.daily(run, selection))).mean;
}

function Ask() {
  const outcome = useSignal<Outcome>(outcomes[0] as Outcome);
  const direction = useSignal<Direction | null>(null);
  const size = useSignal<number | null>(null);
  const drawn = useSignal<Float64Array | null>(null);
  const curve = useComputed(() => curveBefore(outcome.value));
  const before = taken(curve.value, outcome.value.take);
  function setSize(next: number | null): void {
    size.value = next;
    if (next !== null) direction.value = directionFrom(next, before);
  }
  function pick(next: Outcome): void {
    outcome.value = next;
    direction.value = null;
    size.value = null;
    drawn.value = null;
  }
  function draw(next: Float64Array): void {
    drawn.value = next;
    const { take } = outcome.value;
    setSize(Math.round(taken(next, take) - taken(curve.value, take)));
  }
  const isContrary = size.value !== null && direction.value !== directionFrom(size.value, before);
  return (
    <form
      class="guess"
      aria-labelledby="guess-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (direction.value) lock(outcome.value, direction.value, isContrary ? null : size.value);
      }}
    >
      <h2 id="guess-title">{text("guess.ask")}</h2>
      <OutcomePicker now={outcome.value} onPick={pick} />
      <p class="guess-before">
        {text("guess.before", {
          value: formatNumber(before, 3),
          unit: unitLabel(outcome.value.unit),
        })}
      </p>
      {curve.value.length > 0 && (
        <>
          <Sketch before={curve.value} drawn={drawn.value} onDraw={draw} />
          <p class="field-hint">{text("guess.sketchHint")}</p>
        </>
      )}
      <div class="guess-row">
        <DirectionPicker
          now={direction.value}
          onPick={(next) => {
            direction.value = next;
          }}
        />
        <SizeEntry unit={outcome.value.unit} before={before} size={size.value} onSize={setSize} />
        <div class="guess-buttons">
          <button type="button" onClick={show}>
            {text("guess.skip")}
          </button>
          <button type="submit" class="strong big" data-do="lock" disabled={!direction.value}>
            {text("guess.lock")}
          </button>
        </div>
      </div>
    </form>
  );
}

function OutcomePicker({ now, onPick }: { now: Outcome; onPick: (outcome: Outcome) => void }) {
  return (
    <fieldset class="segments">
      <legend>{text("guess.which")}</legend>
      {outcomes.map((outcome) => (
        <label key={outcome.name}>
          <input
            type="radio"
            name="outcome"
            value={outcome.name}
            checked={now === outcome}
            onChange={() => onPick(outcome)}
          />
          <span>{text(`guess.outcome.${outcome.name}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function DirectionPicker(props: { now: Direction | null; onPick: (now: Direction) => void }) {
  return (
    <fieldset class="segments">
      <legend>{text("guess.whichWay")}</legend>
      {directions.map((direction) => (
        <label key={direction}>
          <input
            type="radio"
            name="direction"
            value={direction}
            checked={props.now === direction}
            onChange={() => props.onPick(direction)}
          />
          <span>
            <span aria-hidden="true">{arrows[direction]}</span>{" "}
            {text(`guess.direction.${direction}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface SizeProps {
  unit: string;
  before: number;
  size: number | null;
  onSize: (size: number | null) => void;
}

function SizeEntry({ unit, before, size, onSize }: SizeProps) {
  const share = size !== null && before > 0 ? (100 * size) / before : null;
  return (
    <label class="size">
      {text("guess.howMuch")}
      <span class="number-entry">
        <input
          type="text"
          inputMode="numeric"
          class="entry"
          name="size"
          autocomplete="off"
          value={size === null ? "" : formatChange(size, 6)}
          onChange={({ currentTarget }) => onSize(parseNumber(currentTarget.value))}
        />
        <span class="unit">
          {unitLabel(unit)} {share !== null && `(${formatChange(share, 2)} %)`}
        </span>
      </span>
    </label>
  );
}
