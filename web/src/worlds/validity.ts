import type { Parameter, Scenario, ScenarioEvent, Section, Value } from "../engine/protocol";
import type { Changes } from "./changes";
import { isDate } from "./dates";

/** Whether what comes from outside (a link) is a change of this base at all. The engine has the
 *  last word; this says what the page can hold. */

/** Whether the catalog allows the value. */
export function isAllowed(parameter: Parameter, value: unknown): value is Value {
  switch (parameter.type) {
    case "number":
    case "integer":
      return isInRange(parameter, value);
    case "boolean":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && parameter.options.includes(value);
    case "date":
      return isDate(value);
    case "table":
      return typeof value === "string" || isTable(value); // CSV is for the engine to judge
  }
}

function isInRange({ type, low, high }: Parameter, value: unknown): boolean {
  if (typeof value !== "number" || Number.isNaN(value)) return false;
  if (type === "integer" && !Number.isInteger(value)) return false;
  return (low === null || value >= low) && (high === null || value <= high);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isTable(value: unknown): boolean {
  if (!isRecord(value) || !Array.isArray(value.columns) || !Array.isArray(value.rows)) return false;
  const width = value.columns.length;
  const isCell = (cell: unknown) =>
    typeof cell === "number" || (typeof cell === "string" && !/[",\n]/.test(cell));
  return (
    value.columns.every((column) => typeof column === "string" && /^\w+$/.test(column)) &&
    value.rows.every((row) => Array.isArray(row) && row.length === width && row.every(isCell))
  );
}

export interface Known {
  parameters: ReadonlyMap<string, Parameter>;
  /** By the name of the act. */
  acts: ReadonlyMap<string, ReadonlyMap<string, Parameter>>;
}

const byKey = (parameters: readonly Parameter[]) =>
  new Map(parameters.map((one) => [one.key, one]));

/** All that the catalog knows, by key. */
export function knownOf(sections: readonly Section[]): Known {
  return {
    parameters: byKey(sections.flatMap(({ parameters }) => parameters)),
    acts: new Map(
      sections.flatMap(({ acts }) => acts.map((act) => [act.name, byKey(act.arguments)])),
    ),
  };
}

/** Every key is known and has a value that is allowed. */
function areAllowed(
  values: unknown,
  known: ReadonlyMap<string, Parameter>,
): values is Record<string, Value> {
  if (!isRecord(values)) return false;
  return Object.entries(values).every(([key, value]) => {
    const parameter = known.get(key);
    return parameter !== undefined && isAllowed(parameter, value);
  });
}

function isEvent(event: unknown, known: Known, base: Scenario): event is ScenarioEvent {
  if (!isRecord(event)) return false;
  const { name, date, until, set, act } = event;
  if (typeof name !== "string" || name === "" || typeof act !== "string") return false;
  if (!isDate(date) || date < base.firstDay || date > base.lastDay) return false;
  if (until !== null && !(isDate(until) && until >= date && until <= base.lastDay)) return false;
  if (!areAllowed(set, known.parameters)) return false;
  if (act === "") return Object.keys(set).length > 0;
  const argumentsOf = known.acts.get(act);
  return (
    argumentsOf !== undefined &&
    until === null &&
    Object.keys(set).length === 0 &&
    areAllowed(event.with, argumentsOf)
  );
}

/** Whether it has the shape of changes, names only what the base and the catalog know, and stays
 *  in their ranges. */
export function areChanges(found: unknown, known: Known, base: Scenario): found is Changes {
  if (!isRecord(found)) return false;
  const { values, events, added } = found;
  if (!areAllowed(values, known.parameters) || !isRecord(events) || !Array.isArray(added))
    return false;
  const names = new Set(base.events.map(({ name }) => name));
  const areOfBase = Object.entries(events).every(
    ([name, event]) =>
      names.has(name) && (event === null || (isEvent(event, known, base) && event.name === name)),
  );
  const newNames = new Set(added.map((event: unknown) => isRecord(event) && event.name));
  return (
    areOfBase &&
    newNames.size === added.length &&
    added.every((event) => isEvent(event, known, base) && !names.has(event.name))
  );
}
