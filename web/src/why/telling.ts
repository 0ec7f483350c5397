import { optionLabel } from "../languages/use";
import type { Comparison } from "../views/paired";
import { change, dateOf, listed, number, t } from "../views/words";
import { comparedCount, keysOf, meanOver, type Pair } from "./pairs";

/** Why two worlds differ, in sentences from a few pairs; each says no more than the pairs show. */

const happening = (name: string): string => t(`why.happenings.${name.replaceAll(" ", "-")}`);

/** "+42 [+40; +45]" */
export const withInterval = ({ difference, half }: Comparison): string => change(difference, half);

export function partingSentences(pairs: readonly Pair[], days: readonly number[]): string[] {
  const parted = pairs.flatMap(({ parting }) => parting ?? []);
  const values = { n: number(parted.length), of: number(pairs.length) };
  if (parted.length === 0) return [t("why.neverPart", values)];
  const date = (day: number) => dateOf(days[day] ?? 0);
  const on = parted.map(({ day }) => day);
  const [first, last] = [Math.min(...on), Math.max(...on)];
  const when =
    first === last
      ? t("why.partOn", { ...values, date: date(first) })
      : t("why.partBetween", { ...values, first: date(first), last: date(last) });
  const names = [...new Set(parted.flatMap(({ first: what }) => [...what.keys()]))];
  const each = names
    .map((name) => {
      const mean = (side: "base" | "now") =>
        parted.reduce((sum, one) => sum + (one.first.get(name)?.[side] ?? 0), 0) / parted.length;
      return { name, base: mean("base"), now: mean("now") };
    })
    .sort((a, b) => Math.abs(b.now - b.base) - Math.abs(a.now - a.base))
    .slice(0, 3)
    .map(({ name, base, now }) =>
      t("why.firstThing", { what: happening(name), base: number(base), now: number(now) }),
    );
  return each.length > 0 ? [when, t("why.first", { each: listed(each) })] : [when];
}

/** Who read the text, and who was told of it by other makers. */
export function textSentence(pairs: readonly Pair[]): string[] {
  const [read, told] = [comparedCount(pairs, "read text"), comparedCount(pairs, "told text")];
  if (read.difference === 0 && told.difference === 0) return [];
  const tellers = comparedCount(pairs, "tellers");
  const most = Math.abs(told.own) >= Math.abs(told.base) ? tellers.own : tellers.base;
  return [
    t("why.text", {
      read: number(read.own),
      readBase: number(read.base),
      told: number(told.own),
      toldBase: number(told.base),
      tellers: number(most),
      worlds: number(pairs.length),
    }),
  ];
}

export function fearSentences(pairs: readonly Pair[]): string[] {
  const sides = [
    ["why.fearInBase", (pair: Pair) => pair.fearfulInBase],
    ["why.fearNow", (pair: Pair) => pair.fearfulNow],
  ] as const;
  return sides.flatMap(([key, of]) => {
    const persons = meanOver(pairs, (pair) => of(pair).persons);
    if (persons < 1) return [];
    const read = meanOver(pairs, (pair) => of(pair).read);
    const told = meanOver(pairs, (pair) => of(pair).told);
    return [t(key, { persons: number(persons), read: number(read), told: number(told) })];
  });
}

export function pathsSentence(pairs: readonly Pair[]): string[] {
  const decided = meanOver(pairs, ({ parted }) => parted.decided);
  const heard = meanOver(pairs, ({ parted }) => parted.heard);
  const persons = meanOver(pairs, ({ nPersons }) => nPersons);
  const values = { decided: number(decided), heard: number(heard), persons: number(persons) };
  return [t(heard > 0 ? "why.pathsHeard" : "why.paths", values)];
}

/** Orders given up and units refused, where the pairs can tell. */
export function ordersSentences(pairs: readonly Pair[]): string[] {
  return ["gave up", "refused"].flatMap((name) => {
    const c = comparedCount(pairs, `units ${name}`);
    if (!c.clear) return [];
    const key = name === "refused" ? "why.refused" : "why.gaveUp";
    return [t(key, { own: number(c.own), base: number(c.base), change: withInterval(c) })];
  });
}

/** Collectives that are founded in one world only, and places that come to produce. */
export function structuresSentences(
  pairs: readonly Pair[],
  territories: readonly string[],
): string[] {
  const of = number(pairs.length);
  const nameOf = (collective: number) =>
    collective === 0 ? t("why.country") : (territories[collective - 1] ?? "");
  const timesOf = (side: "foundedInBase" | "foundedNow") => {
    const times = new Map<number, number>();
    for (const pair of pairs) for (const c of pair[side]) times.set(c, (times.get(c) ?? 0) + 1);
    const most = [...times].sort((a, b) => b[1] - a[1]).slice(0, 3);
    return most.map(([c, n]) => t("why.inWorlds", { what: nameOf(c), n: number(n), of }));
  };
  const said: string[] = [];
  const [before, after] = [timesOf("foundedInBase"), timesOf("foundedNow")];
  if (before.length > 0) said.push(t("why.foundedInBase", { each: listed(before) }));
  if (after.length > 0) said.push(t("why.foundedNow", { each: listed(after) }));
  const producing = comparedCount(pairs, "producing");
  if (producing.clear && producing.difference !== 0)
    said.push(
      t("why.producing", {
        own: number(producing.own),
        base: number(producing.base),
        change: withInterval(producing),
      }),
    );
  return said;
}

/** Groups whose change the pairs can tell: who receives, who delivers. */
export function groupsSentence(pairs: readonly Pair[], word: "received" | "delivered"): string[] {
  const clear = keysOf(pairs, word)
    .map((key) => ({ label: key.slice(word.length + 1), c: comparedCount(pairs, key) }))
    .filter(({ c }) => c.clear && Math.abs(c.difference) >= 0.5)
    .sort((a, b) => b.c.difference - a.c.difference);
  if (clear.length === 0) return [];
  const each = clear.map(({ label, c }) => `${optionLabel(label)} ${withInterval(c)}`);
  return [t(`why.${word}`, { each: listed(each), worlds: number(pairs.length) })];
}

/** All that the pairs tell, in the order of cause and consequence. */
export function tell(
  pairs: readonly Pair[],
  days: readonly number[],
  territories: readonly string[],
): string[] {
  return [
    ...partingSentences(pairs, days),
    ...textSentence(pairs),
    ...fearSentences(pairs),
    ...pathsSentence(pairs),
    ...ordersSentences(pairs),
    ...structuresSentences(pairs, territories),
    ...groupsSentence(pairs, "delivered"),
    ...groupsSentence(pairs, "received"),
  ];
}
