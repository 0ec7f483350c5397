import { effect, signal } from "@preact/signals";
import { baseName, history, ready } from "../state";
import type { Changes } from "../worlds/changes";
import { type Difference, newDifferences } from "../worlds/listed";
import type { Runs } from "../worlds/runs";
import { scenarioFile } from "../worlds/toml";
import { type Direction, type Outcome, type Truth, truthOf } from "./outcomes";
import { seen, show } from "./pending";

/** What the room expected, kept for the debrief. */

export interface Guess {
  number: number;
  outcome: Outcome;
  /** What was changed, seen from the world before. */
  changed: Difference[];
  direction: Direction;
  /** By how much, in the unit of the outcome, with its sign; null: only the direction. */
  size: number | null;
  /** What came out; it sharpens while pairs come in; null: too few. */
  truth: { value: Truth | null };
}

export const guesses = signal<readonly Guess[]>([]);

/** The runs before and after the change that waits. */
export function pendingRuns(): { before: Runs; after: Runs } | null {
  const runner = ready.value?.runner;
  if (!runner) return null;
  const runsOf = (changes: Changes) => runner.runsOf(scenarioFile(baseName, changes));
  return { before: runsOf(seen.value), after: runsOf(history.latest.value) };
}

let stopWatching = () => {};

/** Locks the guess and shows the result. */
export function lock(outcome: Outcome, direction: Direction, size: number | null): void {
  const runs = pendingRuns();
  const reader = ready.value?.reader;
  if (!runs || !reader) return;
  const truth = signal<Truth | null>(null);
  const changed = newDifferences(ready.value?.base.events ?? [], seen.value, history.latest.value);
  const number = guesses.value.length + 1;
  guesses.value = [...guesses.value, { number, outcome, changed, direction, size, truth }];
  stopWatching(); // worlds of earlier guesses are not run any more
  stopWatching = effect(() => {
    runs.before.count.value;
    runs.after.count.value;
    truth.value = truthOf(reader, runs.before, runs.after, outcome);
  });
  show();
}
