import type { Tables } from "../../listings/rows";
import type { Node } from "./sample";

/** What each node of a sample is on each day, read from the log of a run. */

export const states = ["away", "observes", "active", "paused", "gone"] as const;
export type State = (typeof states)[number];

/** What a happening makes of the node that it happens to. */
const becomes: Record<string, State> = {
  engaged: "active",
  paused: "paused",
  resumed: "active",
  withdrew: "gone",
  "open again": "away",
  closed: "away",
  observes: "observes",
  produces: "active",
  founded: "active",
};

/** A number of `states` by node and day. [nNodes × nDays] */
export type Days = Uint8Array[];

export function daysOf(tables: Tables, nodes: readonly Node[], nDays: number): Days {
  const at = new Map(nodes.map(({ key }, i) => [key, i]));
  const days = nodes.map(() => new Uint8Array(nDays));
  const events = tables("events");
  const labels = events.labels("event");
  const nPersons = tables("persons").size;
  const [dates, what] = [events.column("date"), events.column("event")];
  const [units, collectives] = [events.column("unit"), events.column("collective")];
  for (let i = 0; i < events.size; ++i) {
    const label = labels[what[i] ?? -1] ?? "";
    const state = becomes[label];
    if (!state) continue;
    const unit = units[i] ?? -1;
    const key =
      label === "founded"
        ? `coordinator ${collectives[i]}`
        : `${unit < nPersons ? "person" : "place"} ${unit}`;
    const node = days[at.get(key) ?? -1];
    node?.fill(states.indexOf(state), dates[i]);
  }
  return days;
}

/** Pairs of places in the sample that are tied, from the listing of ties. */
export function tiesAmong(tables: Tables, nodes: readonly Node[]): [number, number][] {
  const at = new Map(nodes.map(({ key }, i) => [key, i]));
  const ties = tables("network");
  const end = (side: string, i: number): number | undefined => {
    const kind = ties.labels(`${side}_kind`)[ties.column(`${side}_kind`)[i] ?? -1];
    return at.get(`${kind} ${ties.column(side)[i]}`);
  };
  const found: [number, number][] = [];
  for (let i = 0; i < ties.size; ++i) {
    const [a, b] = [end("a", i), end("b", i)];
    if (a !== undefined && b !== undefined) found.push([a, b]);
  }
  return found;
}
