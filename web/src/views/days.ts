import type { Runs } from "../worlds/runs";
import { type Band, band, cumulative, type Reader, type Selection } from "../worlds/statistics";
import { type Daily, differenceBand, pairedBand } from "./paired";

/** Series of runs, and bands over them, each computed once: a frame has 16 ms. */

/** What is drawn of a run: one number a day. */
export interface Measured {
  selection: Selection;
  cumulative?: boolean;
}

const keyOf = (measured: Measured): string => JSON.stringify(measured);

const dailies = new WeakMap<Runs, Map<string, Map<number, Float64Array>>>();

/** By replicate; grows with the replicates of the world. */
export function dailyOf(reader: Reader, runs: Runs, measured: Measured): Daily {
  const known = dailies.get(runs) ?? new Map<string, Map<number, Float64Array>>();
  dailies.set(runs, known);
  const key = keyOf(measured);
  const daily = known.get(key) ?? new Map<number, Float64Array>();
  known.set(key, daily);
  if (daily.size < runs.byReplicate.size)
    for (const [replicate, run] of runs.byReplicate)
      if (!daily.has(replicate)) {
        const sums = reader.daily(run, measured.selection);
        daily.set(replicate, measured.cumulative ? cumulative(sums) : sums);
      }
  return daily;
}

interface Kept {
  counts: string;
  band: Band;
}
const bands = new WeakMap<Runs, WeakMap<Runs, Map<string, Kept>>>();

/** Of a world beside its base; with `difference`, of what it has more than the base. */
export function bandOf(
  reader: Reader,
  runs: Runs,
  base: Runs,
  measured: Measured,
  difference: boolean,
): Band {
  const own = dailyOf(reader, runs, measured);
  const its = dailyOf(reader, base, measured);
  const beside = bands.get(runs) ?? new WeakMap<Runs, Map<string, Kept>>();
  bands.set(runs, beside);
  const known = beside.get(base) ?? new Map<string, Kept>();
  beside.set(base, known);
  const key = `${difference} ${keyOf(measured)}`;
  const counts = `${own.size} ${its.size}`;
  const kept = known.get(key);
  if (kept?.counts === counts) return kept.band;
  const found = difference
    ? differenceBand(own, its)
    : runs === base
      ? band([...own.values()])
      : pairedBand(own, its);
  known.set(key, { counts, band: found });
  return found;
}
