import { intervalOf, rowsOf, saysOf, writtenOutcome } from "../views/outcome_table";
import { shown } from "../views/shown";
import { percent, t } from "../views/words";

/** The table of outcomes as paper shows it. */
export function Outcomes() {
  const { others, rows } = rowsOf(shown.value);
  const hasRoom = others.length === 1;
  return (
    <table class={hasRoom ? "handout-full" : "handout-full is-crowded"}>
      <thead>
        <tr>
          <th>{t("views.table.outcome")}</th>
          <th>{t("views.worlds.base")}</th>
          {others.map(({ id, label }) => (
            <th key={id} colSpan={hasRoom ? 3 : 2}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ outcome, base, each }) => (
          <tr key={outcome.id}>
            <td>{t(`views.outcomes.${outcome.id}`)}</td>
            <td>{writtenOutcome(outcome, base)}</td>
            {each.map((c, i) => (
              <>
                <td key={`${others[i]?.id} value`}>{writtenOutcome(outcome, c.own)}</td>
                <td key={`${others[i]?.id} change`}>
                  {saysOf(outcome, c)} {intervalOf(outcome, c)}
                </td>
                {hasRoom && (
                  <td key={`${others[i]?.id} better`}>
                    {c.clear ? t("handout.betterIn", { share: percent(c.better) }) : ""}
                  </td>
                )}
              </>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
