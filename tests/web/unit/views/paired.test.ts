import { describe, expect, it } from "vitest";
import { compare, differenceBand, pairedBand } from "../../../../web/src/views/paired";

const days = (...numbers: number[]) => Float64Array.from(numbers);
const daily = (...runs: number[][]) => new Map(runs.map((run, r) => [r, days(...run)]));

describe("the band of a world beside its base", () => {
  const base = daily([10, 20], [12, 24], [30, 60], [28, 56]);

  it("is moved from the base by the mean paired difference while pairs are few", () => {
    const own = daily([11, 25], [13, 29]);
    const band = pairedBand(own, base);
    expect([...band.mean]).toEqual([21, 45]);
    expect(band.nReplicates).toBe(2);
  });

  it("is its own mean once it has all the replicates of the base", () => {
    const own = daily([1, 2], [3, 4], [5, 6], [7, 8]);
    expect([...pairedBand(own, base).mean]).toEqual([4, 5]);
  });

  it("takes pairs by the number of the replicate, not by their order", () => {
    const own = new Map([
      [2, days(31, 61)],
      [0, days(11, 21)],
    ]);
    const band = differenceBand(own, base);
    expect([...band.mean]).toEqual([1, 1]);
    expect([...band.meanHigh]).toEqual([1, 1]);
  });
});

describe("an outcome compared in pairs", () => {
  it("is clear only if its interval lies on one side of 0", () => {
    expect(compare(days(11, 12, 13), days(10, 11, 12), true).clear).toBe(true);
    expect(compare(days(9, 12, 13), days(10, 11, 12), true).clear).toBe(false);
  });

  it("is better where fewer are better and there are fewer; ties are not better", () => {
    expect(compare(days(9, 11, 13, 12), days(10, 11, 12, 13), false).better).toBe(0.5);
  });

  it("never differs: then nothing is clear", () => {
    const c = compare(days(5, 6), days(5, 6), true);
    expect([c.clear, c.difference, c.half]).toEqual([false, 0, 0]);
  });

  it("says how many times as many unpaired runs the same interval needs", () => {
    // Variances 1 and 1 of the worlds, 0.25 + … of the differences 1, 1, 2: 1/3.
    const c = compare(days(2, 3, 5), days(1, 2, 3), true);
    expect(c.varianceRatio).toBeCloseTo((7 / 3 + 1) / (1 / 3));
  });

  it("has no interval with one pair", () => {
    const c = compare(days(2), days(1), true);
    expect(c.half).toBeNaN();
    expect(c.clear).toBe(false);
  });
});
