import { expect, test } from "vitest";
import { nothing, withAdded, withEvent, withValue } from "../../../web/src/worlds/changes";
import { changesBetween } from "../../../web/src/worlds/difference";
import { scenarioFile } from "../../../web/src/worlds/toml";
import { base, baseName, describe, eventNamed } from "./engine";

const fileOf = (changes: typeof nothing) => scenarioFile(baseName, changes);

test("a world without changes is the base itself", () => {
  const found = describe(fileOf(nothing));
  expect(found.values).toEqual(base.values);
  expect(changesBetween(base, found)).toEqual(nothing);
});

test("what the engine reads from the file of a world are the changes of that world", () => {
  const lockdown = eventNamed("lockdown");
  let changes = withValue(nothing, "rumor.misreading", 0.25, 0.6);
  changes = withValue(changes, "coordination.topology", "distributed", "superposed");
  changes = withValue(changes, "norms.self_certification", true, false);
  changes = withEvent(changes, eventNamed("legal text"), null);
  changes = withEvent(changes, lockdown, {
    ...lockdown,
    until: "2020-04-30",
    set: { ...lockdown.set, "structures.access": 1 },
  });
  changes = withAdded(changes, {
    name: 'an order "of the State"',
    date: "2020-03-24",
    until: null,
    set: {},
    act: "demand.public_order",
    with: { "demand.public_order.units": 4000, "demand.public_order.product": "gown" },
  });
  const found = changesBetween(base, describe(fileOf(changes)));
  expect(found.values).toEqual(changes.values);
  expect(found.added).toEqual(changes.added);
  expect(found.events["legal text"]).toBeNull();
  expect(found.events.lockdown).toMatchObject({
    date: "2020-03-17",
    until: "2020-04-30",
    set: { "structures.access": 1, "engagement.free_time": 1 },
  });
});

test("the same changes give the same text, in whatever order they were made", () => {
  const one = withValue(withValue(nothing, "rumor.half_life", 5, 10), "need.alarm", 40, 50);
  const other = withValue(withValue(nothing, "need.alarm", 40, 50), "rumor.half_life", 5, 10);
  expect(fileOf(one)).toBe(fileOf(other));
});

test("the bundled what-ifs read as the changes that they are", () => {
  const calm = describe('schema = 1\nextends = "no-legal-text"\n');
  expect(changesBetween(base, calm)).toEqual({
    values: {},
    events: { "legal text": null, "legal text republished": null },
    added: [],
  });
});

test("a table of a file is a change as well, and is written again", () => {
  const csv = "segment,number,staff,order,order_spread\\nhospital,100,100,60,0.9\\n";
  const toml = `schema = 1\nextends = "${baseName}"\n[requesters]\nby_segment = "${csv}"\n`;
  const changes = changesBetween(base, describe(toml));
  expect(Object.keys(changes.values)).toEqual(["requesters.by_segment"]);
  expect(changesBetween(base, describe(fileOf(changes)))).toEqual(changes);
});
