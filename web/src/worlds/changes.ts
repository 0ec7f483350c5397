import type { ScenarioEvent, Value } from "../engine/protocol";

/** What a user changed in the base scenario; everything else of it stays. It does not change. */
export interface Changes {
  /** By the key of the parameter. */
  values: Readonly<Record<string, Value>>;
  /** By the name of an event of the base: how it is now, or null if it does not happen. */
  events: Readonly<Record<string, ScenarioEvent | null>>;
  /** Events that the base does not have; names differ from those of the base. */
  added: readonly ScenarioEvent[];
}

export const nothing: Changes = { values: {}, events: {}, added: [] };

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = record;
  return rest;
}

/** `base`: what it is in the base scenario; the same value again is no change. */
export function withValue(changes: Changes, key: string, value: Value, base: Value): Changes {
  const values =
    value === base ? without(changes.values, key) : { ...changes.values, [key]: value };
  return { ...changes, values };
}

/** An event of the base as it is now; null: it does not happen. */
export function withEvent(
  changes: Changes,
  base: ScenarioEvent,
  now: ScenarioEvent | null,
): Changes {
  const same = JSON.stringify(now) === JSON.stringify(base);
  const events = same
    ? without(changes.events, base.name)
    : { ...changes.events, [base.name]: now };
  return { ...changes, events };
}

export function withAdded(changes: Changes, event: ScenarioEvent): Changes {
  const others = changes.added.filter((other) => other.name !== event.name);
  return { ...changes, added: [...others, event] };
}

export function withoutAdded(changes: Changes, name: string): Changes {
  return { ...changes, added: changes.added.filter((event) => event.name !== name) };
}

export function isNothing(changes: Changes): boolean {
  return (
    Object.keys(changes.values).length === 0 &&
    Object.keys(changes.events).length === 0 &&
    changes.added.length === 0
  );
}

/** All events of the world: those of the base as they are now, and the added ones, by date. */
export function eventsOf(base: readonly ScenarioEvent[], changes: Changes): ScenarioEvent[] {
  const kept = base.flatMap((event) => {
    const now = changes.events[event.name];
    return now === null ? [] : [now ?? event];
  });
  return [...kept, ...changes.added].sort((a, b) => a.date.localeCompare(b.date));
}
