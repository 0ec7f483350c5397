import type { ScenarioEvent, Value } from "../engine/protocol";
import { changes, history, maxPins, message, pins, ready } from "../state";
import { type Changes, eventsOf, withAdded, withEvent, withoutAdded, withValue } from "./changes";
import { type Lever, onlyRole, type Role } from "./roles";

/** All that people do to the world of the moment. Each is one step that can be undone. */

const baseEvents = (): readonly ScenarioEvent[] => ready.value?.base.events ?? [];

export const baseEvent = (name: string): ScenarioEvent | undefined =>
  baseEvents().find((event) => event.name === name);

/** The events of the world of the moment, by date. */
export const eventsNow = (): ScenarioEvent[] => eventsOf(baseEvents(), changes.value);

/** What the lever is set to; undefined if its event does not happen now. */
export function leverValue(lever: Lever): Value | undefined {
  const { key } = lever.parameter;
  if (!lever.event) return changes.value.values[key] ?? ready.value?.base.values[key];
  return eventsNow().find(({ name }) => name === lever.event)?.set[key];
}

/** What the lever is set to in the base. */
export function leverBase(lever: Lever): Value | undefined {
  const { key } = lever.parameter;
  return lever.event ? baseEvent(lever.event)?.set[key] : ready.value?.base.values[key];
}

/** `drag`: more is to come of the same move. */
export function setLever(lever: Lever, value: Value, drag = false): void {
  const now = history.latest.value;
  if (!lever.event) {
    const { key } = lever.parameter;
    const base = ready.value?.base.values[key];
    if (base !== undefined) history.go(withValue(now, key, value, base), drag);
    return;
  }
  const base = baseEvent(lever.event);
  const event = now.events[lever.event] ?? base;
  if (!base || !event) return;
  const keys = [lever.parameter.key, ...lever.also];
  const set = Object.fromEntries(
    Object.entries(event.set).map(([key, old]) => [key, keys.includes(key) ? value : old]),
  );
  history.go(withEvent(now, base, { ...event, set }), drag);
}

/** Changes an event of the base or an added one. */
export function setEvent(event: ScenarioEvent, drag = false): void {
  const base = baseEvent(event.name);
  const now = history.latest.value;
  history.go(base ? withEvent(now, base, event) : withAdded(now, event), drag);
}

export function removeEvent(name: string): void {
  const base = baseEvent(name);
  const now = history.latest.value;
  history.go(base ? withEvent(now, base, null) : withoutAdded(now, name));
}

/** An event of the base is again what it was. */
export function restoreEvent(name: string): void {
  const base = baseEvent(name);
  if (base) history.go(withEvent(history.latest.value, base, base));
}

/** Puts all policies (with all events) or all assumptions back. */
export function reset(role: Role): void {
  history.go(onlyRole(history.latest.value, role === "policy" ? "assumption" : "policy"));
}

/** Pins the world of the moment; a name that another pin has gets a number. */
export function pin(name: string): void {
  if (pins.value.length >= maxPins) return;
  const taken = pins.value.map((one) => one.name);
  let free = name;
  for (let count = 2; taken.includes(free); ++count) free = `${name} (${count})`;
  pins.value = [...pins.value, { name: free, changes: history.latest.value }];
}

export function unpin(at: number): void {
  pins.value = pins.value.filter((_, i) => i !== at);
}

export function rename(at: number, name: string): void {
  pins.value = pins.value.map((one, i) => (i === at ? { ...one, name } : one));
}

export const take = (world: Changes): void => history.go(world);

let ending: ReturnType<typeof setTimeout> | undefined;

/** Shows what was before the last change for a moment, then the change again. */
export function replay(ms = 1200): void {
  if (!history.before.value) return;
  clearTimeout(ending);
  message.value = { key: "page.replaying", values: {} };
  history.replaying.value = true;
  ending = setTimeout(() => {
    history.replaying.value = false;
    if (message.value?.key === "page.replaying") message.value = null;
  }, ms);
}
