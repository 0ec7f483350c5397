import type { Rows, Tables } from "../listings/rows";

/** What happened in one world, counted from its log: by name, so that worlds are compared key by key. */

export type Counts = Map<string, number>;

const atHome = ["helpers", "makers with printers", "sewers"] as const;

function add(counts: Counts, key: string, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/** Of each unit in words: how a person makes, what kind of place a place is. */
export function kindOfUnits(tables: Tables): string[] {
  const persons = tables("persons");
  const places = tables("places");
  const sewing = persons.labels("process").indexOf("sewing");
  const process = persons.column("process");
  const home = Array.from(persons.column("machines"), (machines, p) => {
    if (machines === 0) return atHome[0];
    return process[p] === sewing ? atHome[2] : atHome[1];
  });
  const kinds = places.labels("kind");
  return [...home, ...Array.from(places.column("kind"), (kind) => kinds[kind] ?? "")];
}

const persons = ["read text", "told text", "read denial", "told denial", "engaged", "withdrew"];
const units = ["ordered", "gave up", "refused", "accepted"];

interface Log {
  events: Rows;
  happened: string[];
}

/** Persons to whom each thing happened, at least once; and those who told others of a text. */
function countPersons({ events, happened }: Log, counts: Counts): void {
  const who = new Map(persons.map((name) => [name, new Set<number>()]));
  const tellers = new Set<number>();
  const [what, unit, from] = ["event", "unit", "from"].map((name) => events.column(name));
  for (let i = 0; i < events.size; ++i) {
    const name = happened[what?.[i] ?? -1] ?? "";
    who.get(name)?.add(unit?.[i] ?? -1);
    if (name === "told text") tellers.add(from?.[i] ?? -1);
  }
  for (const [name, those] of who) counts.set(name, those.size);
  counts.set("tellers", tellers.size);
}

function countUnits({ events, happened }: Log, tables: Tables, counts: Counts): void {
  const requesters = tables("requesters");
  const segments = requesters.labels("segment");
  const segment = requesters.column("segment");
  const kinds = kindOfUnits(tables);
  const [what, unit, requester, n] = ["event", "unit", "requester", "units"].map((name) =>
    events.column(name),
  );
  for (let i = 0; i < events.size; ++i) {
    const name = happened[what?.[i] ?? -1] ?? "";
    if (!units.includes(name)) continue;
    const amount = n?.[i] ?? 0;
    add(counts, `units ${name}`, amount);
    if (name !== "accepted") continue;
    add(counts, `received ${segments[segment[requester?.[i] ?? -1] ?? -1] ?? ""}`, amount);
    add(counts, `delivered ${kinds[unit?.[i] ?? -1] ?? ""}`, amount);
  }
}

/** Collectives ever founded, and places that ever produced, by their number. */
export function structuresOf(tables: Tables): { founded: Set<number>; producing: Set<number> } {
  const events = tables("events");
  const happened = events.labels("event");
  const found = { founded: new Set<number>(), producing: new Set<number>() };
  const [what, unit, collective] = ["event", "unit", "collective"].map((name) =>
    events.column(name),
  );
  for (let i = 0; i < events.size; ++i) {
    const name = happened[what?.[i] ?? -1];
    if (name === "founded") found.founded.add(collective?.[i] ?? -1);
    if (name === "produces") found.producing.add(unit?.[i] ?? -1);
  }
  return found;
}

export function countsOf(tables: Tables): Counts {
  const events = tables("events");
  const log = { events, happened: events.labels("event") };
  const counts: Counts = new Map();
  countPersons(log, counts);
  countUnits(log, tables, counts);
  const { founded, producing } = structuresOf(tables);
  counts.set("founded", founded.size);
  counts.set("producing", producing.size);
  return counts;
}
