/** Days of scenarios, "2020-05-12", as whole numbers and back. */

export const msPerDay = 86_400_000;

/** Days since 1 January 1970. */
export const dayNumber = (date: string): number => Math.round(Date.parse(date) / msPerDay);

export const dateOf = (day: number): string => new Date(day * msPerDay).toISOString().slice(0, 10);

export const shifted = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** The nearest date within the two. Dates compare as texts. */
export function within(date: string, first: string, last: string): string {
  if (date < first) return first;
  return date > last ? last : date;
}

/** Whether it is a day that exists, written as scenarios write it. */
export function isDate(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  return !Number.isNaN(Date.parse(value)) && dateOf(dayNumber(value)) === value;
}
