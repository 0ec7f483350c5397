import type { Scenario, ScenarioEvent, Value } from "../engine/protocol";
import { type Changes, nothing, sameEvent, withAdded, withEvent, withValue } from "./changes";

/** What one would have to change in the base to get another scenario, for instance from a file. */

const sameValue = (one: Value | undefined, other: Value): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Only what an event is, not where it was written. */
const bare = ({ name, date, until, set, act, with: given }: ScenarioEvent): ScenarioEvent => ({
  name,
  date,
  until,
  set,
  act,
  with: given,
});

/** Both scenarios as the engine describes them. */
export function changesBetween(base: Scenario, other: Scenario): Changes {
  let changes = nothing;
  for (const [key, value] of Object.entries(other.values)) {
    const before = base.values[key];
    if (before !== undefined && !sameValue(before, value))
      changes = withValue(changes, key, value, before);
  }
  for (const event of base.events) {
    const now = other.events.find(({ name }) => name === event.name) ?? null;
    if (!now || !sameEvent(event, now)) changes = withEvent(changes, event, now && bare(now));
  }
  const known = new Set(base.events.map(({ name }) => name));
  for (const event of other.events)
    if (!known.has(event.name)) changes = withAdded(changes, bare(event));
  return changes;
}
