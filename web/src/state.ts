import { signal } from "@preact/signals";
import type { Layout, Scenario, Section } from "./engine/protocol";
import type { Language } from "./languages";
import { type Changes, nothing, sameChanges } from "./worlds/changes";
import { History } from "./worlds/history";
import type { Runner, Runs } from "./worlds/runs";
import type { Reader } from "./worlds/statistics";

/** What the page holds. Parts read signals and call the functions of this file; nothing else is shared. */

/** The bundled scenario that everything is compared with. */
export const baseName = "workshop";
export const seed = 1;
export const replicatesWanted = signal(50);

/** What the engine said when it started; null before. */
export interface Ready {
  version: string;
  catalog: Section[];
  base: Scenario;
  layout: Layout;
  reader: Reader;
  runner: Runner;
}
export const ready = signal<Ready | null>(null);

export const language = signal<Language>("en");

/** What the user changed, and how to go back. */
export const history = new History<Changes>(nothing, sameChanges);
export const changes = history.now;

export interface Pin {
  name: string;
  changes: Changes;
}
export const maxPins = 3;
export const pins = signal<readonly Pin[]>([]);

/** A world that views draw. */
export interface World {
  /** "base", "now", "pin 0", "policies", "assumptions": also the name of its color in style.css. */
  id: string;
  /** A name that a user gave; "" for those that the page names itself. */
  name: string;
  changes: Changes;
  runs: Runs;
}

/** Whether the view that shows policies and assumptions apart is open: it needs two worlds more. */
export const splitShown = signal(false);

/** The worlds of the moment: the base, what is now, the pinned ones. A view reads
 *  `runs.count.value` of those that it draws, so that it sharpens as replicates come in. */
export const worlds = signal<readonly World[]>([]);
/** With `splitShown`: what only the policies, and only the assumptions, would do. */
export const splitWorlds = signal<readonly World[]>([]);

/** A sentence for everybody to see, as a key of the language files with its values; null: none. */
export interface Message {
  key: string;
  values: Record<string, string>;
}
export const message = signal<Message | null>(null);
