import levers from "../../levers.json";
import type { Scenario, ScenarioEvent, Value } from "../engine/protocol";
import { type Changes, withAdded, withEvent } from "../worlds/changes";
import { shifted, within } from "../worlds/dates";
import { moved, newName } from "./items";

/** Moves of one click, from web/levers.json: events that go, events that move, an event that comes. */

interface Adds {
  act: string;
  date: string;
  /** Each further one comes so many days after the one before. */
  every: number;
  with: Record<string, Value>;
}

export interface WhatIf {
  /** Its text is `timeline.whatIf.<name>`. */
  name: string;
  without?: string[];
  moved?: string[];
  days?: number;
  adds?: Adds;
}

const listed = levers.whatIfs as WhatIf[];

const eventsOf = (whatIf: WhatIf): string[] => [...(whatIf.without ?? []), ...(whatIf.moved ?? [])];

/** Those whose events the base has. */
export function whatIfsOf(base: Scenario): WhatIf[] {
  const names = new Set(base.events.map(({ name }) => name));
  return listed.filter((whatIf) => eventsOf(whatIf).every((name) => names.has(name)));
}

function after(whatIf: WhatIf, base: ScenarioEvent, run: Scenario): ScenarioEvent | null {
  return whatIf.without?.includes(base.name) ? null : moved(base, whatIf.days ?? 0, "whole", run);
}

const baseEvents = (whatIf: WhatIf, base: Scenario): ScenarioEvent[] =>
  base.events.filter(({ name }) => eventsOf(whatIf).includes(name));

/** Whether the world is so already; one that adds an event can always add one more. */
export function isApplied(whatIf: WhatIf, base: Scenario, changes: Changes): boolean {
  if (whatIf.adds) return false;
  return baseEvents(whatIf, base).every((event) => {
    const wanted = after(whatIf, event, base);
    const now = changes.events[event.name];
    return wanted === null ? now === null : now?.date === wanted.date && now.until === wanted.until;
  });
}

function withOneMore({ act, date, every, with: given }: Adds, base: Scenario, changes: Changes) {
  const nThere = changes.added.filter((event) => event.act === act).length;
  const names = [...base.events, ...changes.added].map(({ name }) => name);
  return withAdded(changes, {
    name: newName(act, names),
    date: within(shifted(date, nThere * every), base.firstDay, base.lastDay),
    until: null,
    set: {},
    act,
    with: Object.fromEntries(Object.entries(given).map(([key, value]) => [`${act}.${key}`, value])),
  });
}

/** Makes it so; if it is so already, takes it back. */
export function toggled(whatIf: WhatIf, base: Scenario, changes: Changes): Changes {
  if (whatIf.adds) return withOneMore(whatIf.adds, base, changes);
  const back = isApplied(whatIf, base, changes);
  return baseEvents(whatIf, base).reduce(
    (so, event) => withEvent(so, event, back ? event : after(whatIf, event, base)),
    changes,
  );
}
