import type { Scenario, ScenarioEvent } from "../../engine/protocol";
import type { Changes } from "../../worlds/changes";

/**
 * The same world, ended on an earlier day. A run lists the ties of its last day, and an event leaves
 * all days before it as they were: so this is how the ties of any day are seen.
 */
export function endedOn(changes: Changes, base: Scenario, lastDay: string): Changes {
  const cut = (event: ScenarioEvent): ScenarioEvent | null => {
    if (event.date > lastDay) return null;
    return event.until && event.until >= lastDay ? { ...event, until: null } : event;
  };
  const events: Record<string, ScenarioEvent | null> = {};
  for (const event of base.events) {
    const now = changes.events[event.name];
    const wanted = now === null ? null : cut(now ?? event);
    if (JSON.stringify(wanted) !== JSON.stringify(event)) events[event.name] = wanted;
  }
  return {
    values: { ...changes.values, "calendar.end": lastDay },
    events,
    added: changes.added.flatMap((event) => cut(event) ?? []),
  };
}
