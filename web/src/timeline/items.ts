import type { ScenarioEvent } from "../engine/protocol";
import { type Changes, sameEvent } from "../worlds/changes";
import { shifted, within } from "../worlds/dates";
import { isOnlyMoved } from "../worlds/listed";

/** What stands on the axis: each event of the base and each added one, as it is now. */

export type State = "same" | "moved" | "changed" | "removed" | "added";

export interface Item {
  /** As it is now; a removed one as it was. */
  event: ScenarioEvent;
  /** As it is in the base; null: added. */
  base: ScenarioEvent | null;
  state: State;
}

function ofBase(base: ScenarioEvent, now: ScenarioEvent | null | undefined): Item {
  if (now === null) return { event: base, base, state: "removed" };
  if (now === undefined || sameEvent(base, now)) return { event: base, base, state: "same" };
  return { event: now, base, state: isOnlyMoved(base, now) ? "moved" : "changed" };
}

/** By date. */
export function itemsOf(base: readonly ScenarioEvent[], changes: Changes): Item[] {
  const items = [
    ...base.map((event) => ofBase(event, changes.events[event.name])),
    ...changes.added.map((event): Item => ({ event, base: null, state: "added" })),
  ];
  return items.sort((a, b) => a.event.date.localeCompare(b.event.date));
}

/** Which part of an event is moved: a date alone, or with it the last day, or that only. */
export type Grip = "whole" | "end";

export interface Days {
  firstDay: string;
  lastDay: string;
}

/** The event some days later or earlier, within the run; a span keeps its length if it can. */
export function moved(event: ScenarioEvent, days: number, grip: Grip, run: Days): ScenarioEvent {
  const { date, until } = event;
  if (grip === "end") {
    if (!until) return event;
    return { ...event, until: within(shifted(until, days), date, run.lastDay) };
  }
  const start = within(shifted(date, days), run.firstDay, run.lastDay);
  if (!until) return { ...event, date: start };
  return { ...event, date: start, until: within(shifted(until, days), start, run.lastDay) };
}

/** "demand.public_order 2": what it does and the first number that is free. */
export function newName(what: string, taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`${what} ${number}`)) ++number;
  return `${what} ${number}`;
}
