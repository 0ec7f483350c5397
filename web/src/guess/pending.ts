import { computed, signal } from "@preact/signals";
import { history } from "../state";
import { type Changes, nothing, sameChanges } from "../worlds/changes";

/** Guess first: while it is on, a change shows its result only after the room has said what it
 *  expects. */

export const guessing = signal(false);

/** The last world whose result the room has seen. */
export const seen = signal<Changes>(nothing);

/** Whether a guess is awaited: until then the results of what is now stay hidden. */
export const guessPending = computed(
  () => guessing.value && !sameChanges(history.latest.value, seen.value),
);

/** The result of what is now may be seen, with a guess or without. */
export function show(): void {
  seen.value = history.latest.value;
}

export function startGuessing(): void {
  show();
  guessing.value = true;
}

export function stopGuessing(): void {
  guessing.value = false;
}
