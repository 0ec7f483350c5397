import type { Tables } from "../listings/rows";
import { type Comparison, compare } from "../views/paired";
import { type Counts, countsOf, structuresOf } from "./counting";
import { type Fearful, fearfulOnlyIn, type Parting, partingOf, pathsParted } from "./parting";

/** A few pairs of worlds with everything that happened in them, put together. */

export interface Pair {
  base: Counts;
  now: Counts;
  parting: Parting | null;
  parted: { heard: number; decided: number };
  fearfulInBase: Fearful;
  fearfulNow: Fearful;
  /** Collectives founded in one world only. */
  foundedInBase: number[];
  foundedNow: number[];
  nPersons: number;
}

const onlyIn = (one: Set<number>, other: Set<number>): number[] =>
  [...one].filter((x) => !other.has(x));

export function pairOf(base: Tables, now: Tables): Pair {
  const [mine, theirs] = [structuresOf(base), structuresOf(now)];
  return {
    base: countsOf(base),
    now: countsOf(now),
    parting: partingOf(base, now),
    parted: pathsParted(base, now),
    fearfulInBase: fearfulOnlyIn(base, now),
    fearfulNow: fearfulOnlyIn(now, base),
    foundedInBase: onlyIn(mine.founded, theirs.founded),
    foundedNow: onlyIn(theirs.founded, mine.founded),
    nPersons: base("persons").size,
  };
}

/** One count in all pairs. */
export function comparedCount(pairs: readonly Pair[], key: string): Comparison {
  const numbers = (side: "base" | "now") =>
    Float64Array.from(pairs, (pair) => pair[side].get(key) ?? 0);
  return compare(numbers("now"), numbers("base"), true);
}

/** All keys that begin with a word: "received hospital", "received care home", … */
export function keysOf(pairs: readonly Pair[], word: string): string[] {
  const keys = pairs.flatMap(({ base, now }) => [...base.keys(), ...now.keys()]);
  return [...new Set(keys)].filter((key) => key.startsWith(`${word} `));
}

export const meanOver = (pairs: readonly Pair[], of: (pair: Pair) => number): number =>
  pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
