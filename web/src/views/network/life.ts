import { effect, signal, untracked } from "@preact/signals";
import { listed } from "../../listings/ask";
import { baseName, ready, worlds } from "../../state";
import type { Changes } from "../../worlds/changes";
import { scenarioFile } from "../../worlds/toml";
import { networkDay } from "../choices";
import { calm } from "../shown";
import { seatsOf } from "../territories";
import { daysFrom, isoOf } from "../words";
import { type Point, positionsOf } from "./positions";
import { type Node, sampleOf } from "./sample";
import { type Days, daysOf, tiesAmong } from "./states";
import { endedOn } from "./until";

/** The life of a sample of nodes in the base and now, asked from the engine while somebody looks. */

export interface Life {
  toml: string;
  days: Days;
  /** By the day on which they are taken. */
  ties: Map<number, [number, number][]>;
}

export interface Lives {
  nodes: Node[];
  positions: Point[];
  base: Life;
  /** null: it is the base, or not there yet. */
  now: Life | null;
}

export const lives = signal<Lives | null>(null);

const replicate = 0;
const urgency = { life: 20, ties: 60 };
/** Ties are taken every so many days. */
export const between = 7;

/** The day whose ties stand for this one: never a later one, for nothing shows before its date. */
export function tiesDay(day: number, nDays: number): number {
  return Math.min(nDays - 1, Math.max(between, Math.floor(day / between) * between));
}

/** The ties of a day and when they were taken; until they are there, those of the nearest day before. */
export function tiesOn({ ties }: Pick<Life, "ties">, day: number, nDays: number) {
  const taken = Math.max(...[...ties.keys()].filter((one) => one <= tiesDay(day, nDays)));
  return { taken, ties: ties.get(taken) ?? [] };
}

/** As on a map: a degree of longitude is shorter than one of latitude. */
function seats(): Point[] {
  const found = seatsOf(ready.value?.base.values["population.territories"]);
  if (found.length === 0) return [{ x: 0, y: 0 }];
  return found.map(({ longitude, latitude }) => ({ x: longitude * 0.69, y: -latitude }));
}

async function lifeOf(toml: string, nodes: Node[], gone: () => boolean): Promise<Life> {
  const tables = await listed(toml, replicate, urgency.life, gone);
  const nDays = ready.value?.layout.nDays ?? 0;
  const ties = new Map([[nDays - 1, tiesAmong(tables, nodes)]]);
  return { toml, days: daysOf(tables, nodes, nDays), ties };
}

/** Ties of one day of a world, once. A scenario that cannot end then keeps those of its last day. */
async function addTies(life: Life, changes: Changes, day: number, gone: () => boolean) {
  const now = ready.value;
  const found = lives.value;
  if (!now || !found || life.ties.has(day)) return;
  const { firstDay, nDays } = now.layout;
  const lastDay = isoOf(daysFrom(firstDay, nDays)[day] ?? 0);
  const toml = scenarioFile(baseName, endedOn(changes, now.base, lastDay));
  const ties = await listed(toml, replicate, urgency.ties, gone).then(
    (tables) => tiesAmong(tables, found.nodes),
    () => life.ties.get(nDays - 1) ?? [],
  );
  life.ties.set(day, ties);
  if (lives.value) lives.value = { ...lives.value };
}

async function follow(gone: () => boolean): Promise<void> {
  const [base, now] = ["base", "now"].map((id) => worlds.value.find((one) => one.id === id));
  const layout = ready.value?.layout;
  if (!base || !now || !layout) return;
  let found = untracked(() => lives.value);
  if (!found || found.base.toml !== base.runs.toml) {
    const tables = await listed(base.runs.toml, replicate, urgency.life, gone);
    const nTerritories = layout.dimensions.find(({ name }) => name === "territory")?.labels.length;
    const nodes = sampleOf(tables, nTerritories ?? 1);
    const positions = positionsOf(nodes, seats());
    found = { nodes, positions, base: await lifeOf(base.runs.toml, nodes, gone), now: null };
  }
  const known = found.now?.toml === now.runs.toml ? found.now : null;
  const changed = now.runs.toml !== base.runs.toml;
  const life = changed ? (known ?? (await lifeOf(now.runs.toml, found.nodes, gone))) : null;
  if (gone()) return;
  lives.value = { ...found, now: life };
  const day = tiesDay(networkDay.value, layout.nDays);
  await addTies(found.base, base.changes, day, gone);
  if (life) await addTies(life, now.changes, day, gone);
}

/** Keeps `lives` what it is now; returns how to stop. */
export function watchLives(): () => void {
  let asked = 0;
  const stop = effect(() => {
    const nDays = ready.value?.layout.nDays ?? 0;
    [worlds.value, tiesDay(networkDay.value, nDays)];
    if (!calm.value) return;
    const mine = ++asked;
    untracked(() => void follow(() => mine !== asked).catch(() => {}));
  });
  return () => {
    ++asked;
    stop();
  };
}
