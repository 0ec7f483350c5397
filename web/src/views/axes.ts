import { color } from "./appearance";
import { compact, dateOf } from "./words";

/** The axes that pictures over days have in common: one pair for the `i`th panel. */

const fourWeeks = 28 * 24 * 60 * 60 * 1000;

const label = (letters: number) => ({
  color: color("views-soft"),
  fontSize: letters,
  hideOverlap: true,
});

/** `days` in milliseconds; `letters` is their size in pixels. */
export const dayAxis = (i: number, days: readonly number[], letters: number) => ({
  id: `x ${i}`,
  type: "time",
  gridIndex: i,
  min: days[0],
  max: days.at(-1),
  minInterval: fourWeeks,
  axisTick: { show: false },
  axisLabel: {
    ...label(letters),
    formatter: (day: number) => dateOf(day, "short"),
  },
  splitLine: { show: false },
});

/** `signed`: with a plus, as differences are written. */
export const valueAxis = (
  i: number,
  { low, high, step }: { low: number; high: number; step: number },
  letters: number,
  signed = false,
) => ({
  id: `y ${i}`,
  type: "value",
  gridIndex: i,
  min: low,
  max: high,
  interval: step,
  axisLabel: {
    ...label(letters),
    formatter: (value: number) => (signed && value > 0 ? "+" : "") + compact(value),
  },
  splitLine: { lineStyle: { color: color("views-grid") } },
});
