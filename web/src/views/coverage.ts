import type { Runs } from "../worlds/runs";
import { commonReplicates, type Reader } from "../worlds/statistics";
import { type Comparison, compare } from "./paired";

/** Who gets what: how much of what a territory wants it has, and how much makers bring it. */

/** Shares of what is wanted that is held, over the whole run (day −1) or on one day. */
export function shareHeld(held: Float64Array, missing: Float64Array, day: number): number {
  const over = (days: Float64Array) =>
    day < 0 ? days.reduce((sum, x) => sum + x, 0) : (days[day] ?? 0);
  const has = over(held);
  const wanted = has + over(missing);
  return wanted > 0 ? has / wanted : 1;
}

/** Units delivered until a day; −1: until the last. */
export function deliveredUntil(delivered: Float64Array, day: number): number {
  const end = day < 0 ? delivered.length : day + 1;
  return delivered.subarray(0, end).reduce((sum, x) => sum + x, 0);
}

export interface Place {
  territory: string;
  comparison: Comparison;
}

const known = new WeakMap<Runs, Map<string, number>>();

/** A number of one run; kept, since all is asked again with each replicate that comes in. */
function once(runs: Runs, key: string, compute: () => number): number {
  const kept = known.get(runs) ?? new Map<string, number>();
  known.set(runs, kept);
  const found = kept.get(key) ?? compute();
  kept.set(key, found);
  return found;
}

/** What a territory has of a product in one run. */
function numberOf(
  reader: Reader,
  runs: Runs,
  replicate: number,
  where: Record<string, string>,
  measure: "coverage" | "delivered",
  day: number,
): number {
  const run = runs.byReplicate.get(replicate) ?? [];
  const daily = (series: string) => reader.daily(run, { series, where });
  return once(runs, `${replicate} ${JSON.stringify(where)} ${measure} ${day}`, () =>
    measure === "delivered"
      ? deliveredUntil(daily("units_delivered"), day)
      : shareHeld(daily("units_held"), daily("need_latent"), day),
  );
}

/** Every territory in a world beside the base, over their pairs. */
export function places(
  reader: Reader,
  runs: Runs,
  base: Runs,
  product: string,
  measure: "coverage" | "delivered",
  day: number,
): Place[] {
  const pairs = commonReplicates([runs, base]);
  return reader.labels("territory").map((territory) => {
    const where = { territory, product };
    const numbers = (of: Runs) =>
      Float64Array.from(pairs, (r) => numberOf(reader, of, r, where, measure, day));
    return { territory, comparison: compare(numbers(runs), numbers(base), true) };
  });
}
