import { formatted, place, written } from "../languages/numbers";
import { text } from "../languages/use";
import { language } from "../state";
import { dateOf as dateOfDay, dayNumber, msPerDay } from "../worlds/dates";

/** Texts, numbers and dates of pictures in the language of the moment. */

export const t = text;

/** Digits after the point that a number of this size can bear. */
export const digitsOf = (x: number): number =>
  Math.abs(x) >= 20 || x === 0 ? 0 : Math.abs(x) >= 1 ? 1 : 2;

const writtenIf = (x: number, how: Intl.NumberFormatOptions): string =>
  Number.isFinite(x) ? written(x, how) : "–";

export const number = (x: number, most = digitsOf(x)): string =>
  writtenIf(x, { maximumFractionDigits: most });

/** With its sign, as changes are written. */
export const signed = (x: number, most = digitsOf(x)): string =>
  writtenIf(x, {
    minimumFractionDigits: most,
    maximumFractionDigits: most,
    signDisplay: "exceptZero",
  });

/** Digits after the point that an interval of this half width can bear. */
export const digitsWithin = (half: number): number =>
  half >= 1 || !(half > 0) ? 0 : Math.min(4, -Math.floor(Math.log10(half)));

/** "[+426; +627]": as exact as the interval is wide. */
export const interval = (middle: number, half: number): string =>
  `[${signed(middle - half, digitsWithin(half))}; ${signed(middle + half, digitsWithin(half))}]`;

/** "+527 [+426; +627]" */
export const change = (middle: number, half: number): string =>
  `${signed(middle, digitsWithin(half))} ${interval(middle, half)}`;

/** With a capital at its beginning, as titles and sentences have. */
export const capital = (text: string): string =>
  text.charAt(0).toLocaleUpperCase(language.value) + text.slice(1);

export const percent = (share: number, most = 0): string =>
  writtenIf(share, { style: "percent", maximumFractionDigits: most });

/** Short, for axes: 12,000 is 12K. */
export const compact = (x: number): string =>
  written(x, { notation: "compact", maximumFractionDigits: 2 });

/** Milliseconds of the days of a run, at midnight in Greenwich. */
export function daysFrom(firstDay: string, nDays: number): number[] {
  const first = dayNumber(firstDay);
  return Array.from({ length: nDays }, (_, day) => (first + day) * msPerDay);
}

export const dayOf = (firstDay: string, date: string): number =>
  dayNumber(date) - dayNumber(firstDay);

export const isoOf = (milliseconds: number): string => dateOfDay(milliseconds / msPerDay);

export const dateOf = (milliseconds: number, month: "long" | "short" = "long"): string =>
  formatted(isoOf(milliseconds), { day: "numeric", month });

/** Parts of a sentence: a, b and c. */
export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat(place()).format(parts);
