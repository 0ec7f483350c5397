import type { Value } from "../engine/protocol";
import { formatNumber, formatValue } from "./numbers";
import { unitLabel } from "./use";

/** Numbers with their unit, as a room reads them: shares as percentages. */

const percent = new Set(["share", "probability"]);

/** By what a number is multiplied before it is shown. */
export const factorOf = (unit: string): number => (percent.has(unit) ? 100 : 1);

export const shownUnit = (unit: string): string => (percent.has(unit) ? "%" : unitLabel(unit));

/** Without the dust that multiplying leaves on decimals. */
export const timesFactor = (value: number, factor: number): number =>
  Number((value * factor).toPrecision(12));

/** "45 %", "3,000 €/day", "Yes". */
export function quantity(value: Value, unit: string): string {
  if (typeof value !== "number") return formatValue(value);
  return `${formatNumber(timesFactor(value, factorOf(unit)))}\u00a0${shownUnit(unit)}`.trim();
}
