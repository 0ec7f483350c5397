import { expect, test } from "vitest";
import { daysOf, lanes, mondays, months, xOf } from "../../../web/src/timeline/axis";
import { itemsOf, moved, newName } from "../../../web/src/timeline/items";
import { isApplied, toggled, whatIfsOf } from "../../../web/src/timeline/whatifs";
import { isNothing, nothing, withEvent } from "../../../web/src/worlds/changes";
import { dateOf, dayNumber, isDate, shifted } from "../../../web/src/worlds/dates";
import { changesBetween } from "../../../web/src/worlds/difference";
import { differences, newDifferences, takenBack } from "../../../web/src/worlds/listed";
import { scenarioFile } from "../../../web/src/worlds/toml";
import { base, baseName, describe, eventNamed } from "./engine";

const axis = { first: dayNumber(base.firstDay), nDays: base.nDays, width: 1190 };

test("days are numbers and back, over the end of a month and the change of summer time", () => {
  expect(shifted("2020-03-28", 2)).toBe("2020-03-30");
  expect(shifted("2020-03-01", -1)).toBe("2020-02-29");
  expect(dateOf(dayNumber("2020-05-12"))).toBe("2020-05-12");
  expect([isDate("2020-02-30"), isDate("2020-2-3"), isDate("2020-02-29")]).toEqual([
    false,
    false,
    true,
  ]);
});

test("the axis begins with the first day and ends after the last", () => {
  expect(xOf(axis, base.firstDay)).toBe(0);
  expect(xOf(axis, shifted(base.lastDay, 1))).toBe(1190);
  expect(daysOf(axis, 34)).toBe(3);
  expect(months(axis).map(({ date }) => date)).toEqual([
    "2020-03-09",
    "2020-04-01",
    "2020-05-01",
    "2020-06-01",
    "2020-07-01",
  ]);
  expect(mondays(axis)[0]?.date).toBe("2020-03-09"); // a Monday
});

test("no two labels overlap in a lane", () => {
  const extents = base.events.map(({ date }, i) => {
    const left = xOf(axis, date);
    return { left, right: left + 80 + ((i * 37) % 90) };
  });
  const found = lanes(extents);
  for (const [i, one] of extents.entries())
    for (const [j, other] of extents.entries())
      if (i < j && found[i] === found[j])
        expect(one.right <= other.left || other.right <= one.left).toBe(true);
});

test("an event stays within the run, and a span keeps its length as far as it can", () => {
  const meeting = eventNamed("AFNOR meeting");
  expect(moved(meeting, -31, "whole", base)).toMatchObject({
    date: "2020-03-27",
    until: "2020-03-29",
  });
  expect(moved(meeting, -1000, "whole", base)).toMatchObject({ date: base.firstDay });
  expect(moved(meeting, 1000, "whole", base)).toMatchObject({
    date: base.lastDay,
    until: base.lastDay,
  });
  expect(moved(meeting, -1000, "end", base)).toMatchObject({
    date: meeting.date,
    until: meeting.date,
  });
});

test("removed events stay on the axis, moved ones know where they were", () => {
  const legalText = eventNamed("legal text");
  const meeting = eventNamed("AFNOR meeting");
  let changes = withEvent(nothing, legalText, null);
  changes = withEvent(changes, meeting, moved(meeting, -31, "whole", base));
  const items = itemsOf(base.events, changes);
  expect(items).toHaveLength(base.events.length);
  const stateOf = (name: string) => items.find(({ event }) => event.name === name)?.state;
  expect([stateOf("legal text"), stateOf("AFNOR meeting"), stateOf("lockdown")]).toEqual([
    "removed",
    "moved",
    "same",
  ]);
});

test("a new event has the first name that is free", () => {
  expect(newName("rumor.publish", ["rumor.publish 1", "rumor.publish 3"])).toBe("rumor.publish 2");
});

function whatIf(name: string) {
  const found = whatIfsOf(base).find((one) => one.name === name);
  if (!found) throw new Error(`no what-if ${name}`);
  return found;
}

test("the what-if without the legal text is the bundled scenario, and takes itself back", () => {
  const once = toggled(whatIf("noLegalText"), base, nothing);
  const bundled = describe('schema = 1\nextends = "no-legal-text"\n');
  expect(once).toEqual(changesBetween(base, bundled));
  expect(isApplied(whatIf("noLegalText"), base, once)).toBe(true);
  expect(isNothing(toggled(whatIf("noLegalText"), base, once))).toBe(true);
});

test("the what-if of the meeting in March sets on each day what the bundled scenario sets", () => {
  const once = toggled(whatIf("afnorInMarch"), base, nothing);
  const ours = describe(scenarioFile(baseName, once)).events;
  const bundled = describe('schema = 1\nextends = "afnor-in-march"\n').events;
  const bare = (events: typeof ours) =>
    events.map(({ date, until, set, act }) => JSON.stringify({ date, until, set, act })).sort();
  expect(bare(ours)).toEqual(bare(bundled));
});

test("each click adds one more public order, a week later, that the engine accepts", () => {
  const twice = toggled(whatIf("publicOrder"), base, toggled(whatIf("publicOrder"), base, nothing));
  expect(twice.added.map(({ name, date }) => [name, date])).toEqual([
    ["demand.public_order 1", "2020-03-24"],
    ["demand.public_order 2", "2020-03-31"],
  ]);
  const found = describe(scenarioFile(baseName, twice));
  expect(found.events).toHaveLength(base.events.length + 2);
});

test("each difference can be taken back by itself", () => {
  const one = toggled(whatIf("noLegalText"), base, nothing);
  const all = toggled(whatIf("publicOrder"), base, { ...one, values: { "rumor.misreading": 0.2 } });
  const listed = differences(base.events, all);
  expect(listed.map(({ kind }) => kind)).toEqual(["value", "removed", "removed", "added"]);
  expect(isNothing(listed.reduce(takenBack, all))).toBe(true);
  expect(newDifferences(base.events, one, all).map(({ kind }) => kind)).toEqual(["value", "added"]);
});
