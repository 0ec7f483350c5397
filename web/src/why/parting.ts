import type { Rows, Tables } from "../listings/rows";

/** When two worlds of a pair part, and whose paths differ. */

const columns = ["date", "event", "unit", "from", "requester", "collective", "order", "parcel"];
const all = [...columns, "units", "product", "reason"];

export interface Parting {
  day: number;
  /** What happened otherwise that day: how often in each world. */
  first: Map<string, { base: number; now: number }>;
}

/** The first entry in which two logs differ; −1 if they are the same. */
function firstDifference(one: Rows, other: Rows): number {
  const pairs = all.map((name) => [one.column(name), other.column(name)] as const);
  const n = Math.max(one.size, other.size);
  for (let i = 0; i < n; ++i)
    if (pairs.some(([a, b]) => !Object.is(a[i], b[i]) && !(a[i] === b[i]))) return i;
  return -1;
}

function countOn(events: Rows, day: number): Map<string, number> {
  const counts = new Map<string, number>();
  const labels = events.labels("event");
  const what = events.column("event");
  for (const [i, date] of events.column("date").entries())
    if (date === day) {
      const name = labels[what[i] ?? -1] ?? "";
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return counts;
}

/** null: nothing that happens differs. */
export function partingOf(base: Tables, now: Tables): Parting | null {
  const [mine, theirs] = [base("events"), now("events")];
  const at = firstDifference(mine, theirs);
  if (at < 0) return null;
  const days = [mine, theirs].flatMap((rows) => rows.column("date")[at] ?? []);
  const day = Math.min(...days);
  const [before, after] = [countOn(mine, day), countOn(theirs, day)];
  const first: Parting["first"] = new Map();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const counts = { base: before.get(name) ?? 0, now: after.get(name) ?? 0 };
    if (counts.base !== counts.now) first.set(name, counts);
  }
  return { day, first };
}

const decisions = ["engaged", "paused", "resumed", "withdrew"];
const heard = ["read text", "told text", "read denial", "told denial"];

/** What each person did and heard, on which day, as text; persons to whom nothing happened lack. */
function pathsOf(tables: Tables, names: readonly string[]): Map<number, string> {
  const events = tables("events");
  const labels = events.labels("event");
  const wanted = new Set(names.map((name) => labels.indexOf(name)));
  const [what, unit, date] = ["event", "unit", "date"].map((name) => events.column(name));
  const paths = new Map<number, string>();
  for (let i = 0; i < events.size; ++i) {
    const event = what?.[i] ?? -1;
    if (!wanted.has(event)) continue;
    const person = unit?.[i] ?? -1;
    paths.set(person, `${paths.get(person) ?? ""} ${date?.[i]}:${event}`);
  }
  return paths;
}

function differing(one: Map<number, string>, other: Map<number, string>): number {
  const everybody = new Set([...one.keys(), ...other.keys()]);
  return [...everybody].filter((person) => one.get(person) !== other.get(person)).length;
}

/** Persons who heard something else of the text, and persons who decided otherwise. */
export function pathsParted(base: Tables, now: Tables): { heard: number; decided: number } {
  const count = (names: readonly string[]) => differing(pathsOf(base, names), pathsOf(now, names));
  return { heard: count(heard), decided: count(decisions) };
}

export interface Fearful {
  /** Who withdraws for fear of the law in this world only. */
  persons: number;
  /** Of them: who read the text herself, and who only was told of it by somebody. */
  read: number;
  told: number;
}

function whoFears(tables: Tables): Set<number> {
  const events = tables("events");
  const withdrew = events.labels("event").indexOf("withdrew");
  const fear = events.labels("reason").indexOf("legal fear");
  const [what, unit, reason] = ["event", "unit", "reason"].map((name) => events.column(name));
  const found = new Set<number>();
  for (let i = 0; i < events.size; ++i)
    if (what?.[i] === withdrew && reason?.[i] === fear) found.add(unit?.[i] ?? -1);
  return found;
}

/** Through whom fear of the law came to those who left for it in `tables` and not in `other`. */
export function fearfulOnlyIn(tables: Tables, other: Tables): Fearful {
  const elsewhere = whoFears(other);
  const only = [...whoFears(tables)].filter((person) => !elsewhere.has(person));
  const readers = pathsOf(tables, ["read text"]);
  const listeners = pathsOf(tables, ["told text"]);
  return {
    persons: only.length,
    read: only.filter((person) => readers.has(person)).length,
    told: only.filter((person) => !readers.has(person) && listeners.has(person)).length,
  };
}
