import { compare } from "../views/paired";
import { firstAnswer, type Runs } from "../worlds/runs";
import { commonReplicates, type Reader, type Selection } from "../worlds/statistics";

/** What the room may guess, what came out, and who was right. */

export type Direction = "up" | "same" | "down";

export interface Outcome {
  /** Its text is `guess.outcome.<name>`. */
  name: string;
  selection: Selection;
  /** Over the days: the sum of a flow, or the highest of a stock. */
  take: "total" | "best";
  unit: string;
}

export const outcomes: readonly Outcome[] = [
  { name: "delivered", selection: { series: "units_delivered" }, take: "total", unit: "unit" },
  {
    name: "withdrawalsByFear",
    selection: { series: "withdrawals", where: { reason: "legal fear" } },
    take: "total",
    unit: "person",
  },
  {
    name: "engaged",
    selection: { series: "persons", where: { stage: "engaged" } },
    take: "best",
    unit: "person",
  },
];

export function taken(daily: ArrayLike<number>, take: Outcome["take"]): number {
  const days = Array.from(daily);
  return take === "total" ? days.reduce((sum, x) => sum + x, 0) : Math.max(...days);
}

export interface Truth {
  /** Mean of the world before. */
  before: number;
  /** Mean of the differences of pairs, and half the width of its 95 % interval. */
  change: number;
  half: number;
  nPairs: number;
}

/** From pairs of runs with the same luck; null with too few. */
export function truthOf(
  reader: Reader,
  before: Runs,
  after: Runs,
  { selection, take }: Outcome,
): Truth | null {
  const pairs = commonReplicates([before, after]);
  if (pairs.length < firstAnswer) return null;
  const valueIn = (runs: Runs, replicate: number) =>
    taken(reader.daily(runs.byReplicate.get(replicate) ?? [], selection), take);
  const valuesIn = (runs: Runs) =>
    Float64Array.from(pairs, (replicate) => valueIn(runs, replicate));
  const { base, difference, half, nPairs } = compare(valuesIn(after), valuesIn(before), true);
  return { before: base, change: difference, half, nPairs };
}

/** Changes below this share of what was before are "about the same". */
export const smallest = 0.01;

/** Whether it rose or fell beyond doubt and by more than a trifle. */
export function directionOf({ before, change, half }: Truth): Direction {
  const isSure = Math.abs(change) > half && Math.abs(change) >= smallest * Math.abs(before);
  if (!isSure) return "same";
  return change > 0 ? "up" : "down";
}

/** A size counts as right within a quarter of the truth, or within its interval. */
export function isSizeRight(size: number, { change, half }: Truth): boolean {
  return Math.abs(size - change) <= Math.max(half, Math.abs(change) / 4);
}
