import { expect, test } from "vitest";
import type { Parameter, Value } from "../../../web/src/engine/protocol";
import { nothing, withValue } from "../../../web/src/worlds/changes";
import { leversOf } from "../../../web/src/worlds/roles";
import { scenarioFile } from "../../../web/src/worlds/toml";
import { base, baseName, catalog, describe as described } from "./engine";

/** Another allowed value; undefined for what the page shows only. */
function another(parameter: Parameter, value: Value): Value | undefined {
  const { type, options, low, high } = parameter;
  if (type === "boolean") return !value;
  if (type === "choice") return options.find((option) => option !== value);
  if (type !== "number" && type !== "integer") return undefined;
  const middle = ((low ?? 0) + (high ?? Number(value) + 2)) / 2;
  const near = Math.min(Math.max(Number(value) * 1.5, low ?? 0), high ?? Number.POSITIVE_INFINITY);
  const found = near === value ? middle : near;
  return type === "integer" ? Math.round(found) : found;
}

test("every lever of the catalog reaches the scenario that the engine runs", () => {
  const unmoved: string[] = [];
  for (const { parameter } of leversOf(catalog)) {
    const { key } = parameter;
    const was = base.values[key] ?? parameter.initial;
    const value = another(parameter, was);
    if (value === undefined || value === was) continue;
    const file = scenarioFile(baseName, withValue(nothing, key, value, was));
    try {
      if (described(file).values[key] !== value) unmoved.push(`${key} = ${value}`);
    } catch (error) {
      unmoved.push(`${key} = ${value}: ${(error as Error).message}`);
    }
  }
  expect(unmoved).toEqual([]);
});
