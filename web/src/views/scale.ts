/** Ends of an axis that do not jump: they grow when they must, and shrink only once all is calm. */

export interface Ends {
  low: number;
  high: number;
  /** Between two labels of the axis. */
  step: number;
}

/** The next round number away from 0: 1, 2, 2.5, 5 or 10 times a power of ten. */
export function roundUp(x: number): number {
  if (x <= 0 || !Number.isFinite(x)) return 0;
  const power = 10 ** Math.floor(Math.log10(x));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((one) => one * power >= x * (1 - 1e-9));
  return (step ?? 10) * power;
}

/** A round part of a round number: a quarter to a half of it at most. */
function stepOf(round: number): number {
  const power = 10 ** Math.floor(Math.log10(round) + 1e-9);
  const first = Math.round((round / power) * 10) / 10;
  const steps: Record<number, number> = { 1: 0.25, 1.5: 0.5, 2: 0.5, 2.5: 0.5, 6: 2, 8: 2 };
  return (steps[first] ?? 1) * power;
}

/** Round ends that hold everything from `low` to `high`. */
function endsOf(low: number, high: number): Ends {
  const round = roundUp(Math.max(-low, high)) || 1;
  const step = stepOf(round);
  const out = (x: number) => Math.ceil(x / step - 1e-9) * step;
  if (low >= 0) return { low: 0, high: round, step };
  return { low: -out(-low), high: high > 0 ? out(high) : 0, step };
}

export class Scale {
  private readonly ends = new Map<string, Ends>();

  /** Ends for an axis that must show from `low` to `high`; 0 is always on it. */
  fit(axis: string, low: number, high: number, calm: boolean): Ends {
    const before = this.ends.get(axis);
    const found =
      !before || calm
        ? endsOf(Math.min(0, low), high)
        : endsOf(Math.min(before.low, low), Math.max(before.high, high));
    this.ends.set(axis, found);
    return found;
  }
}
