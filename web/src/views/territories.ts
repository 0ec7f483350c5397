import type { Value } from "../engine/protocol";

/** Where the territories of a scenario lie, from its table of territories. */

export interface Seat {
  name: string;
  longitude: number;
  latitude: number;
}

/** Tables come as such or as the CSV text that scenario files hold. */
function rowsOf(value: Value | undefined): { columns: string[]; rows: (string | number)[][] } {
  if (typeof value === "object") return value;
  const lines = String(value ?? "").split("\n");
  const cells = lines
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.split(","));
  const [columns = [], ...rows] = cells;
  return { columns: columns.map((column) => column.trim()), rows };
}

/** Empty where the scenario names no territories. */
export function seatsOf(value: Value | undefined): Seat[] {
  const { columns, rows } = rowsOf(value);
  const at = (name: string) => columns.indexOf(name);
  const [name, longitude, latitude] = [at("territory"), at("longitude"), at("latitude")];
  if (name < 0 || longitude < 0 || latitude < 0) return [];
  return rows.map((row) => ({
    name: String(row[name]).trim(),
    longitude: Number(row[longitude]),
    latitude: Number(row[latitude]),
  }));
}
