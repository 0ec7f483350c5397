import type { Scenario, ScenarioEvent, Value } from "../engine/protocol";
import { formatValue } from "../languages/numbers";
import { eventLabel, parameterLabel } from "../languages/use";
import { dateOf, t } from "../views/words";
import type { Changes } from "../worlds/changes";

/** What was changed, in sentences. */

const day = (date: string): string => dateOf(Date.parse(`${date}T00:00:00Z`));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function parts(base: Record<string, Value>, now: Record<string, Value>): string[] {
  const keys = [...new Set([...Object.keys(base), ...Object.keys(now)])];
  const shown = (value: Value | undefined) => (value === undefined ? "–" : formatValue(value));
  return keys
    .filter((key) => !same(base[key], now[key]))
    .map((key) =>
      t("why.part", { what: parameterLabel(key), now: shown(now[key]), base: shown(base[key]) }),
    );
}

/** How far one date is from another. */
const shift = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** Whether it ends as much sooner or later as it begins: then only that it moved is said. */
const movedWhole = (base: ScenarioEvent, now: ScenarioEvent): boolean =>
  base.until !== null &&
  now.until !== null &&
  shift(base.date, now.date) === shift(base.until, now.until);

function ofEvent(base: ScenarioEvent, now: ScenarioEvent | null): string[] {
  const event = eventLabel(base);
  if (now === null) return [t("why.without", { event, date: day(base.date) })];
  const said: string[] = [];
  if (now.date !== base.date)
    said.push(t("why.moved", { event, now: day(now.date), base: day(base.date) }));
  if (now.until !== base.until && now.until && !movedWhole(base, now))
    said.push(t("why.until", { event, now: day(now.until) }));
  if (now.until !== base.until && !now.until) said.push(t("why.forGood", { event }));
  const other = [...parts(base.set, now.set), ...parts(base.with, now.with)];
  if (other.length > 0) said.push(t("why.otherwise", { event, parts: other.join("; ") }));
  return said;
}

/** A sentence for each change, in the order: values, events of the base, events added. */
export function changedSentences(base: Scenario, changes: Changes): string[] {
  const values = Object.entries(changes.values).map(([key, now]) =>
    t("why.value", {
      what: parameterLabel(key),
      now: formatValue(now),
      base: formatValue(base.values[key] ?? "–"),
    }),
  );
  const events = Object.entries(changes.events).flatMap(([name, now]) => {
    const event = base.events.find((one) => one.name === name);
    return event ? ofEvent(event, now) : [];
  });
  const added = changes.added.map((event) =>
    t("why.added", { event: eventLabel(event), date: day(event.date) }),
  );
  return [...values, ...events, ...added];
}
