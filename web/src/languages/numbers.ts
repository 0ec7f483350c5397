import type { Value } from "../engine/protocol";
import { tableOf } from "../engine/table";
import { language } from "../state";
import { isDate } from "../worlds/dates";
import { optionLabel, text } from "./use";

/** Numbers and dates as people of the language write them. */

/** Making a formatter is dear, and lists of numbers are drawn while somebody drags. */
const made = new Map<string, Intl.NumberFormat>();

/** In the language of the page, with the sign of minus, which is as wide as plus. */
export function written(value: number, how: Intl.NumberFormatOptions): string {
  const name = `${language.value} ${JSON.stringify(how)}`;
  const format = made.get(name) ?? new Intl.NumberFormat(language.value, how);
  made.set(name, format);
  return format.format(value).replace("-", "−");
}

export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "–";
  return written(value, { maximumSignificantDigits: digits });
}

/** With its sign, also for plus. */
export const formatChange = (value: number, digits = 3): string =>
  written(value, { maximumSignificantDigits: digits, signDisplay: "exceptZero" });

/** null: this is no number. A comma is a decimal sign, unless it parts thousands in English. */
export function parseNumber(written: string, of: string = language.value): number | null {
  const bare = written.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const thousands = of === "en" && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare);
  const plain = thousands ? bare.replaceAll(",", "") : bare.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Days come before months in both languages. */
export const place = (): string => (language.value === "en" ? "en-GB" : language.value);

const days = new Map<string, Intl.DateTimeFormat>();

export function formatted(date: string, how: Intl.DateTimeFormatOptions): string {
  const name = `${place()} ${JSON.stringify(how)}`;
  const format = days.get(name) ?? new Intl.DateTimeFormat(place(), { ...how, timeZone: "UTC" });
  days.set(name, format);
  return format.format(utc(date));
}

/** "12 May" */
export const formatDay = (date: string): string =>
  formatted(date, { day: "numeric", month: "short" });

/** "Tuesday 12 May 2020" */
export const formatLongDay = (date: string): string => formatted(date, { dateStyle: "full" });

export const formatMonth = (date: string): string => formatted(date, { month: "long" });

export function formatValue(value: Value): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return text(value ? "levers.yes" : "levers.no");
  const table = tableOf(value);
  if (table) return text("levers.rows", { count: table.rows.length });
  return isDate(value) ? formatDay(value) : optionLabel(value);
}
