import { expect, it } from "vitest";
import { movedApart } from "../../../../web/src/views/lines";
import { roundUp, Scale } from "../../../../web/src/views/scale";

it("rounds up to numbers that people read at once", () => {
  expect([0, 0.7, 1, 1.2, 9.1, 101, 387].map(roundUp)).toEqual([0, 0.8, 1, 1.5, 10, 150, 400]);
});

it("grows an axis at once and shrinks it only when all is calm", () => {
  const scale = new Scale();
  expect(scale.fit("a", 0, 90, false)).toEqual({ low: -0, high: 100 });
  expect(scale.fit("a", 0, 40, false).high).toBe(100);
  expect(scale.fit("a", 0, 140, false).high).toBe(150);
  expect(scale.fit("a", 0, 40, true).high).toBe(40);
});

it("keeps an axis of nothing but zeros open", () => {
  expect(new Scale().fit("a", 0, 0, true).high).toBe(1);
});

it("moves names apart by their height, and those that are apart not at all", () => {
  expect(movedApart([10, 100], 16)).toEqual([0, 0]);
  const ends = [50, 52, 51];
  const moved = movedApart(ends, 16).map((by, i) => (ends[i] ?? 0) + by);
  const order = [...moved].sort((a, b) => a - b);
  expect((order[1] ?? 0) - (order[0] ?? 0)).toBeCloseTo(16);
  expect((order[2] ?? 0) - (order[1] ?? 0)).toBeCloseTo(16);
  expect(moved[0]).toBeLessThan(moved[2] ?? 0);
});
