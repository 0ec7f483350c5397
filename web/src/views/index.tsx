import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ready, worlds } from "../state";
import { Why } from "../why";
import { Card } from "./card";
import { viewOf } from "./catalog";
import { largeViews } from "./choices";
import { OutcomeTable, outcomeSummary } from "./outcome_table";
import { calm, shown, watchCalm } from "./shown";
import { Strip } from "./strip";
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

function Refusals() {
  const refused = worlds.value.flatMap(({ runs }) => runs.refused.value ?? []);
  return (
    <>
      {[...new Set(refused)].map((sentence) => (
        <p key={sentence} class="views-refused" role="alert">
          {sentence}
        </p>
      ))}
    </>
  );
}

export function Views() {
  useEffect(watchCalm, []);
  if (!ready.value) return null;
  const [one, other] = largeViews.value;
  return (
    <div class="views">
      <Refusals />
      <div class="views-large">
        <Card key={`first ${one}`} view={viewOf(one)} at={0} />
        <Card key={`second ${other}`} view={viewOf(other)} at={1} />
      </div>
      <Strip />
      <OutcomeTable />
      <Why />
      <Announcement />
    </div>
  );
}
