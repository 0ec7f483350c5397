import { optionLabel } from "../languages/use";
import { places } from "../views/coverage";
import { type Comparison, compare } from "../views/paired";
import { capital, listed, number, t } from "../views/words";
import type { Runs } from "../worlds/runs";
import { commonReplicates, type Reader, type Selection } from "../worlds/statistics";
import { withInterval } from "./telling";

/** What the series of all pairs tell: who left for what, what was made, where it went. */

const totals = new WeakMap<Float64Array[], Map<string, number>>();

function totalOf(reader: Reader, run: Float64Array[], selection: Selection): number {
  const known = totals.get(run) ?? new Map<string, number>();
  totals.set(run, known);
  const key = JSON.stringify(selection);
  const found = known.get(key) ?? reader.daily(run, selection).reduce((sum, x) => sum + x, 0);
  known.set(key, found);
  return found;
}

function compared(reader: Reader, now: Runs, base: Runs, selection: Selection): Comparison {
  const pairs = commonReplicates([now, base]);
  const numbers = (of: Runs) =>
    Float64Array.from(pairs, (r) => totalOf(reader, of.byReplicate.get(r) ?? [], selection));
  return compare(numbers(now), numbers(base), true);
}

function withdrawalsSentences(reader: Reader, now: Runs, base: Runs): string[] {
  const all = compared(reader, now, base, { series: "withdrawals" });
  const clear = reader
    .labels("reason")
    .map((reason) => ({
      reason,
      c: compared(reader, now, base, { series: "withdrawals", where: { reason } }),
    }))
    .filter(({ c }) => c.clear)
    .sort((a, b) => a.c.difference - b.c.difference);
  if (!all.clear && clear.length === 0) return [t("why.withdrawalsSame")];
  const values = { own: number(all.own), base: number(all.base), change: withInterval(all) };
  const total = t(all.clear ? "why.withdrawals" : "why.withdrawalsUnclear", values);
  const each = clear.map(({ reason, c }) => `${optionLabel(reason)} ${withInterval(c)}`);
  const said = each.length > 0 ? [total, t("why.reasons", { each: listed(each) })] : [total];
  const [least, most] = [clear[0]?.c.difference ?? 0, clear.at(-1)?.c.difference ?? 0];
  return least < 0 && most > 0 ? [...said, t("why.insteadLater")] : said;
}

function unitsSentences(reader: Reader, now: Runs, base: Runs): string[] {
  return reader.labels("product").map((product) => {
    const where = { product };
    const made = compared(reader, now, base, { series: "units_made", where });
    const delivered = compared(reader, now, base, { series: "units_delivered", where });
    const of = (c: Comparison) => (c.clear ? withInterval(c) : t("views.table.none"));
    return t("why.units", {
      product: capital(optionLabel(product)),
      made: of(made),
      delivered: of(delivered),
    });
  });
}

const most = 3;

/** Territories that get more or less of what makers deliver, for each product. */
function territorySentences(reader: Reader, now: Runs, base: Runs): string[] {
  return reader.labels("product").flatMap((product) => {
    const all = places(reader, now, base, product, "delivered", -1);
    if (all.length < 2) return [];
    const clear = all
      .filter(({ comparison }) => comparison.clear)
      .sort((a, b) => b.comparison.difference - a.comparison.difference);
    const label = capital(optionLabel(product));
    if (clear.length === 0) return [t("why.noTerritory", { product: label })];
    const written = (some: typeof clear) =>
      listed(some.map(({ territory, comparison }) => `${territory} ${withInterval(comparison)}`));
    const gains = clear.filter(({ comparison }) => comparison.difference > 0);
    const losses = clear.filter(({ comparison }) => comparison.difference < 0).reverse();
    return [
      ...(gains.length > 0
        ? [
            t("why.gain", {
              product: label,
              n: number(gains.length),
              of: number(all.length),
              each: written(gains.slice(0, most)),
            }),
          ]
        : []),
      ...(losses.length > 0
        ? [
            t("why.lose", {
              product: label,
              n: number(losses.length),
              of: number(all.length),
              each: written(losses.slice(0, most)),
            }),
          ]
        : []),
    ];
  });
}

export function totalSentences(reader: Reader, now: Runs, base: Runs): string[] {
  return [
    ...withdrawalsSentences(reader, now, base),
    ...unitsSentences(reader, now, base),
    ...territorySentences(reader, now, base),
  ];
}
