/** Ends of an axis that do not jump: they grow when they must, and shrink only once all is calm. */

export interface Ends {
  low: number;
  high: number;
}

/** The next round number away from 0: 1, 2, 2.5, 5 or 10 times a power of ten. */
export function roundUp(x: number): number {
  if (x <= 0 || !Number.isFinite(x)) return 0;
  const power = 10 ** Math.floor(Math.log10(x));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= x * (1 - 1e-9));
  return (step ?? 10) * power;
}

export class Scale {
  private readonly ends = new Map<string, Ends>();

  /** Ends for an axis that must show from `low` to `high`; 0 is always on it. */
  fit(axis: string, low: number, high: number, calm: boolean): Ends {
    const wanted = { low: -roundUp(-low), high: roundUp(high) };
    const before = this.ends.get(axis);
    const found =
      !before || calm
        ? wanted
        : { low: Math.min(before.low, wanted.low), high: Math.max(before.high, wanted.high) };
    if (found.low === found.high) found.high = 1;
    this.ends.set(axis, found);
    return found;
  }
}
