import { computed, effect, signal } from "@preact/signals";
import { guessPending } from "../guess/pending";
import { changes, splitWorlds, type World, worlds } from "../state";
import { firstAnswer, type Runs } from "../worlds/runs";
import { t } from "./words";

/** Which worlds views draw, under which names. */

export interface Shown {
  id: string;
  label: string;
  runs: Runs;
}

/** Runs of each world that were last complete enough to draw; they stay until newer ones are. */
const lastRuns = new Map<string, Runs>();

/** A first answer is waited for, so that nothing flickers; the old one stays drawn meanwhile. */
function steady(world: World): Runs | null {
  if (world.runs.count.value >= firstAnswer) lastRuns.set(world.id, world.runs);
  const runs = lastRuns.get(world.id);
  return runs && runs.count.value > 0 ? runs : null;
}

export function nameOf(world: { id: string; name: string }): string {
  return world.name || t(`views.worlds.${world.id.replace(" ", "-")}`);
}

function shownOf(all: readonly World[]): Shown[] {
  return all.flatMap((world) => {
    const runs = steady(world);
    return runs ? [{ id: world.id, label: nameOf(world), runs }] : [];
  });
}

/** The base, what is now unless it is the base or to be guessed, and the pinned worlds. */
export const shown = computed<Shown[]>(() => {
  const all = shownOf(worlds.value);
  const base = all.find(({ id }) => id === "base");
  return all.filter(({ id, runs }) => id !== "now" || (runs !== base?.runs && !guessPending.value));
});

/** The base, policies only, assumptions only, and both. */
export const shownApart = computed<Shown[]>(() => {
  const both = shown.value
    .filter(({ id }) => id === "base" || id === "now")
    .map((one) => (one.id === "now" ? { ...one, label: t("views.worlds.both") } : one));
  if (guessPending.value) return both;
  const [base, ...now] = both;
  return base ? [base, ...shownOf(splitWorlds.value), ...now] : [];
});

export const baseOf = (all: readonly Shown[]): Shown | undefined =>
  all.find(({ id }) => id === "base");

/** Whether nobody has moved anything for a moment; axes may shrink and readers be told. */
export const calm = signal(true);
const moment = 700;

/** Watches the changes; called once, by the views. */
export function watchCalm(): () => void {
  let timer = 0;
  return effect(() => {
    changes.value;
    calm.value = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      calm.value = true;
    }, moment);
  });
}
