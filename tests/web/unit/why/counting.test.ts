import { describe, expect, it } from "vitest";
import { countsOf, kindOfUnits } from "../../../../web/src/why/counting";
import { comparedCount, keysOf, pairOf } from "../../../../web/src/why/pairs";
import { fearfulOnlyIn, partingOf, pathsParted } from "../../../../web/src/why/parting";
import { cast, tables } from "../listed";

const shared = [
  { date: 0, event: "engaged", unit: 0 },
  { date: 1, event: "engaged", unit: 1 },
  { date: 2, event: "ordered", requester: 0, units: 10, product: "visor" },
  { date: 3, event: "accepted", unit: 0, requester: 0, units: 4, product: "visor" },
];
const base = tables({
  ...cast,
  events: [
    ...shared,
    { date: 5, event: "read text", unit: 0 },
    { date: 5, event: "told text", unit: 1, from: 0 },
    { date: 5, event: "told text", unit: 2, from: 0 },
    { date: 6, event: "withdrew", unit: 1, reason: "legal fear" },
    { date: 6, event: "withdrew", unit: 0, reason: "legal fear" },
    { date: 7, event: "gave up", requester: 0, units: 6, product: "visor" },
  ],
});
const now = tables({
  ...cast,
  events: [
    ...shared,
    { date: 6, event: "founded", collective: 2 },
    { date: 6, event: "produces", unit: 3 },
    { date: 7, event: "accepted", unit: 1, requester: 1, units: 5, product: "gown" },
    { date: 8, event: "withdrew", unit: 0, reason: "fatigue" },
  ],
});

describe("what happened in a world", () => {
  it("counts persons once, and units by who made and who received them", () => {
    const counts = countsOf(base);
    expect(counts.get("read text")).toBe(1);
    expect(counts.get("told text")).toBe(2);
    expect(counts.get("tellers")).toBe(1);
    expect(counts.get("withdrew")).toBe(2);
    expect(counts.get("units gave up")).toBe(6);
    expect(counts.get("received hospital")).toBe(4);
    expect(countsOf(now).get("delivered sewers")).toBe(5);
  });

  it("names how each unit makes", () => {
    expect(kindOfUnits(base)).toEqual(["makers with printers", "sewers", "helpers", "fab lab"]);
  });
});

describe("two worlds of a pair", () => {
  it("part on the first day on which anything differs, and tell what", () => {
    const parting = partingOf(base, now);
    expect(parting?.day).toBe(5);
    expect(parting?.first.get("read text")).toEqual({ base: 1, now: 0 });
    expect(parting?.first.get("told text")).toEqual({ base: 2, now: 0 });
    expect(parting?.first.has("engaged")).toBe(false);
  });

  it("never part if nothing differs", () => {
    expect(partingOf(base, base)).toBeNull();
  });

  it("part where only one log goes on", () => {
    const short = tables({ ...cast, events: shared });
    expect(partingOf(short, base)?.day).toBe(5);
    expect(partingOf(base, short)?.day).toBe(5);
  });

  it("count whose paths differ, by hearing and by deciding", () => {
    expect(pathsParted(base, now)).toEqual({ heard: 3, decided: 2 });
  });

  it("tell through whom fear came to those who left for it in one world only", () => {
    expect(fearfulOnlyIn(base, now)).toEqual({ persons: 2, read: 1, told: 1 });
    expect(fearfulOnlyIn(now, base).persons).toBe(0);
  });

  it("name what is founded in one world only", () => {
    const pair = pairOf(base, now);
    expect(pair.foundedNow).toEqual([2]);
    expect(pair.foundedInBase).toEqual([]);
  });

  it("count 0 where something happens in one world only", () => {
    const pairs = [pairOf(base, now), pairOf(base, now)];
    const c = comparedCount(pairs, "received care home");
    expect([c.base, c.own]).toEqual([0, 5]);
    expect(keysOf(pairs, "received").sort()).toEqual(["received care home", "received hospital"]);
  });
});
