import { useEffect, useRef, useState } from "preact/hooks";
import { allViews } from "./catalog";
import { type Chart, ChartOf } from "./chart";
import { asDifference, largeViews } from "./choices";
import { savePicture, saveSheet } from "./download";
import { Icon } from "./icons";
import { calm, shown } from "./shown";
import type { View } from "./view";
import { number, t } from "./words";

/** One of the two large views: its menu, its choices, its picture, its numbers. */

function choose(at: 0 | 1, id: string): void {
  const [one, other] = largeViews.value;
  const before = at === 0 ? one : other;
  const second = at === 0 ? other : one;
  // Each view is large once: choosing the other one swaps them.
  const kept = second === id ? before : second;
  largeViews.value = at === 0 ? [id, kept] : [kept, id];
}

function Legend({ view }: { view: View }) {
  if (!view.drawsWorlds) return null;
  return (
    <ul class="views-legend">
      {shown.value.map(({ id, label }) => (
        <li key={id}>
          <i class="views-sample" data-world={id} />
          {label}
        </li>
      ))}
    </ul>
  );
}

const mostRows = 400;

/** The numbers that are drawn, for those who do not see them. */
function Numbers({ view }: { view: View }) {
  const { columns, rows } = view.sheet();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must scroll with the keyboard
    <section class="views-scroll views-sheet" tabIndex={0} aria-label={t("views.numbers")}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column.replaceAll("_", " ")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, i) => (
            <tr key={i}>
              {row.map((value, j) => (
                <td key={columns[j]}>{typeof value === "number" ? number(value) : value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p>{t("views.moreRows", { rows: number(rows.length - mostRows) })}</p>
      )}
    </section>
  );
}

/** A sentence that follows the picture, but only once nobody moves anything. */
function Sentence({ view }: { view: View }) {
  const last = useRef("");
  view.watch();
  if (calm.value || last.current === "") last.current = view.summary();
  return <p class="views-sentence">{last.current}</p>;
}

export function Card({ view, at }: { view: View; at: 0 | 1 }) {
  const card = useRef<HTMLElement>(null);
  const chart = useRef<Chart | null>(null);
  const [asTable, setAsTable] = useState(false);
  useEffect(() => view.opened?.(true), [view]);
  const title = t(`views.${view.id}.title`);
  const hasDifference = view.drawsWorlds || view.id === "apart";
  const full = () =>
    document.fullscreenElement ? document.exitFullscreen() : card.current?.requestFullscreen();
  return (
    <section class="views-card" ref={card} aria-label={title}>
      <header>
        <select
          class="views-title"
          value={view.id}
          aria-label={t(at === 0 ? "views.first" : "views.second")}
          onChange={(event) => choose(at, event.currentTarget.value)}
        >
          {allViews.map(({ id }) => (
            <option key={id} value={id}>
              {t(`views.${id}.title`)}
            </option>
          ))}
        </select>
        <span class="views-tools">
          <Icon
            name="table"
            label={t("views.numbers")}
            pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          />
          <Icon
            name="csv"
            label={t("views.saveCsv")}
            onClick={() => saveSheet(view.id, view.sheet())}
          />
          <Icon
            name="picture"
            label={t("views.savePng")}
            onClick={() => chart.current && savePicture(view, title, chart.current)}
          />
          <Icon name="full" label={t("views.full")} onClick={() => void full()} />
        </span>
        <span class="views-choices">
          {view.Controls && <view.Controls />}
          {hasDifference && (
            <button
              type="button"
              class="views-toggle"
              aria-pressed={asDifference.value}
              onClick={() => {
                asDifference.value = !asDifference.value;
              }}
            >
              {t("views.difference")}
            </button>
          )}
        </span>
        <Legend view={view} />
      </header>
      {asTable ? (
        <Numbers view={view} />
      ) : (
        <ChartOf
          view={view}
          small={false}
          onChart={(made) => {
            chart.current = made;
          }}
        />
      )}
      {view.Below && <view.Below />}
      <Sentence view={view} />
    </section>
  );
}
