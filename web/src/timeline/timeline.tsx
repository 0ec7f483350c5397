import { effect, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import levers from "../../levers.json";
import type { DialogHandle } from "../frame/dialog";
import { formatDay, formatMonth } from "../languages/numbers";
import { eventLabel, text } from "../languages/use";
import { changes, history, ready } from "../state";
import { dayNumber } from "../worlds/dates";
import { AddDialog } from "./add";
import { type Axis, type Extent, lanes, mondays, months, xOf } from "./axis";
import { Editor, type EditorHandle } from "./editor";
import { Handle, type Standing } from "./handle";
import { type Item, itemsOf } from "./items";
import { pointed } from "./pointed";
import { isApplied, toggled, whatIfsOf } from "./whatifs";

const inFront = new Set<string>(levers.events);

/** The days of the run and all that happens on them; every event can be moved. */
export function Timeline() {
  const area = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorHandle>(null);
  const width = useWidth(area);
  const all = useSignal(false);
  usePointed(area, all);
  const base = ready.value?.base;
  if (!base) return null;
  const items = itemsOf(base.events, changes.value);
  const shown = items.filter(
    ({ event, state }) => all.value || state !== "same" || inFront.has(event.name),
  );
  const axis: Axis = { first: dayNumber(base.firstDay), nDays: base.nDays, width };
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <Head
        count={items.length}
        isAll={all.value}
        onAll={() => {
          all.value = !all.value;
        }}
      />
      <p id="timeline-keys" class="hidden">
        {text("timeline.keys")}
      </p>
      <div class="timeline-area" ref={area}>
        {width > 0 && (
          <Lanes
            items={shown}
            axis={axis}
            run={base}
            onEdit={(name) => editor.current?.edit(name)}
          />
        )}
        {width > 0 && <Days axis={axis} hidden={items.filter((item) => !shown.includes(item))} />}
      </div>
      <Editor handle={editor} />
    </section>
  );
}

function Head(props: { count: number; isAll: boolean; onAll: () => void }) {
  const { count, isAll, onAll } = props;
  const dialog = useRef<DialogHandle>(null);
  const base = ready.value?.base;
  if (!base) return null;
  return (
    <header class="timeline-head">
      <h2 id="timeline-title">{text("timeline.title")}</h2>
      <fieldset class="whatifs">
        <legend>{text("timeline.whatIfs")}</legend>
        {whatIfsOf(base).map((whatIf) => (
          <button
            key={whatIf.name}
            type="button"
            class="whatif"
            data-whatif={whatIf.name}
            aria-pressed={whatIf.adds ? undefined : isApplied(whatIf, base, changes.value)}
            onClick={() => history.go(toggled(whatIf, base, history.latest.value))}
          >
            {text(`timeline.whatIf.${whatIf.name}`)}
          </button>
        ))}
      </fieldset>
      <button type="button" class="add-event" onClick={() => dialog.current?.open()}>
        {text("timeline.addEvent")}
      </button>
      <button type="button" class="quiet all-events" aria-pressed={isAll} onClick={onAll}>
        {text(isAll ? "timeline.fewer" : "timeline.all", { count })}
      </button>
      <AddDialog handle={dialog} />
    </header>
  );
}

interface LanesProps {
  items: readonly Item[];
  axis: Axis;
  run: { firstDay: string; lastDay: string };
  onEdit: (name: string) => void;
}

/** Pixels around the text of a label. */
const around = 22;

const canvas = document.createElement("canvas").getContext("2d");

/** Pixels that a label takes, as style.css and timeline.css write it. */
function widthOf(label: string): number {
  const { fontSize, fontFamily } = getComputedStyle(document.documentElement);
  if (!canvas) return label.length * 9;
  canvas.font = `600 ${0.93 * Number.parseFloat(fontSize)}px ${fontFamily}`;
  return canvas.measureText(label).width;
}

/** Where the label of an event stands: right of its mark, left of it, or on its bar. */
interface Place extends Extent {
  isFlipped: boolean;
  isOutside: boolean;
}

/** A label without room on the right stands on the left, one longer than its bar beside it. */
function placeOf({ event, base, state }: Item, axis: Axis): Place {
  const label = `${eventLabel(event)} ${state === "removed" ? "" : formatDay(event.date)}`;
  const left = xOf(axis, event.date);
  const end = event.until ? xOf(axis, event.until) + axis.width / axis.nDays : left;
  const long = around + widthOf(label);
  const isOutside = end > left && end - left < long;
  const isFlipped = (isOutside ? end : left) + long > axis.width;
  const ghost = base && state !== "removed" ? xOf(axis, base.date) : left;
  const right = isFlipped ? left + 20 : (isOutside ? end : left) + long;
  return {
    isFlipped,
    isOutside: isOutside && !isFlipped,
    left: Math.min(ghost, isFlipped ? left - long : left),
    right: Math.max(ghost + 14, end + 14, right),
  };
}

const firstLane: Standing = { lane: 0, isFlipped: false, isOutside: false };

/** While somebody drags, everybody stays in his lane. */
function Lanes({ items, axis, run, onEdit }: LanesProps) {
  const isDragging = useSignal(false);
  const kept = useRef<Map<string, Standing>>(new Map());
  if (!isDragging.value) {
    const places = items.map((item) => placeOf(item, axis));
    const found = lanes(places);
    kept.current = new Map(
      items.map(({ event }, i) => [
        event.name,
        { ...firstLane, ...places[i], lane: found[i] ?? 0 },
      ]),
    );
  }
  const nLanes = 1 + Math.max(0, ...[...kept.current.values()].map(({ lane }) => lane));
  return (
    <div class="lanes" style={`--lanes: ${nLanes}`}>
      {items.map((item) => (
        <Handle
          key={item.event.name}
          item={item}
          axis={axis}
          run={run}
          standing={kept.current.get(item.event.name) ?? firstLane}
          onEdit={onEdit}
          onDragging={(now) => {
            isDragging.value = now;
          }}
        />
      ))}
    </div>
  );
}

/** Months and weeks; events that are not shown in full are small marks. */
function Days({ axis, hidden }: { axis: Axis; hidden: readonly Item[] }) {
  return (
    <div class="days" aria-hidden="true">
      {mondays(axis).map(({ date, x }) => (
        <span key={date} class="week" style={`--x: ${x}px`}>
          {Number(date.slice(8))}
        </span>
      ))}
      {months(axis).map(({ date, x }) => (
        <span key={date} class="month" style={`--x: ${x}px`}>
          {formatMonth(date)}
        </span>
      ))}
      {hidden.map(({ event }) => (
        <span
          key={event.name}
          class="minor"
          style={`--x: ${xOf(axis, event.date)}px`}
          title={`${eventLabel(event)}, ${formatDay(event.date)}`}
        />
      ))}
    </div>
  );
}

function useWidth(area: { current: HTMLElement | null }): number {
  const width = useSignal(0);
  useEffect(() => {
    if (!area.current) return;
    const observer = new ResizeObserver(([entry]) => {
      width.value = entry?.contentRect.width ?? 0;
    });
    observer.observe(area.current);
    return () => observer.disconnect();
  }, [ready.value !== null]);
  return width.value;
}

/** Shows what is pointed to, also if it stands among those that are not shown in full. */
function usePointed(area: { current: HTMLElement | null }, all: { value: boolean }): void {
  useEffect(
    () =>
      effect(() => {
        const name = pointed.value?.name;
        if (!name) return;
        if (!inFront.has(name)) all.value = true;
        requestAnimationFrame(() => {
          const found = area.current?.querySelector<HTMLElement>(
            `[data-event="${CSS.escape(name)}"]`,
          );
          found?.scrollIntoView({ block: "nearest" });
          found?.focus();
          found?.classList.add("is-pointed");
          setTimeout(() => found?.classList.remove("is-pointed"), 2000);
        });
      }),
    [],
  );
}
