import { describe, expect, it } from "vitest";
import type { Scenario, ScenarioEvent } from "../../../../web/src/engine/protocol";
import { changedSentences } from "../../../../web/src/why/changed";
import { pairOf } from "../../../../web/src/why/pairs";
import {
  groupsSentence,
  ordersSentences,
  partingSentences,
  tell,
} from "../../../../web/src/why/telling";
import { nothing } from "../../../../web/src/worlds/changes";
import { cast, tables } from "../listed";

const world = (units: number, extra: Record<string, number | string>[] = []) =>
  tables({
    ...cast,
    events: [
      { date: 3, event: "accepted", unit: 0, requester: 0, units, product: "visor" },
      ...extra,
    ],
  });
const days = Array.from({ length: 10 }, (_, d) => Date.parse("2020-05-08") + d * 86_400_000);

describe("sentences about pairs", () => {
  it("say that worlds never part if nothing differs", () => {
    const pairs = [pairOf(world(4), world(4)), pairOf(world(5), world(5))];
    expect(partingSentences(pairs, days)).toHaveLength(1);
    expect(partingSentences(pairs, days)[0]).toContain("never part");
  });

  it("name the day on which all pairs part", () => {
    const read = [{ date: 4, event: "read text", unit: 1 }];
    const pairs = [pairOf(world(4, read), world(4)), pairOf(world(5, read), world(5))];
    const [when, first] = partingSentences(pairs, days);
    expect(when).toContain("12 May");
    expect(when).toContain("2 of 2");
    expect(first).toContain("0 instead of 1");
  });

  it("claim no gain for a group whose interval spans 0", () => {
    const unclear = [pairOf(world(4), world(9)), pairOf(world(9), world(5))];
    expect(groupsSentence(unclear, "received")).toEqual([]);
    const clear = [pairOf(world(4), world(9)), pairOf(world(5), world(10))];
    expect(groupsSentence(clear, "received")[0]).toContain("hospital +5");
  });

  it("claim no change of orders given up that pairs do not show", () => {
    const given = (units: number) => [{ date: 5, event: "gave up", requester: 0, units }];
    const unclear = [
      pairOf(world(1, given(3)), world(1, given(9))),
      pairOf(world(1, given(9)), world(1, given(4))),
    ];
    expect(ordersSentences(unclear)).toEqual([]);
  });

  it("are all there in a language: no key is shown", () => {
    const read = [
      { date: 4, event: "read text", unit: 1 },
      { date: 5, event: "withdrew", unit: 1, reason: "legal fear" },
      { date: 6, event: "founded", collective: 1 },
    ];
    const pairs = [pairOf(world(4, read), world(9)), pairOf(world(5, read), world(10))];
    const said = tell(pairs, days, ["north", "south"]);
    expect(said.length).toBeGreaterThan(5);
    for (const sentence of said) expect(sentence).not.toMatch(/why\.|\{\{/);
  });
});

describe("what was changed", () => {
  const text: ScenarioEvent = {
    name: "legal text",
    date: "2020-05-12",
    until: null,
    set: {},
    act: "rumor.publish",
    with: {},
  };
  const base = { values: { "rumor.misreading": 0.6 }, events: [text] } as unknown as Scenario;

  it("is a sentence a value, with what it was", () => {
    const [said] = changedSentences(base, { ...nothing, values: { "rumor.misreading": 0.2 } });
    expect(said).toContain("0.2 instead of 0.6");
  });

  it("tells events that are gone from events that moved", () => {
    const gone = changedSentences(base, { ...nothing, events: { "legal text": null } });
    expect(gone).toHaveLength(1);
    expect(gone[0]).toContain("does not happen");
    const moved = { ...text, date: "2020-04-01" };
    const [said] = changedSentences(base, { ...nothing, events: { "legal text": moved } });
    expect(said).toContain("1 April instead of 12 May");
  });

  it("tells of an event that moves as a whole once, and of one that ends otherwise twice", () => {
    const meeting = { ...text, name: "AFNOR meeting", date: "2020-04-27", until: "2020-04-29" };
    const then = { ...base, events: [meeting] } as unknown as Scenario;
    const said = (until: string) =>
      changedSentences(then, {
        ...nothing,
        events: { "AFNOR meeting": { ...meeting, date: "2020-03-27", until } },
      });
    expect(said("2020-03-29")).toHaveLength(1);
    expect(said("2020-04-15")).toHaveLength(2);
  });

  it("is nothing where nothing is", () => {
    expect(changedSentences(base, nothing)).toEqual([]);
  });
});
