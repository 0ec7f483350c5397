import type { ScenarioEvent, Value } from "../engine/protocol";
import { type Changes, sameEvent, withEvent, withoutAdded, withValue } from "./changes";

/** What differs from the base, one by one, each with the way to take it back. */

export type Difference =
  | { kind: "value"; id: string; key: string; value: Value }
  | { kind: "removed" | "changed"; id: string; event: ScenarioEvent; now: ScenarioEvent | null }
  | { kind: "added"; id: string; event: ScenarioEvent };

/** Values first, then events of the base, then added ones. */
export function differences(base: readonly ScenarioEvent[], changes: Changes): Difference[] {
  const values = Object.entries(changes.values).map(
    ([key, value]): Difference => ({ kind: "value", id: `value ${key}`, key, value }),
  );
  const events = base.flatMap((event): Difference[] => {
    const now = changes.events[event.name];
    if (now === undefined) return [];
    return [{ kind: now ? "changed" : "removed", id: `event ${event.name}`, event, now }];
  });
  const added = changes.added.map(
    (event): Difference => ({ kind: "added", id: `added ${event.name}`, event }),
  );
  return [...values, ...events, ...added];
}

/** The changes without this one. */
export function takenBack(changes: Changes, difference: Difference): Changes {
  switch (difference.kind) {
    case "value":
      return withValue(changes, difference.key, difference.value, difference.value);
    case "added":
      return withoutAdded(changes, difference.event.name);
    default:
      return withEvent(changes, difference.event, difference.event);
  }
}

/** What is in the changes and was not, or was otherwise, before. */
export function newDifferences(
  base: readonly ScenarioEvent[],
  before: Changes,
  after: Changes,
): Difference[] {
  const old = new Map(differences(base, before).map((one) => [one.id, JSON.stringify(one)]));
  return differences(base, after).filter((one) => old.get(one.id) !== JSON.stringify(one));
}

/** How an event that is there in both differs. */
export function isOnlyMoved(event: ScenarioEvent, now: ScenarioEvent): boolean {
  return sameEvent({ ...now, date: event.date, until: event.until }, event);
}
