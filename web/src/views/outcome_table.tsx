import { ready } from "../state";
import { compared, type Outcome, outcomes } from "./outcomes";
import type { Comparison } from "./paired";
import { baseOf, type Shown, shown } from "./shown";
import { slowly } from "./slowly";
import { digitsWithin, interval, number, percent, signed, t } from "./words";

/** The key outcomes of each world beside the base, with what pairs can tell and no more. */

export const writtenOutcome = (outcome: Outcome, x: number): string =>
  outcome.isShare ? percent(x, 1) : number(x);
/** Shares change by points. */
const scaled = (outcome: Outcome, x: number): number => (outcome.isShare ? 100 * x : x);

/** "+1,282 [+247; +2,318]", or that nothing can be told. */
export function saysOf(outcome: Outcome, c: Comparison): string {
  if (c.nPairs < 2) return t("views.table.wait");
  if (isSame(c)) return t("views.table.same");
  if (!c.clear) return t("views.table.none");
  const points = signed(scaled(outcome, c.difference), digitsWithin(scaled(outcome, c.half)));
  return outcome.isShare ? t("views.map.points", { points }) : points;
}

const isSame = (c: Comparison): boolean => c.difference === 0 && c.half === 0;

export const intervalOf = (outcome: Outcome, c: Comparison): string =>
  c.nPairs < 2 || isSame(c) ? "" : interval(scaled(outcome, c.difference), scaled(outcome, c.half));

/** How much pairing gains; of numbers that never differ it says nothing. */
const ratioOf = (c: Comparison): string =>
  Number.isFinite(c.varianceRatio)
    ? `× ${number(c.varianceRatio, c.varianceRatio < 10 ? 1 : 0)}`
    : "–";

function Cells({ outcome, world, c }: { outcome: Outcome; world: Shown; c: Comparison }) {
  const tone = !c.clear ? "" : c.difference > 0 === outcome.upIsBetter ? "better" : "worse";
  return (
    <>
      <td class="views-world">
        <i class="views-sample" data-world={world.id} /> {world.label}
      </td>
      <td class="views-number">{writtenOutcome(outcome, c.own)}</td>
      <td class={`views-change ${tone}`}>
        {saysOf(outcome, c)} <small>{intervalOf(outcome, c)}</small>
      </td>
      <td class="views-number">{c.nPairs < 2 || isSame(c) ? "–" : percent(c.better)}</td>
      <td class="views-number">{ratioOf(c)}</td>
    </>
  );
}

interface Row {
  outcome: Outcome;
  base: number;
  each: Comparison[];
}

/** An outcome: a row for each world, beside what it is in the base. */
function RowsOf({ row: { outcome, base, each }, others }: { row: Row; others: readonly Shown[] }) {
  const height = Math.max(1, each.length);
  return (
    <>
      <tr class="views-first">
        <th scope="row" rowSpan={height}>
          {t(`views.outcomes.${outcome.id}`)}
        </th>
        <td class="views-number" rowSpan={height}>
          {writtenOutcome(outcome, base)}
        </td>
        {each[0] && others[0] && <Cells outcome={outcome} world={others[0]} c={each[0]} />}
      </tr>
      {others.slice(1).map((world, i) => (
        <tr key={world.id}>
          <Cells outcome={outcome} world={world} c={each[i + 1] as Comparison} />
        </tr>
      ))}
    </>
  );
}

export function rowsOf(all: readonly Shown[]): { others: Shown[]; rows: Row[] } {
  const reader = ready.value?.reader;
  const base = baseOf(all);
  if (!reader || !base) return { others: [], rows: [] };
  const others = all.filter(({ id }) => id !== "base");
  const rows = outcomes.map((outcome) => ({
    outcome,
    base: compared(reader, base.runs, base.runs, outcome).base,
    each: others.map(({ runs }) => compared(reader, runs, base.runs, outcome)),
  }));
  return { others, rows };
}

/** The key outcomes in one sentence, for those who hear the page. */
export function outcomeSummary(): string {
  const { others, rows } = rowsOf(shown.value);
  const at = others.findIndex(({ id }) => id === "now");
  if (at < 0) return t("views.table.unchanged");
  return rows
    .flatMap(({ outcome, each }) => {
      const c = each[at];
      return c ? [`${t(`views.outcomes.${outcome.id}`)}: ${saysOf(outcome, c)}`] : [];
    })
    .join("; ");
}

/** Of how much of the country the numbers are. */
function ofScale(): string {
  const scale = Number(ready.value?.base.values["population.scale"] ?? 1);
  return scale === 1 ? "" : t("page.scale", { n: number(Math.round(1 / scale)) });
}

const shownSlowly = slowly(shown, 100);

export function OutcomeTable() {
  const { others, rows } = rowsOf(shownSlowly.value);
  const pairs = rows[0]?.each[0]?.nPairs ?? 0;
  return (
    <div class="views-outcomes">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll with the keyboard */}
      <section class="views-scroll" tabIndex={0} aria-label={t("views.table.title")}>
        <table>
          <caption>{t("views.table.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("views.table.outcome")}</th>
              <th scope="col" class="views-number">
                {t("views.worlds.base")}
              </th>
              {others.length > 0 && (
                <>
                  <th scope="col">{t("views.world")}</th>
                  <th scope="col" class="views-number">
                    {t("views.table.value")}
                  </th>
                  <th scope="col">{t("views.table.difference")}</th>
                  <th scope="col" class="views-number">
                    {t("views.table.better")}
                  </th>
                  <th scope="col" class="views-number">
                    {t("views.table.ratio")}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowsOf key={row.outcome.id} row={row} others={others} />
            ))}
          </tbody>
        </table>
      </section>
      <p class="views-small">
        {others.length === 0
          ? t("views.table.unchanged")
          : t("views.table.note", { pairs: number(pairs) })}{" "}
        {ofScale()}
      </p>
    </div>
  );
}
