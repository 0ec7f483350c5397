import { expect, test } from "vitest";
import { packed, unpacked } from "../../../web/src/sharing/link";
import { checked, type Here, type Shared } from "../../../web/src/sharing/shared";
import { nothing, withAdded, withEvent, withValue } from "../../../web/src/worlds/changes";
import { knownOf } from "../../../web/src/worlds/validity";
import { base, baseName, catalog, eventNamed, order } from "./engine";

const here: Here = {
  version: "1.2.3",
  base: baseName,
  seed: 1,
  known: knownOf(catalog),
  scenario: base,
  maxPins: 3,
};

const changes = withAdded(
  withEvent(withValue(nothing, "rumor.misreading", 0.25, 0.6), eventNamed("legal text"), null),
  order,
);
const shared: Shared = {
  schema: 1,
  version: "1.2.3",
  base: baseName,
  seed: 1,
  replicates: 50,
  language: "fr",
  changes,
  pins: [{ name: "sans texte juridique", changes: nothing }],
};

test("what a link packs is what it unpacks, in letters that need no escape", () => {
  const fragment = packed(shared);
  expect(fragment).toMatch(/^world=[\w-]+\.[0-9a-f]{8}$/);
  expect(unpacked(fragment)).toEqual(shared);
});

test("a link with any letter changed or cut off is damaged", () => {
  const fragment = packed(shared);
  for (let at = "world=".length; at < fragment.length; at += 7) {
    const other = fragment[at] === "A" ? "B" : "A";
    const changed = fragment.slice(0, at) + other + fragment.slice(at + 1);
    const found = unpacked(changed);
    // the last bits of the packed data may count for nothing
    expect(found === null || JSON.stringify(found) === JSON.stringify(shared)).toBe(true);
    expect(unpacked(fragment.slice(0, at))).toBeNull();
  }
});

test("a link that says what this page says is shown", () => {
  expect(checked(unpacked(packed(shared)), here)).toEqual({ shared });
});

test("a link from another version, scenario or luck is not shown", () => {
  for (const other of [{ version: "1.2.4" }, { base: "other" }, { seed: 2 }, { schema: 2 }])
    expect(checked({ ...shared, ...other }, here)).toMatchObject({ trouble: "linkVersion" });
});

test("a link of another shape is damaged", () => {
  for (const found of [null, 7, [], {}, { ...shared, pins: null }, { ...shared, language: "de" }])
    expect(checked(found, here)).toEqual({ trouble: "linkDamaged" });
});

const lockdown = eventNamed("lockdown");

test.each([
  ["a value beyond its range", { ...nothing, values: { "rumor.misreading": 1.01 } }],
  ["a value of another type", { ...nothing, values: { "rumor.misreading": "0.2" } }],
  ["a share of a person", { ...nothing, values: { "population.size": 1000.5 } }],
  ["an option that there is not", { ...nothing, values: { "coordination.topology": "round" } }],
  ["a key that there is not", { ...nothing, values: { "rumor.misredaing": 0.2 } }],
  ["a property of all objects", { ...nothing, events: { constructor: null } }],
  ["an event that the base has not", { ...nothing, events: { "legal txt": null } }],
  ["an event before the first day", withAdded(nothing, { ...order, date: "2020-03-08" })],
  ["a day that there is not", withAdded(nothing, { ...order, date: "2020-04-31" })],
  ["an act that there is not", withAdded(nothing, { ...order, act: "demand.order" })],
  [
    "an argument out of range",
    withAdded(nothing, { ...order, with: { [`${order.act}.units`]: -1 } }),
  ],
  ["an added event named as one of the base", withAdded(nothing, { ...order, name: "lockdown" })],
  [
    "a last day before the first",
    withEvent(nothing, lockdown, { ...lockdown, until: "2020-03-16" }),
  ],
  ["an event that does nothing", withEvent(nothing, lockdown, { ...lockdown, set: {} })],
  ["no changes at all", null],
])("a link with %s is out of range", (_, wrong) => {
  expect(checked({ ...shared, changes: wrong }, here)).toEqual({ trouble: "linkOutOfRange" });
  const pins = [{ name: "pinned", changes: wrong }];
  expect(checked({ ...shared, pins }, here)).toEqual({ trouble: "linkOutOfRange" });
});

test("a link with too many pins or replicates is out of range", () => {
  const pin = { name: "x", changes: nothing };
  for (const other of [
    { pins: [pin, pin, pin, pin] },
    { replicates: 100_000 },
    { replicates: 1.5 },
  ])
    expect(checked({ ...shared, ...other }, here)).toEqual({ trouble: "linkOutOfRange" });
});
