import { expect, test } from "vitest";
import {
  eventsOf,
  isNothing,
  nothing,
  sameChanges,
  sameEvent,
  withAdded,
  withEvent,
  withoutAdded,
  withValue,
} from "../../../web/src/worlds/changes";
import { base, eventNamed, order } from "./engine";

const legalText = eventNamed("legal text");
const meeting = eventNamed("AFNOR meeting");

test("the value of the base again is no change", () => {
  const away = withValue(nothing, "rumor.misreading", 0.2, 0.6);
  expect(away.values).toEqual({ "rumor.misreading": 0.2 });
  expect(isNothing(withValue(away, "rumor.misreading", 0.6, 0.6))).toBe(true);
});

test("an event as it was in the base is no change, in whatever order its values are written", () => {
  const lockdown = eventNamed("lockdown");
  const turned = Object.fromEntries(Object.entries(lockdown.set).reverse());
  const moved = withEvent(nothing, lockdown, { ...lockdown, date: "2020-03-20" });
  expect(isNothing(moved)).toBe(false);
  expect(isNothing(withEvent(moved, lockdown, { ...lockdown, set: turned }))).toBe(true);
});

test("a removed event is gone from the world, a moved one stands at its new date", () => {
  const changes = withEvent(withEvent(nothing, legalText, null), meeting, {
    ...meeting,
    date: "2020-03-27",
    until: "2020-03-29",
  });
  const events = eventsOf(base.events, changes);
  expect(events).toHaveLength(base.events.length - 1);
  expect(events.some(({ name }) => name === "legal text")).toBe(false);
  const at = events.findIndex(({ name }) => name === "AFNOR meeting");
  expect(events[at - 1]?.date).toBe("2020-03-27");
  expect(events.map(({ date }) => date)).toEqual(events.map(({ date }) => date).sort());
});

test("an added event that changes keeps its place", () => {
  const second = { ...order, name: "demand.public_order 2" };
  const both = withAdded(withAdded(nothing, order), second);
  const later = withAdded(both, { ...order, date: "2020-05-01" });
  expect(later.added.map(({ name, date }) => [name, date])).toEqual([
    ["demand.public_order 1", "2020-05-01"],
    ["demand.public_order 2", "2020-03-24"],
  ]);
  expect(withoutAdded(later, order.name).added).toEqual([second]);
});

test("worlds are the same in whatever order they were changed", () => {
  const one = withValue(withValue(nothing, "a.b", 1, 0), "c.d", 2, 0);
  const other = withValue(withValue(nothing, "c.d", 2, 0), "a.b", 1, 0);
  expect(sameChanges(one, other)).toBe(true);
  expect(sameChanges(one, nothing)).toBe(false);
});

test("events that differ in one argument differ", () => {
  expect(sameEvent(order, { ...order, with: { "demand.public_order.units": 1 } })).toBe(false);
});
