import type { Parameter, Value } from "../engine/protocol";

/** Sliders: over which range one is of use, and in which steps. */

export interface Slider {
  low: number;
  high: number;
  step: number;
}

/** The nearest of 1, 2, 5, 10, 20, … that is not below. */
export function niceAbove(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  const digit = [1, 2, 5, 10].find((one) => one * power >= x * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(1));
}

/** Beyond this many times the value of the base a slider cannot be set with any care. */
const widest = 20;

/**
 * The slider of a number, over the listed range or that of the catalog. Where that is too wide it
 * goes to four times the value in the base; with no such value there is none, only the entry.
 */
export function sliderOf(
  { type, low, high }: Parameter,
  base: Value | undefined,
  listed: { low: number | null; high: number | null } = { low: null, high: null },
): Slider | null {
  if (type !== "number" && type !== "integer") return null;
  const from = listed.low ?? low;
  let to = listed.high ?? high;
  if (from === null) return null;
  if (listed.high === null) {
    const middle = typeof base === "number" ? base : 0;
    if (middle > 0 && (to === null || to > widest * middle)) to = niceAbove(4 * middle);
    if (middle <= 0 && (to === null || to > 100)) return null;
  }
  if (to === null || to <= from) return null;
  const step = niceAbove((to - from) / 100);
  return { low: from, high: to, step: type === "integer" ? Math.max(1, step) : step };
}

/** Where on the slider a value is, from 0 to 1; values beyond its ends are at the end. */
export function shareOf({ low, high }: Slider, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}
