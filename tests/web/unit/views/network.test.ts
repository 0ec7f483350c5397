import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../../web/src/engine/protocol";
import { tiesDay, tiesOn } from "../../../../web/src/views/network/life";
import { positionsOf } from "../../../../web/src/views/network/positions";
import { mostNodes, sampleOf } from "../../../../web/src/views/network/sample";
import { daysOf, states, tiesAmong } from "../../../../web/src/views/network/states";
import { endedOn } from "../../../../web/src/views/network/until";
import { nothing } from "../../../../web/src/worlds/changes";
import { cast, tables } from "../listed";

const log = tables({
  ...cast,
  events: [
    { date: 1, event: "observes", unit: 3 },
    { date: 2, event: "engaged", unit: 1 },
    { date: 4, event: "paused", unit: 1, reason: "no material" },
    { date: 5, event: "founded", collective: 2 },
    { date: 6, event: "produces", unit: 3 },
    { date: 7, event: "withdrew", unit: 1, reason: "fatigue" },
  ],
  network: [
    { a_kind: "person", a: 1, b_kind: "place", b: 3 },
    { a_kind: "person", a: 0, b_kind: "coordinator", b: 2 },
    { a_kind: "place", a: 3, b_kind: "coordinator", b: 2 },
  ],
});
const nodes = sampleOf(log, 2);
const at = (key: string) => nodes.findIndex((node) => node.key === key);

describe("the sample of the network", () => {
  it("has all coordinators and places, and persons who ever took part", () => {
    expect(nodes.map(({ key }) => key).sort()).toEqual([
      "coordinator 0",
      "coordinator 1",
      "coordinator 2",
      "person 1",
      "place 3",
    ]);
  });

  it("stays within its number however many take part", () => {
    const persons = Array.from({ length: 900 }, (_, unit) => ({ unit, territory: unit % 2 }));
    const events = persons.map(({ unit }) => ({ date: 1, event: "engaged", unit }));
    const large = sampleOf(tables({ persons, events }), 2);
    expect(large).toHaveLength(mostNodes);
  });

  it("reads from the log what each node is on each day", () => {
    const days = daysOf(log, nodes, 10);
    const of = (key: string) => Array.from(days[at(key)] ?? [], (state) => states[state]);
    expect(of("person 1")).toEqual([
      ..."away away active active paused paused paused gone gone gone".split(" "),
    ]);
    expect(of("place 3").at(1)).toBe("observes");
    expect(of("place 3").at(9)).toBe("active");
    expect(of("coordinator 2").slice(4, 6)).toEqual(["away", "active"]);
  });

  it("shows ties of that day or before, so that a loss shows on no day before it", () => {
    const nDays = 119;
    for (let day = 7; day < nDays; ++day) expect(tiesDay(day, nDays)).toBeLessThanOrEqual(day);
    const whole: [number, number][] = [[0, 1]];
    const ties = new Map([
      [nDays - 1, []],
      [21, whole],
    ]);
    expect(tiesOn({ ties }, 27, nDays)).toEqual({ taken: 21, ties: whole });
    expect(tiesOn({ ties }, 14, nDays).ties).toEqual([]);
  });

  it("keeps the ties between nodes that are drawn", () => {
    expect(tiesAmong(log, nodes)).toEqual([
      [at("person 1"), at("place 3")],
      [at("place 3"), at("coordinator 2")],
    ]);
  });

  it("puts no node on another", () => {
    const seats = [
      { x: 0, y: 0 },
      { x: 0.1, y: 0 },
    ];
    const points = positionsOf(nodes, seats);
    for (const [i, a] of points.entries())
      for (const b of points.slice(0, i))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(0.5);
  });
});

describe("a world that ends earlier", () => {
  const event = (name: string, date: string, until: string | null = null) => ({
    name, date, until, set: {}, act: "", with: {},
  }); // biome-ignore format: one event a line
  const base = {
    events: [event("early", "2020-03-20", "2020-05-10"), event("late", "2020-05-12")],
  } as unknown as Scenario;

  it("loses later events and cuts those that last beyond", () => {
    const found = endedOn(nothing, base, "2020-04-01");
    expect(found.values["calendar.end"]).toBe("2020-04-01");
    expect(found.events.late).toBeNull();
    expect(found.events.early?.until).toBeNull();
  });

  it("keeps what was changed before", () => {
    const changes = { ...nothing, events: { early: null }, added: [event("new", "2020-03-25")] };
    const found = endedOn(changes, base, "2020-04-01");
    expect(found.events.early).toBeNull();
    expect(found.added).toHaveLength(1);
  });
});
