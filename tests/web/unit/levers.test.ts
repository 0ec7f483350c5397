import { expect, test } from "vitest";
import settings from "../../../web/levers.json";
import type { Parameter } from "../../../web/src/engine/protocol";
import { niceAbove, shareOf, sliderOf } from "../../../web/src/levers/scale";
import { found } from "../../../web/src/levers/search";
import { type Changes, nothing, withEvent, withValue } from "../../../web/src/worlds/changes";
import { leversOf, onlyRole, roleOf } from "../../../web/src/worlds/roles";
import { isAllowed } from "../../../web/src/worlds/validity";
import { base, catalog, eventNamed } from "./engine";

const levers = leversOf(catalog, base.events);
const parameters = catalog.flatMap((section) => section.parameters);

function parameter(key: string): Parameter {
  const one = parameters.find((other) => other.key === key);
  if (!one) throw new Error(`no parameter ${key}`);
  return one;
}

test("every parameter of the catalog has a lever, and between 8 and 12 stand in front", () => {
  const keys = new Set(levers.map((lever) => lever.parameter.key));
  expect(keys.size).toBe(parameters.length);
  const front = levers.filter((lever) => lever.front);
  expect(front.length).toBeGreaterThanOrEqual(8);
  expect(front.length).toBeLessThanOrEqual(12);
  expect(front.map((lever) => lever.parameter.key)).toEqual(settings.front.map(({ key }) => key));
});

test("what levers.json names is in the catalog and in the base", () => {
  const names = new Set(catalog.map(({ name }) => name));
  const keys = new Set(parameters.map(({ key }) => key));
  for (const key of settings.policies) expect(names.has(key) || keys.has(key), key).toBe(true);
  for (const key of settings.given) expect(keys, key).toContain(key);
  const events = base.events.map(({ name }) => name);
  for (const name of settings.events) expect(events, name).toContain(name);
});

test("every lever in front has a slider on which the base stands, or a choice", () => {
  for (const lever of levers.filter(({ front }) => front)) {
    const { key, type } = lever.parameter;
    const value = lever.event ? eventNamed(lever.event).set[key] : base.values[key];
    if (type === "boolean" || type === "choice") continue;
    const slider = sliderOf(lever.parameter, value, lever);
    expect(slider, key).not.toBeNull();
    expect(value, key).toBeGreaterThanOrEqual(slider?.low ?? Number.NaN);
    expect(value, key).toBeLessThanOrEqual(slider?.high ?? Number.NaN);
    expect(
      isAllowed(lever.parameter, slider?.low) && isAllowed(lever.parameter, slider?.high),
    ).toBe(true);
  }
});

test("no slider is useless: where the base stands above its lower end, it does so by a good step", () => {
  for (const one of parameters) {
    const value = base.values[one.key];
    const slider = sliderOf(one, value);
    if (!slider || typeof value !== "number" || value === slider.low) continue;
    expect(shareOf(slider, value), one.key).toBeGreaterThan(0.04);
  }
});

test("a range of millions gets a slider around the base, or only an entry where the base is 0", () => {
  expect(sliderOf(parameter("population.budget_median"), 50)).toEqual({
    low: 0,
    high: 200,
    step: 2,
  });
  expect(sliderOf(parameter("money.patrons"), 0)).toBeNull();
  expect(sliderOf(parameter("rumor.misreading"), 0.6)).toEqual({ low: 0, high: 1, step: 0.01 });
});

test("steps are 1, 2 or 5 times a power of ten", () => {
  expect([0.003, 0.01, 0.7, 3, 12, 600].map(niceAbove)).toEqual([0.005, 0.01, 1, 5, 20, 1000]);
});

test("policies and assumptions share the changes between them, without rest", () => {
  const legalText = eventNamed("legal text");
  let changes: Changes = withEvent(nothing, legalText, null);
  changes = withValue(changes, "coordination.topology", "distributed", "superposed");
  changes = withValue(changes, "rumor.misreading", 0.2, 0.6);
  expect(roleOf("money.sale")).toBe("policy");
  expect(roleOf("rumor.misreading")).toBe("assumption");
  expect(onlyRole(changes, "policy")).toEqual({
    values: { "coordination.topology": "distributed" },
    events: { "legal text": null },
    added: [],
  });
  expect(onlyRole(changes, "assumption")).toEqual({
    values: { "rumor.misreading": 0.2 },
    events: {},
    added: [],
  });
});

test("a lever is found by any words of its texts, whatever their accents", () => {
  const textOf = ({ parameter: { key } }: (typeof levers)[number]) =>
    key === "money.gifts" ? "Dons de matériel aux médecins" : key;
  expect(found(levers, "medecins materiel", textOf).map((lever) => lever.parameter.key)).toEqual([
    "money.gifts",
  ]);
  expect(found(levers, "", textOf)).toHaveLength(levers.length);
});
