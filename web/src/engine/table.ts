import type { Value } from "./protocol";

/** A table as the engine gives it: the text of its CSV, which has no quoted cells. */
export interface Table {
  columns: string[];
  rows: string[][];
}

/** null: the value is no table. "" is the table that was not given. */
export function tableOf(value: Value | undefined): Table | null {
  if (typeof value !== "string" || !value.includes("\n")) return null;
  const lines = value.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const [columns = [], ...rows] = lines.map((line) => line.split(","));
  return { columns, rows };
}
