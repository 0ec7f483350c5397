import { render } from "preact";
import { linkNow } from "../sharing/follow";
import { baseName, ready, seed } from "../state";
import { viewOf } from "../views/catalog";
import { largeViews } from "../views/choices";
import { baseOf, shown } from "../views/shown";
import { number, t } from "../views/words";
import { whySentences } from "../why";
import { Assumptions } from "./assumptions";
import { Outcomes } from "./outcomes";
import { drawing } from "./picture";
import "./handout.css";

/** A hand-out of two pages: what was asked and what came of it; every number that went in. */

const size = { width: 470, height: 300 };

function Provenance() {
  const replicates = baseOf(shown.value)?.runs.count.value ?? 0;
  return (
    <footer>
      {t("handout.provenance", {
        version: ready.value?.version ?? "",
        scenario: baseName,
        seed,
        replicates: number(replicates),
        date: new Date().toISOString().slice(0, 10),
      })}
      <br />
      <span class="handout-link">{linkNow()}</span>
    </footer>
  );
}

function Legend() {
  return (
    <p class="handout-legend">
      {shown.value.map(({ id, label }) => (
        <span key={id}>
          <i class="views-sample" data-world={id} /> {label}
        </span>
      ))}
    </p>
  );
}

function Charts() {
  return (
    <div class="handout-charts">
      {largeViews.value.map((id) => {
        const view = viewOf(id);
        return (
          <figure key={id}>
            <figcaption>{t(`views.${id}.title`)}</figcaption>
            <div dangerouslySetInnerHTML={{ __html: drawing(view, size.width, size.height) }} />
            <p>{view.summary()}</p>
          </figure>
        );
      })}
    </div>
  );
}

function Handout() {
  const { changed, through, totals } = whySentences();
  const sentences = [...totals, ...through];
  return (
    <>
      <section class="handout-page">
        <h1>{t("handout.title")}</h1>
        <h2>{t("handout.question")}</h2>
        <ul class="handout-question">
          {changed.length === 0 && <li>{t("handout.nothing")}</li>}
          {changed.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <Legend />
        <Charts />
        <h2>{t("views.table.title")}</h2>
        <Outcomes />
        <p class="handout-small">{t("handout.note")}</p>
        {sentences.length > 0 && <h2>{t("why.title")}</h2>}
        <ul class="handout-why">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p class="handout-small">{through.length > 0 && t("handout.honesty")}</p>
        <Provenance />
      </section>
      <section class="handout-page">
        <h1>{t("handout.inputs")}</h1>
        <Assumptions />
        <Provenance />
      </section>
    </>
  );
}

let root: HTMLElement | null = null;

/** Puts the hand-out on the page, where only paper shows it. */
function show(): void {
  if (root || !ready.value) return;
  root = document.createElement("div");
  root.className = "handout";
  document.body.append(root);
  render(<Handout />, root);
}

function hide(): void {
  if (!root) return;
  render(null, root);
  root.remove();
  root = null;
}

/** However printing begins, it is the hand-out that is printed; returns how to stop. */
export function watchPrint(): () => void {
  addEventListener("beforeprint", show);
  addEventListener("afterprint", hide);
  return () => {
    removeEventListener("beforeprint", show);
    removeEventListener("afterprint", hide);
    hide();
  };
}

export function printHandout(): void {
  show();
  window.print();
}
