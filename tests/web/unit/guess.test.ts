import { expect, test } from "vitest";
import { csv } from "../../../web/src/guess/csv";
import {
  directionOf,
  isSizeRight,
  outcomes,
  taken,
  truthOf,
} from "../../../web/src/guess/outcomes";
import { stroked } from "../../../web/src/guess/stroke";
import { Runs } from "../../../web/src/worlds/runs";
import { Reader } from "../../../web/src/worlds/statistics";
import { base, layout } from "./engine";

const reader = new Reader(layout(base.canonical), ["units_delivered"]);
const width = reader.labels("territory").length * reader.labels("product").length;

/** A run that delivers so many units in all on each day, all of them in one column. */
function runOf(daily: number): { series: Float64Array[]; listings: [] } {
  const series = new Float64Array(base.nDays * width);
  for (let day = 0; day < base.nDays; ++day) series[day * width] = daily;
  return { series: [series], listings: [] };
}

function runsOf(daily: number[]): Runs {
  const runs = new Runs("");
  for (const [replicate, value] of daily.entries()) runs.add(replicate, runOf(value));
  return runs;
}

const [delivered] = outcomes;
if (!delivered) throw new Error("no outcome");

test("truth is the mean of pairs: luck that both worlds share makes no interval", () => {
  const before = runsOf([10, 20, 30, 40, 50]);
  const after = runsOf([11, 21, 31, 41, 51]);
  const truth = truthOf(reader, before, after, delivered);
  expect(truth).toEqual({ before: 30 * 119, change: 119, half: 0, nPairs: 5 });
});

test("fewer than five pairs say nothing", () => {
  expect(truthOf(reader, runsOf([1, 2, 3, 4, 5]), runsOf([1, 2, 3, 4]), delivered)).toBeNull();
});

test("a change within its interval, or of less than a hundredth, is about the same", () => {
  const truth = { before: 1000, change: 50, half: 20, nPairs: 50 };
  expect(directionOf(truth)).toBe("up");
  expect(directionOf({ ...truth, change: -50 })).toBe("down");
  expect(directionOf({ ...truth, half: 60 })).toBe("same");
  expect(directionOf({ ...truth, change: 9, half: 1 })).toBe("same");
});

test("a size is right within a quarter of what came out, or within its interval", () => {
  const truth = { before: 1000, change: 100, half: 10, nPairs: 50 };
  expect([74, 75, 125, 126].map((size) => isSizeRight(size, truth))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isSizeRight(-20, { ...truth, change: 5, half: 30 })).toBe(true);
});

test("a total sums the days, the best is the highest day", () => {
  expect([taken([1, 5, 2], "total"), taken([1, 5, 2], "best")]).toEqual([8, 5]);
});

test("a quick stroke sets every day between its points, in either direction", () => {
  const days = new Float64Array(6);
  const there = stroked(days, { day: 1, value: 2 }, { day: 4, value: 8 });
  expect([...there]).toEqual([0, 2, 4, 6, 8, 0]);
  const back = stroked(days, { day: 4, value: 8 }, { day: 1, value: 2 });
  expect([...back]).toEqual([0, 2, 4, 6, 8, 0]);
  expect([...stroked(days, { day: 3, value: 1 }, { day: 3, value: 7 })]).toEqual([
    0, 0, 0, 7, 0, 0,
  ]);
  expect([...days]).toEqual([0, 0, 0, 0, 0, 0]);
});

test("cells with commas and quotes are quoted, and no text is a formula", () => {
  expect(csv([["a,b", 'say "x"', 1.5, null, true], ["=1+1"]])).toBe(
    '"a,b","say ""x""",1.5,,true\r\n\'=1+1\r\n',
  );
});
