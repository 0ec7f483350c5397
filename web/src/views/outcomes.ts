import type { Runs } from "../worlds/runs";
import { commonReplicates, type Reader, type Selection } from "../worlds/statistics";
import { shareHeld } from "./coverage";
import { type Comparison, compare } from "./paired";

/** The key outcomes: one number of a run each. */

export interface Outcome {
  id: string;
  upIsBetter: boolean;
  /** A share is written in percent, everything else as a count. */
  isShare: boolean;
  unit: "pieces" | "persons" | "percent";
  of(daily: (selection: Selection) => Float64Array): number;
}

const sum = (days: Float64Array): number => days.reduce((total, x) => total + x, 0);
const visors = { product: "visor" };

export const outcomes: readonly Outcome[] = [
  {
    id: "visors",
    upIsBetter: true,
    isShare: false,
    unit: "pieces",
    of: (daily) => sum(daily({ series: "units_delivered", where: visors })),
  },
  {
    id: "gowns",
    upIsBetter: true,
    isShare: false,
    unit: "pieces",
    of: (daily) => sum(daily({ series: "units_delivered", where: { product: "gown" } })),
  },
  {
    id: "engaged",
    upIsBetter: true,
    isShare: false,
    unit: "persons",
    of: (daily) => Math.max(...daily({ series: "persons", where: { stage: "engaged" } })),
  },
  {
    id: "fear",
    upIsBetter: false,
    isShare: false,
    unit: "persons",
    of: (daily) => sum(daily({ series: "withdrawals", where: { reason: "legal fear" } })),
  },
  {
    id: "coverage",
    upIsBetter: true,
    isShare: true,
    unit: "percent",
    of: (daily) =>
      shareHeld(
        daily({ series: "units_held", where: visors }),
        daily({ series: "need_latent", where: visors }),
        -1,
      ),
  },
];

const known = new WeakMap<Float64Array[], Map<string, number>>();

function outcomeOf(reader: Reader, runs: Runs, replicate: number, outcome: Outcome): number {
  const run = runs.byReplicate.get(replicate) as Float64Array[];
  const kept = known.get(run) ?? new Map<string, number>();
  known.set(run, kept);
  const found = kept.get(outcome.id) ?? outcome.of((selection) => reader.daily(run, selection));
  kept.set(outcome.id, found);
  return found;
}

/** One outcome of a world beside the base, over their pairs. */
export function compared(reader: Reader, runs: Runs, base: Runs, outcome: Outcome): Comparison {
  const pairs = commonReplicates([runs, base]);
  const numbers = (of: Runs) =>
    Float64Array.from(pairs, (replicate) => outcomeOf(reader, of, replicate, outcome));
  return compare(numbers(runs), numbers(base), outcome.upIsBetter);
}
