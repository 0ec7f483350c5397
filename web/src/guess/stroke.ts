/** What a pointer draws over days. */

export interface Point {
  day: number;
  value: number;
}

/** The days with those from one point of a stroke to the next set, so that quick strokes have no holes. */
export function stroked(days: Float64Array, from: Point, to: Point): Float64Array {
  const next = days.slice();
  const [first, last] = from.day <= to.day ? [from, to] : [to, from];
  const span = last.day - first.day;
  for (let day = Math.max(0, first.day); day <= Math.min(last.day, next.length - 1); ++day) {
    const share = (day - first.day) / span;
    next[day] = span === 0 ? to.value : first.value + share * (last.value - first.value);
  }
  return next;
}
