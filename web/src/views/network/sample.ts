import type { Tables } from "../../listings/rows";

/** The nodes that are drawn: all coordinators, places, and some of those who ever took part. */

export interface Node {
  /** "person 12", "place 5003", "coordinator 0": as in the listing of ties. */
  key: string;
  kind: "person" | "place" | "coordinator";
  /** Among the territories; −1: the whole country. */
  territory: number;
}

export const mostNodes = 250;
const mostPlaces = 80;

/** Mixes the bits of a number, so that an order by it favors nobody. */
export function mixed(x: number): number {
  let bits = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const byMixed = (a: number, b: number): number => mixed(a) - mixed(b);

/** Who is an end of some tie that a run lists, of one kind. */
function tied(tables: Tables, kind: string): Set<number> {
  const ties = tables("network");
  const found = new Set<number>();
  for (const side of ["a", "b"]) {
    const label = ties.labels(`${side}_kind`).indexOf(kind);
    const numbers = ties.column(side);
    for (const [i, of] of ties.column(`${side}_kind`).entries())
      if (of === label) found.add(numbers[i] ?? -1);
  }
  return found;
}

function everEngaged(tables: Tables): Set<number> {
  const events = tables("events");
  const engaged = events.labels("event").indexOf("engaged");
  const units = events.column("unit");
  const found = new Set<number>();
  for (const [i, what] of events.column("event").entries())
    if (what === engaged) found.add(units[i] ?? -1);
  return found;
}

/** Chosen from the base alone, so that a lever never changes who is seen. */
export function sampleOf(base: Tables, nTerritories: number): Node[] {
  const persons = base("persons");
  const places = base("places");
  const home = persons.column("territory");
  const seat = places.column("territory");
  const numbers = places.column("unit");
  const coordinators = new Set([0, ...tied(base, "coordinator")]);
  if (nTerritories > 1) for (let t = 1; t <= nTerritories; ++t) coordinators.add(t);
  const chosenPlaces = [...numbers.keys()].sort(byMixed).slice(0, mostPlaces);
  const room = mostNodes - coordinators.size - chosenPlaces.length;
  const chosen = [...everEngaged(base)].sort(byMixed).slice(0, Math.max(0, room));
  return [
    ...[...coordinators].map((c) => ({
      key: `coordinator ${c}`,
      kind: "coordinator" as const,
      territory: c - 1,
    })),
    ...chosenPlaces.map((i) => ({
      key: `place ${numbers[i]}`,
      kind: "place" as const,
      territory: seat[i] ?? 0,
    })),
    ...chosen.map((p) => ({
      key: `person ${p}`,
      kind: "person" as const,
      territory: home[p] ?? 0,
    })),
  ];
}
