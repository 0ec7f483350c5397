import type { Layout, Observable } from "../engine/protocol";
import type { Runs } from "./runs";

/** What is asked of a series: labels of some of its dimensions; the rest is summed. */
export interface Selection {
  series: string;
  where?: Record<string, string>;
}

/** One number a day, with what the replicates say about it. */
export interface Band {
  mean: Float64Array;
  /** Interval in which the mean lies with 95 % confidence; it narrows with every replicate. */
  meanLow: Float64Array;
  meanHigh: Float64Array;
  /** Between these lie 8 of 10 worlds. */
  low: Float64Array;
  high: Float64Array;
  nReplicates: number;
}

/** Reads series of runs by name, in the order in which the runs record them. */
export class Reader {
  constructor(
    readonly layout: Layout,
    private readonly recorded: readonly string[],
  ) {}

  observable(name: string): Observable {
    const found = this.layout.observables.find((one) => one.name === name);
    if (!found) throw new Error(`no series ${name}`);
    return found;
  }

  labels(dimension: string): string[] {
    return this.layout.dimensions.find(({ name }) => name === dimension)?.labels ?? [];
  }

  /** Columns of the series that the selection takes; all if it names no labels. */
  columns({ series, where = {} }: Selection): number[] {
    let columns = [0];
    for (const dimension of this.observable(series).dimensions) {
      const labels = this.labels(dimension);
      const wanted = where[dimension];
      const taken = labels.flatMap((label, i) =>
        wanted === undefined || label === wanted ? [i] : [],
      );
      columns = columns.flatMap((column) => taken.map((i) => column * labels.length + i));
    }
    return columns;
  }

  /** Sum over the selection on each day, in one run. */
  daily(run: readonly Float64Array[], selection: Selection): Float64Array {
    const array = run[this.recorded.indexOf(selection.series)];
    if (!array) throw new Error(`series ${selection.series} is not recorded`);
    const width = array.length / this.layout.nDays;
    const columns = this.columns(selection);
    const sums = new Float64Array(this.layout.nDays);
    for (let day = 0; day < sums.length; ++day)
      for (const column of columns)
        sums[day] = (sums[day] ?? 0) + (array[day * width + column] ?? 0);
    return sums;
  }
}

export function cumulative(daily: Float64Array): Float64Array {
  let sum = 0;
  return daily.map((value) => {
    sum += value;
    return sum;
  });
}

/** Two-sided 95 % quantiles of Student's t for 1, 2, … 30 degrees of freedom. */
const student = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12,
  2.11, 2.1, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
];
const normal = 1.959964;

/** Beyond the table by Cornish and Fisher's expansion around the normal quantile. */
export function quantile95(nReplicates: number): number {
  const freedom = nReplicates - 1;
  const known = student[freedom - 1];
  if (known !== undefined) return known;
  const first = (normal ** 3 + normal) / 4;
  const second = (5 * normal ** 5 + 16 * normal ** 3 + 3 * normal) / 96;
  return normal + first / freedom + second / freedom ** 2;
}

function quantileOf(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (at - below);
}

/** Mean and interval of the mean, of numbers of one replicate each. */
export function meanOf(numbers: Float64Array): { mean: number; half: number } {
  const n = numbers.length;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n;
  if (n < 2) return { mean, half: Number.NaN };
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  return { mean, half: quantile95(n) * Math.sqrt(variance / n) };
}

/** Over replicates; each run is one number a day. */
export function band(runs: readonly Float64Array[]): Band {
  const nDays = runs[0]?.length ?? 0;
  const empty = () => new Float64Array(nDays);
  const found = { mean: empty(), meanLow: empty(), meanHigh: empty(), low: empty(), high: empty() };
  const numbers = new Float64Array(runs.length);
  for (let day = 0; day < nDays; ++day) {
    for (const [i, run] of runs.entries()) numbers[i] = run[day] ?? Number.NaN;
    const { mean, half } = meanOf(numbers);
    numbers.sort();
    found.mean[day] = mean;
    found.meanLow[day] = mean - half;
    found.meanHigh[day] = mean + half;
    found.low[day] = quantileOf(numbers, 0.1);
    found.high[day] = quantileOf(numbers, 0.9);
  }
  return { ...found, nReplicates: runs.length };
}

/** Replicates that all of these worlds have. */
export function commonReplicates(worlds: readonly Runs[]): number[] {
  const [first, ...others] = worlds;
  if (!first) return [];
  return [...first.byReplicate.keys()]
    .filter((replicate) => others.every((runs) => runs.byReplicate.has(replicate)))
    .sort((a, b) => a - b);
}
