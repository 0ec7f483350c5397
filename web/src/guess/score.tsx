import { differenceLabel } from "../frame/describe";
import { formatChange, formatNumber } from "../languages/numbers";
import { text, unitLabel } from "../languages/use";
import { leaveFile } from "../sharing/file";
import { csv } from "./csv";
import { type Guess, guesses } from "./guesses";
import { directionOf, isSizeRight } from "./outcomes";

interface Judged {
  guess: Guess;
  isDirectionRight: boolean | null;
  isSizeRight: boolean | null;
}

export function judged(guess: Guess): Judged {
  const truth = guess.truth.value;
  if (!truth) return { guess, isDirectionRight: null, isSizeRight: null };
  return {
    guess,
    isDirectionRight: guess.direction === directionOf(truth),
    isSizeRight: guess.size === null ? null : isSizeRight(guess.size, truth),
  };
}

const changedLabel = (guess: Guess): string =>
  guess.changed.length > 0
    ? guess.changed.map(differenceLabel).join("; ")
    : text("guess.backToBase");

/** All expectations: what was guessed, what came out. */
export function Score() {
  const all = guesses.value.map(judged);
  const nRight = all.filter(({ isDirectionRight }) => isDirectionRight).length;
  return (
    <>
      <p class="score-sum">{text("guess.sum", { right: nRight, count: all.length })}</p>
      <div class="score-scroll">
        <table class="score">
          <thead>
            <tr>
              {["number", "change", "outcome", "guessed", "truth", "direction", "size"].map(
                (name) => (
                  <th key={name} scope="col">
                    {text(`guess.column.${name}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <Row key={one.guess.number} {...one} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="field-hint">{text("guess.rule")}</p>
      <div class="dialog-buttons">
        <span class="space" />
        <button type="button" class="strong" onClick={() => exportScore(all)}>
          {text("guess.export")}
        </button>
      </div>
    </>
  );
}

export const truthLabel = (guess: Guess): string => {
  const truth = guess.truth.value;
  if (!truth) return text("guess.waiting");
  return text("guess.truth", {
    change: formatChange(truth.change),
    low: formatChange(truth.change - truth.half),
    high: formatChange(truth.change + truth.half),
    unit: unitLabel(guess.outcome.unit),
  });
};

export const guessLabel = ({ direction, size, outcome }: Guess): string =>
  size === null
    ? text(`guess.direction.${direction}`)
    : `${text(`guess.direction.${direction}`)}: ${formatChange(size)} ${unitLabel(outcome.unit)}`;

function Row({ guess, isDirectionRight, isSizeRight }: Judged) {
  return (
    <tr>
      <td>{formatNumber(guess.number)}</td>
      <td>{changedLabel(guess)}</td>
      <td>{text(`guess.outcome.${guess.outcome.name}`)}</td>
      <td>{guessLabel(guess)}</td>
      <td>{truthLabel(guess)}</td>
      <td>
        <Verdict is={isDirectionRight} />
      </td>
      <td>
        <Verdict is={isSizeRight} />
      </td>
    </tr>
  );
}

export function Verdict({ is }: { is: boolean | null }) {
  if (is === null) return <span title={text("guess.noVerdict")}>–</span>;
  return (
    <span class={is ? "verdict is-right" : "verdict is-wrong"}>
      <span aria-hidden="true">{is ? "✓" : "✗"}</span> {text(is ? "guess.right" : "guess.wrong")}
    </span>
  );
}

function exportScore(all: readonly Judged[]): void {
  const head = [
    "number",
    "what changed",
    "outcome",
    "unit",
    "before",
    "guessed direction",
    "guessed change",
    "change",
    "low",
    "high",
    "pairs",
    "direction right",
    "size right",
  ];
  const rows = all.map(({ guess, isDirectionRight, isSizeRight }) => {
    const truth = guess.truth.value;
    return [
      guess.number,
      changedLabel(guess),
      guess.outcome.name,
      guess.outcome.unit,
      truth?.before ?? null,
      guess.direction,
      guess.size,
      truth?.change ?? null,
      truth ? truth.change - truth.half : null,
      truth ? truth.change + truth.half : null,
      truth?.nPairs ?? null,
      isDirectionRight,
      isSizeRight,
    ];
  });
  leaveFile("muster-expectations.csv", csv([head, ...rows]), "text/csv");
}
