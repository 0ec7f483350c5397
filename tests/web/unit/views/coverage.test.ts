import { expect, it } from "vitest";
import type { Layout } from "../../../../web/src/engine/protocol";
import { deliveredUntil, places, shareHeld } from "../../../../web/src/views/coverage";
import { Runs } from "../../../../web/src/worlds/runs";
import { Reader } from "../../../../web/src/worlds/statistics";

const days = (...numbers: number[]) => Float64Array.from(numbers);

it("shares what is held out of what is wanted, on a day or over the run", () => {
  const [held, missing] = [days(0, 30, 60), days(100, 70, 40)];
  expect(shareHeld(held, missing, 1)).toBeCloseTo(0.3);
  expect(shareHeld(held, missing, -1)).toBeCloseTo(0.3);
  expect(shareHeld(held, missing, 2)).toBeCloseTo(0.6);
});

it("covers all where nothing is wanted", () => {
  expect(shareHeld(days(0, 0), days(0, 0), -1)).toBe(1);
});

it("sums deliveries until the evening of a day", () => {
  expect(deliveredUntil(days(1, 2, 3), 1)).toBe(3);
  expect(deliveredUntil(days(1, 2, 3), -1)).toBe(6);
});

it("compares territory by territory, pair by pair", () => {
  const dimensions = ["territory", "product"];
  const observable = (name: string) =>
    ({ name, units: "unit/day", longName: name, dimensions, timing: "flow" }) as const;
  const layout: Layout = {
    firstDay: "2020-03-09",
    nDays: 1,
    dimensions: [
      { name: "territory", labels: ["north", "south"] },
      { name: "product", labels: ["visor", "gown"] },
    ],
    observables: [observable("units_delivered")],
    listings: [],
  };
  const reader = new Reader(layout, ["units_delivered"]);
  const [base, now] = [new Runs("base"), new Runs("now")];
  for (const r of [0, 1]) {
    base.add(r, { series: [days(10 + r, 1, 20 + r, 1)], listings: [] });
    now.add(r, { series: [days(15 + r, 1, 20 + r, 9)], listings: [] });
  }
  const found = places(reader, now, base, "visor", "delivered", -1);
  expect(found.map(({ territory }) => territory)).toEqual(["north", "south"]);
  expect(found.map(({ comparison }) => comparison.difference)).toEqual([5, 0]);
  expect(found.map(({ comparison }) => comparison.clear)).toEqual([true, false]);
});
