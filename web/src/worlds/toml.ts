import type { ScenarioEvent, Value } from "../engine/protocol";
import type { Changes } from "./changes";
import { isDate } from "./dates";

/** The scenario file of a changed world: what it extends and what differs (design: scenario files). */

const quoted = (text: string): string => JSON.stringify(text);

function written(value: Value): string {
  if (typeof value === "string") return isDate(value) ? value : quoted(value);
  if (value === Number.POSITIVE_INFINITY) return "inf";
  return String(value);
}

const inlineTable = (record: Record<string, Value>): string =>
  `{ ${Object.entries(record)
    .map(([key, value]) => `${quoted(key)} = ${written(value)}`)
    .join(", ")} }`;

/** Arguments of an act are written without the act's name before them. */
function argumentsOf(event: ScenarioEvent): Record<string, Value> {
  const prefix = `${event.act}.`;
  return Object.fromEntries(
    Object.entries(event.with).map(([key, value]) => [
      key.startsWith(prefix) ? key.slice(prefix.length) : key,
      value,
    ]),
  );
}

function eventLines(event: ScenarioEvent): string[] {
  const lines = ["", "[[event]]", `name = ${quoted(event.name)}`, `date = ${event.date}`];
  if (event.until) lines.push(`until = ${event.until}`);
  if (event.act) {
    lines.push(`act = ${quoted(event.act)}`);
    if (Object.keys(event.with).length > 0) lines.push(`with = ${inlineTable(argumentsOf(event))}`);
  } else {
    lines.push(`set = ${inlineTable(event.set)}`);
  }
  return lines;
}

function valueLines(values: Readonly<Record<string, Value>>): string[] {
  const sections = new Map<string, string[]>();
  for (const [key, value] of Object.entries(values).sort(([a], [b]) => a.localeCompare(b))) {
    const [section = "", name = ""] = key.split(".");
    const lines = sections.get(section) ?? ["", `[${section}]`];
    lines.push(`${name} = ${written(value)}`);
    sections.set(section, lines);
  }
  return [...sections.values()].flat();
}

/** `base` is the name of a bundled scenario. The same changes give the same text. */
export function scenarioFile(base: string, changes: Changes, summary = "A what-if."): string {
  const changed = Object.keys(changes.events).sort();
  const lines = ["schema = 1", `summary = ${quoted(summary)}`, `extends = ${quoted(base)}`];
  if (changed.length > 0) lines.push(`without = [${changed.map(quoted).join(", ")}]`);
  lines.push(...valueLines(changes.values));
  const kept = changed.map((name) => changes.events[name]).filter((event) => event != null);
  for (const event of [...kept, ...changes.added]) lines.push(...eventLines(event));
  return `${lines.join("\n")}\n`;
}
