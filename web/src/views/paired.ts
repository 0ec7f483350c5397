import { type Band, band, meanOf, quantile95 } from "../worlds/statistics";

/** What pairs of worlds say: replicates with the same number have the same people and luck. */

/** One number a day, by replicate. */
export type Daily = ReadonlyMap<number, Float64Array>;

function common(one: Daily, other: Daily): number[] {
  return [...one.keys()].filter((replicate) => other.has(replicate)).sort((a, b) => a - b);
}

const take = (daily: Daily, replicates: readonly number[]): Float64Array[] =>
  replicates.map((replicate) => daily.get(replicate) as Float64Array);

function minus(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((x, day) => x - (other[day] ?? Number.NaN));
}

/** Over pairs: what the one world has more than the base on each day. */
export function differenceBand(own: Daily, base: Daily): Band {
  const pairs = common(own, base);
  const mine = take(own, pairs);
  return band(take(base, pairs).map((run, i) => minus(mine[i] as Float64Array, run)));
}

/**
 * The band of a world that may have fewer replicates than the base. Its mean is then that of the
 * base plus the mean paired difference: so it answers at once and does not wander with the luck of
 * its first replicates. With as many replicates as the base it is the plain band.
 */
export function pairedBand(own: Daily, base: Daily): Band {
  const pairs = common(own, base);
  if (pairs.length === base.size || pairs.length < 2) return band([...own.values()]);
  const whole = band([...base.values()]);
  const difference = differenceBand(own, base);
  const mean = whole.mean.map((x, day) => x + (difference.mean[day] ?? 0));
  const [halfOfBase, halfOfDifference] = [whole, difference].map((one) =>
    minus(one.meanHigh, one.mean),
  ) as [Float64Array, Float64Array];
  const half = halfOfBase.map((x, day) => Math.hypot(x, halfOfDifference[day] ?? 0));
  const moved = (edge: Float64Array) => edge.map((x, day) => x + (difference.mean[day] ?? 0));
  return {
    mean,
    meanLow: minus(mean, half),
    meanHigh: mean.map((x, day) => x + (half[day] ?? 0)),
    low: moved(whole.low),
    high: moved(whole.high),
    nReplicates: pairs.length,
  };
}

/** One outcome in two worlds, pair by pair. */
export interface Comparison {
  base: number;
  own: number;
  /** Mean of the paired differences, and half of its 95 % interval. */
  difference: number;
  half: number;
  /** Whether the interval lies on one side of 0. */
  clear: boolean;
  /** Share of pairs in which it is better than in the base. */
  better: number;
  /** How many times as many unpaired runs would be needed for the same interval. */
  varianceRatio: number;
  nPairs: number;
}

const variance = (numbers: Float64Array): number => {
  const { half } = meanOf(numbers);
  const n = numbers.length;
  return n < 2 ? Number.NaN : (half / quantile95(n)) ** 2 * n;
};

/** `upIsBetter`: whether more of it is better. Both arrays are in the order of the same pairs. */
export function compare(own: Float64Array, base: Float64Array, upIsBetter: boolean): Comparison {
  const differences = minus(own, base);
  const { mean: difference, half } = meanOf(differences);
  const sign = upIsBetter ? 1 : -1;
  const better = differences.filter((x) => x * sign > 0).length;
  return {
    base: meanOf(base).mean,
    own: meanOf(own).mean,
    difference,
    half,
    clear: Math.abs(difference) > half,
    better: better / differences.length,
    varianceRatio: (variance(own) + variance(base)) / variance(differences),
    nPairs: differences.length,
  };
}
