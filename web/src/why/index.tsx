import { useEffect } from "preact/hooks";
import { changes, ready } from "../state";
import { daysNow } from "../views/lines_view";
import { baseOf, shown } from "../views/shown";
import { slowly } from "../views/slowly";
import { number, t } from "../views/words";
import { changedSentences } from "./changed";
import { tell } from "./telling";
import { nTold, told, watchTold, whyOpen } from "./told";
import { totalSentences } from "./totals";

/** Why the world that is now differs from the base, in plain sentences. */

const shownSlowly = slowly(shown, 500);

/** What was changed, what came of it, and through whom; for the panel and for paper. */
export function whySentences(): { changed: string[]; through: string[]; totals: string[] } {
  const now = ready.value;
  const worlds = shownSlowly.value;
  const [base, own] = [baseOf(worlds), worlds.find(({ id }) => id === "now")];
  if (!now || !base || !own) return { changed: [], through: [], totals: [] };
  const found = told.value;
  const pairs = found?.toml === own.runs.toml ? found.pairs : [];
  return {
    changed: changedSentences(now.base, changes.value),
    through: pairs.length < 2 ? [] : tell(pairs, daysNow(), now.reader.labels("territory")),
    totals: totalSentences(now.reader, own.runs, base.runs),
  };
}

const List = ({ sentences }: { sentences: readonly string[] }) => (
  <ul>
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

function Told() {
  const { changed, through, totals } = whySentences();
  if (totals.length === 0) return <p>{t("why.nothing")}</p>;
  const nPairs = told.value?.pairs.length ?? 0;
  return (
    <div class="why-parts">
      <section>
        <h3>{t("why.changed")}</h3>
        <List sentences={changed} />
        <h3>{t("why.outcome")}</h3>
        <List sentences={totals} />
      </section>
      <section>
        <h3>{t("why.through")}</h3>
        <List sentences={through} />
        {nPairs < nTold && (
          <p class="views-small">{t("why.wait", { n: number(nPairs), of: number(nTold) })}</p>
        )}
        <p class="views-small">{t("why.honesty", { n: number(nTold) })}</p>
      </section>
    </div>
  );
}

const leastInSight = 70; // pixels of the reasons below the outcomes

/** Opens the reasons and brings them into sight, below the outcomes if there is room for both. */
export function showWhy(): void {
  whyOpen.value = true;
  requestAnimationFrame(() => {
    const why = document.getElementById("why");
    const slot = document.getElementById("views");
    if (!why || !slot) return;
    why.querySelector("summary")?.focus({ preventScroll: true });
    why.previousElementSibling?.scrollIntoView({ block: "start" });
    if (why.getBoundingClientRect().top > slot.getBoundingClientRect().bottom - leastInSight)
      why.scrollIntoView({ block: "start" });
  });
}

export function Why() {
  useEffect(watchTold, []);
  return (
    <details
      id="why"
      class="why"
      open={whyOpen.value}
      onToggle={(event) => {
        whyOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{t("why.title")}</summary>
      {whyOpen.value && <Told />}
    </details>
  );
}
