import { expect, test } from "vitest";
import { Runs } from "../../../web/src/worlds/runs";
import {
  band,
  commonReplicates,
  cumulative,
  meanOf,
  quantile95,
  Reader,
} from "../../../web/src/worlds/statistics";
import { base, layout } from "./engine";

const reader = new Reader(layout(base.canonical), ["withdrawals"]);

test("the interval of a mean is that of Student", () => {
  const { mean, half } = meanOf(Float64Array.of(1, 2, 3, 4, 5));
  expect(mean).toBe(3);
  expect(half).toBeCloseTo(2.776 * Math.sqrt(2.5 / 5), 2); // t(4) = 2.776
  expect(quantile95(2)).toBe(12.71);
  expect(quantile95(50)).toBeCloseTo(2.0096, 3); // t(49)
  expect(quantile95(1000)).toBeCloseTo(1.9623, 3); // t(999)
});

test("a series is read by its labels; what is not named is summed", () => {
  const nReasons = reader.labels("reason").length;
  const nTerritories = reader.labels("territory").length;
  const series = new Float64Array(base.nDays * nReasons * nTerritories).fill(1);
  const total = reader.daily([series], { series: "withdrawals" });
  expect(total[0]).toBe(nReasons * nTerritories);
  const fear = reader.daily([series], { series: "withdrawals", where: { reason: "legal fear" } });
  expect([fear.length, fear[7]]).toEqual([base.nDays, nTerritories]);
});

test("a band holds eight of ten worlds and the interval of their mean", () => {
  const runs = Array.from({ length: 11 }, (_, i) => Float64Array.of(i, 5));
  const found = band(runs);
  expect([found.mean[0], found.low[0], found.high[0]]).toEqual([5, 1, 9]);
  expect([found.meanLow[1], found.meanHigh[1]]).toEqual([5, 5]);
});

test("cumulative sums are those of the days so far", () => {
  expect([...cumulative(Float64Array.of(1, 2, 3))]).toEqual([1, 3, 6]);
});

test("pairs are the replicates that all worlds have", () => {
  const runsWith = (...replicates: number[]) => {
    const runs = new Runs("");
    for (const replicate of replicates) runs.add(replicate, { series: [], listings: [] });
    return runs;
  };
  expect(commonReplicates([runsWith(2, 0, 1), runsWith(1, 2, 5)])).toEqual([1, 2]);
});
