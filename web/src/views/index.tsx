import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { printHandout, watchPrint } from "../handout";
import { ready } from "../state";
import { Why } from "../why";
import { Card } from "./card";
import { viewOf } from "./catalog";
import { largeViews } from "./choices";
import { OutcomeTable, outcomeSummary } from "./outcome_table";
import { calm, shown, watchCalm } from "./shown";
import { Strip } from "./strip";
import { t } from "./words";
import "./views.css";

/** The right half of the page: what comes of the worlds. */

const said = signal("");
const pause = 1500; // milliseconds; who hears the page is told results, not progress

/** Tells the outcomes to those who hear the page, once they stand still. */
function Announcement() {
  useEffect(() => {
    if (!calm.value) return;
    const timer = window.setTimeout(() => {
      said.value = outcomeSummary();
    }, pause);
    return () => window.clearTimeout(timer);
  }, [calm.value, shown.value]);
  return (
    <p class="views-unseen" aria-live="polite">
      {said.value}
    </p>
  );
}

export function Views() {
  useEffect(watchCalm, []);
  useEffect(watchPrint, []);
  if (!ready.value) return null;
  const [one, other] = largeViews.value;
  return (
    <div class="views">
      <div class="views-large">
        <Card key={`first ${one}`} view={viewOf(one)} at={0} />
        <Card key={`second ${other}`} view={viewOf(other)} at={1} />
      </div>
      <Strip />
      <OutcomeTable />
      <Why />
      <button type="button" class="views-toggle views-print" onClick={printHandout}>
        {t("handout.print")}
      </button>
      <Announcement />
    </div>
  );
}
