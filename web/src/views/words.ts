import { type Language, translator } from "../languages";
import { language } from "../state";

/** Texts, numbers and dates in the language of the moment. */

export const t = (key: string, values?: Record<string, unknown>): string =>
  translator(language.value)(key, values);

const formats = new Map<string, Intl.NumberFormat>();

function format(to: Language, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${to} ${key}`;
  const found = formats.get(name) ?? new Intl.NumberFormat(to, options);
  formats.set(name, found);
  return found;
}

/** Digits after the point that a number of this size can bear. */
export const digitsOf = (x: number): number =>
  Math.abs(x) >= 20 || x === 0 ? 0 : Math.abs(x) >= 1 ? 1 : 2;

const written = (to: Intl.NumberFormat, x: number): string =>
  Number.isFinite(x) ? to.format(x).replace("-", "−") : "–";

export const number = (x: number, most = digitsOf(x)): string =>
  written(format(language.value, `${most}`, { maximumFractionDigits: most }), x);

/** With its sign, as changes are written. */
export function signed(x: number, most = digitsOf(x)): string {
  const options = {
    minimumFractionDigits: most,
    maximumFractionDigits: most,
    signDisplay: "exceptZero" as const,
  };
  return written(format(language.value, `signed ${most}`, options), x);
}

/** Digits after the point that an interval of this half width can bear. */
export const digitsWithin = (half: number): number =>
  half >= 5 || !(half > 0) ? 0 : Math.min(4, 1 - Math.floor(Math.log10(half * 2)));

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
  Number.isFinite(share)
    ? format(language.value, `percent ${most}`, {
        style: "percent",
        maximumFractionDigits: most,
      }).format(share)
    : "–";

/** Short, for axes: 12,000 is 12K. */
export const compact = (x: number): string =>
  format(language.value, "compact", { notation: "compact", maximumFractionDigits: 2 }).format(x);

const oneDay = 24 * 60 * 60 * 1000;

/** Milliseconds of the days of a run, at midnight in Greenwich. */
export function daysFrom(firstDay: string, nDays: number): number[] {
  const first = Date.parse(`${firstDay}T00:00:00Z`);
  return Array.from({ length: nDays }, (_, day) => first + day * oneDay);
}

export const dayOf = (firstDay: string, date: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${firstDay}T00:00:00Z`)) / oneDay);

export const isoOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 10);

export function dateOf(milliseconds: number, month: "long" | "short" = "long"): string {
  const options = { day: "numeric", month, timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(
    language.value === "en" ? "en-GB" : language.value,
    options,
  ).format(milliseconds);
}

/** Parts of a sentence: a, b and c. */
export const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat(language.value === "en" ? "en-GB" : language.value).format(parts);
