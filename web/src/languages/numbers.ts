import type { Value } from "../engine/protocol";
import { language } from "../state";
import { optionLabel, text } from "./use";

/** Numbers and dates as people of the language write them. */

export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "–";
  return new Intl.NumberFormat(language.value, { maximumSignificantDigits: digits }).format(value);
}

/** With its sign, also for plus. */
export function formatChange(value: number, digits = 3): string {
  return new Intl.NumberFormat(language.value, {
    maximumSignificantDigits: digits,
    signDisplay: "exceptZero",
  }).format(value);
}

/** null: this is no number. A comma is a decimal sign, unless it parts thousands in English. */
export function parseNumber(written: string, of: string = language.value): number | null {
  const bare = written.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const thousands = of === "en" && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare);
  const plain = thousands ? bare.replaceAll(",", "") : bare.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** "12 May" */
export function formatDay(date: string): string {
  return new Intl.DateTimeFormat(language.value === "en" ? "en-GB" : language.value, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(utc(date));
}

/** "Tuesday 12 May 2020" */
export function formatLongDay(date: string): string {
  return new Intl.DateTimeFormat(language.value === "en" ? "en-GB" : language.value, {
    dateStyle: "full",
    timeZone: "UTC",
  }).format(utc(date));
}

export function formatMonth(date: string): string {
  return new Intl.DateTimeFormat(language.value, { month: "long", timeZone: "UTC" }).format(
    utc(date),
  );
}

export function formatValue(value: Value): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return text(value ? "levers.yes" : "levers.no");
  if (typeof value === "object") return text("levers.rows", { count: value.rows.length });
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : optionLabel(value);
}
