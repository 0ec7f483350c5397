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

const entries = (record: Readonly<Record<string, Value>>) =>
  JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The same but for the order in which values are written. */
export function sameEvent(one: ScenarioEvent, other: ScenarioEvent): boolean {
  return (
    one.name === other.name &&
    one.date === other.date &&
    one.until === other.until &&
    one.act === other.act &&
    entries(one.set) === entries(other.set) &&
    entries(one.with) === entries(other.with)
  );
}

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
  const events =
    now && sameEvent(now, base)
      ? without(changes.events, base.name)
      : { ...changes.events, [base.name]: now };
  return { ...changes, events };
}

/** One with the name of an added one takes its place. */
export function withAdded(changes: Changes, event: ScenarioEvent): Changes {
  const isThere = changes.added.some(({ name }) => name === event.name);
  const added = isThere
    ? changes.added.map((other) => (other.name === event.name ? event : other))
    : [...changes.added, event];
  return { ...changes, added };
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

/** The same world, in whatever order it was changed. */
export function sameChanges(one: Changes, other: Changes): boolean {
  return one === other || ordered(one) === ordered(other);
}

function ordered(changes: Changes): string {
  const byName = <T>(record: Readonly<Record<string, T>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([byName(changes.values), byName(changes.events), changes.added]);
}
