import type { Layout } from "../../../web/src/engine/protocol";
import { type Tables, tablesOf } from "../../../web/src/listings/rows";

/** Small listings written by hand: each row names only the columns that matter. */

type Row = Record<string, number | string>;

const labels: Record<string, string[]> = {
  event: ["engaged", "paused", "resumed", "withdrew", "open again", "ordered", "sent", "accepted",
    "refused", "gave up", "closed", "observes", "produces", "founded", "read text", "told text",
    "read denial", "told denial"], // biome-ignore format: as the model orders them
  reason: ["fatigue", "legal fear", "no material"],
  product: ["visor", "gown"],
  segment: ["hospital", "care home"],
  process: ["printing", "laser", "sewing"],
  kind: ["fab lab", "small firm"],
  a_kind: ["person", "place", "coordinator"],
  b_kind: ["person", "place", "coordinator"],
};

const columns: Record<string, string[]> = {
  persons: ["unit", "territory", "process", "machines"],
  places: ["unit", "territory", "kind"],
  requesters: ["requester", "segment"],
  events: ["date", "event", "unit", "from", "requester", "collective", "order", "parcel", "units",
    "product", "reason"], // biome-ignore format: as the model orders them
  network: ["a_kind", "a", "b_kind", "b"],
};

const layout: Layout = {
  firstDay: "2020-03-09",
  nDays: 10,
  dimensions: [],
  observables: [],
  listings: Object.entries(columns).map(([name, own]) => ({
    name,
    longName: name,
    columns: own.map((column) => ({
      name: column,
      units: "1",
      longName: column,
      type: labels[column] ? "label" : "integer",
      labels: labels[column] ?? [],
    })),
  })),
};

const cell = (column: string, value: number | string | undefined): number =>
  typeof value === "string" ? (labels[column] ?? []).indexOf(value) : (value ?? -1);

export function tables(rows: Partial<Record<keyof typeof columns, Row[]>>): Tables {
  const listings = Object.entries(columns).map(([name, own]) =>
    own.map((column) =>
      Float64Array.from(rows[name] ?? [], (row: Row) => cell(column, row[column])),
    ),
  );
  return tablesOf(layout, { series: [], listings });
}

/** Three persons at home, one lab (number 3), a hospital and a care home. */
export const cast = {
  persons: [
    { unit: 0, territory: 0, process: "printing", machines: 1 },
    { unit: 1, territory: 1, process: "sewing", machines: 1 },
    { unit: 2, territory: 1, process: "printing", machines: 0 },
  ],
  places: [{ unit: 3, territory: 0, kind: "fab lab" }],
  requesters: [
    { requester: 0, segment: "hospital" },
    { requester: 1, segment: "care home" },
  ],
};
