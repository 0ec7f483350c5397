import { formatDay } from "../languages/numbers";
import { quantity } from "../languages/quantities";
import { eventLabel, leverLabel, optionLabel, parameterLabel, text } from "../languages/use";
import { ready } from "../state";
import { capital } from "../views/words";
import type { Changes } from "../worlds/changes";
import { type Difference, differences, isOnlyMoved } from "../worlds/listed";

/** What differs, in words. */

function unitOf(key: string): string {
  const all = ready.value?.catalog.flatMap(({ parameters }) => parameters) ?? [];
  return all.find((parameter) => parameter.key === key)?.unit ?? "";
}

/** "legal text removed", "AFNOR meeting → 27 Mar", "misreading: 0.3". */
export function differenceLabel(difference: Difference): string {
  switch (difference.kind) {
    case "value":
      return text("worlds.value", {
        label: leverLabel(difference.key),
        value: quantity(difference.value, unitOf(difference.key)),
      });
    case "removed":
      return text("worlds.removed", { event: eventLabel(difference.event) });
    case "added":
      return text("worlds.added", {
        event: eventLabel(difference.event),
        day: formatDay(difference.event.date),
      });
    case "changed":
      return changedLabel(difference);
  }
}

function changedLabel({ event, now }: Extract<Difference, { now: unknown }>): string {
  const label = eventLabel(event);
  if (!now) return text("worlds.removed", { event: label });
  if (!isOnlyMoved(event, now)) {
    const keys = Object.keys(now.set).filter((key) => now.set[key] !== event.set[key]);
    const [key] = keys;
    if (keys.length > 0 && key !== undefined && now.date === event.date)
      return text("worlds.eventValue", {
        event: label,
        label: parameterLabel(key),
        value: quantity(now.set[key] ?? "", unitOf(key)),
      });
    return text("worlds.changed", { event: label });
  }
  if (now.date === event.date && now.until)
    return text("worlds.until", { event: label, day: formatDay(now.until) });
  return text("worlds.moved", { event: label, day: formatDay(now.date) });
}

/** What is chosen among several says enough: "centralized"; a number needs to be told of what it is. */
function shortLabel(difference: Difference): string {
  const types = ready.value?.catalog.flatMap(({ parameters }) => parameters) ?? [];
  const isChoice =
    difference.kind === "value" &&
    types.some(({ key, type }) => key === difference.key && type === "choice");
  return isChoice ? capital(optionLabel(String(difference.value))) : differenceLabel(difference);
}

/** A short name for a world: its first change and how many more there are. */
export function nameOf(changes: Changes): string {
  const [first, ...more] = differences(ready.value?.base.events ?? [], changes);
  if (!first) return text("worlds.base");
  const label = shortLabel(first);
  return more.length > 0 ? text("worlds.andMore", { label, count: more.length }) : label;
}
