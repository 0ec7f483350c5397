import { dateOf, dayNumber } from "../worlds/dates";

/** The days of a run along a line, and who stands in which lane above it. */

export interface Axis {
  /** Days since 1970. */
  first: number;
  nDays: number;
  /** In pixels. */
  width: number;
}

/** Where a day begins, in pixels; the one after the last is the right end. */
export const xOf = ({ first, nDays, width }: Axis, date: string): number =>
  ((dayNumber(date) - first) / nDays) * width;

/** How many whole days a distance in pixels is. */
export const daysOf = ({ nDays, width }: Axis, pixels: number): number =>
  Math.round((pixels / width) * nDays);

export interface Tick {
  date: string;
  x: number;
}

function ticksWhere(axis: Axis, isTick: (day: number, date: string) => boolean): Tick[] {
  return Array.from({ length: axis.nDays }, (_, i) => axis.first + i)
    .map((day) => ({ day, date: dateOf(day) }))
    .filter(({ day, date }) => isTick(day, date))
    .map(({ date }) => ({ date, x: xOf(axis, date) }));
}

/** First days of months, and the first day of the run. */
export const months = (axis: Axis): Tick[] =>
  ticksWhere(axis, (day, date) => day === axis.first || date.endsWith("-01"));

/** 1 January 1970 was a Thursday. */
export const mondays = (axis: Axis): Tick[] => ticksWhere(axis, (day) => (day + 3) % 7 === 0);

export interface Extent {
  left: number;
  right: number;
}

/** The lane of each, lanes numbered from 0: the first that is free, from left to right. */
export function lanes(extents: readonly Extent[], gap = 8): number[] {
  const ends: number[] = [];
  const lane = new Array<number>(extents.length).fill(0);
  const order = extents.map((_, i) => i).sort((a, b) => leftOf(a) - leftOf(b));
  function leftOf(i: number): number {
    return extents[i]?.left ?? 0;
  }
  for (const i of order) {
    const { left, right } = extents[i] as Extent;
    const free = ends.findIndex((end) => end + gap <= left);
    const at = free === -1 ? ends.length : free;
    ends[at] = right;
    lane[i] = at;
  }
  return lane;
}
