import type { Value } from "../engine/protocol";
import { tableOf } from "../engine/table";

/** Where the territories of a scenario lie, from its table of territories. */

export interface Seat {
  name: string;
  longitude: number;
  latitude: number;
}

/** Empty where the scenario names no territories. */
export function seatsOf(value: Value | undefined): Seat[] {
  const { columns, rows } = tableOf(value) ?? { columns: [], rows: [] };
  const at = (name: string) => columns.indexOf(name);
  const [name, longitude, latitude] = [at("territory"), at("longitude"), at("latitude")];
  if (name < 0 || longitude < 0 || latitude < 0) return [];
  return rows.map((row) => ({
    name: row[name] ?? "",
    longitude: Number(row[longitude]),
    latitude: Number(row[latitude]),
  }));
}
