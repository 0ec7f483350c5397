import { useRef } from "preact/hooks";
import { formatDay, formatLongDay } from "../languages/numbers";
import { eventLabel, text } from "../languages/use";
import { history } from "../state";
import { dayNumber } from "../worlds/dates";
import { eventsNow, removeEvent, restoreEvent, setEvent } from "../worlds/moves";
import { type Axis, daysOf, xOf } from "./axis";
import { type Days, type Grip, type Item, moved } from "./items";
import { pointTo } from "./pointed";

/** Where an event stands above the axis. */
export interface Standing {
  lane: number;
  /** The label stands left of the mark, where there is no room on the right. */
  isFlipped: boolean;
  /** The label stands beside the bar, which is too short for it. */
  isOutside: boolean;
}

interface Props {
  item: Item;
  axis: Axis;
  run: Days;
  standing: Standing;
  onEdit: (name: string) => void;
  onDragging: (isDragging: boolean) => void;
}

/** Pixels that a finger may tremble without dragging. */
const tremble = 4;

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7 };

/** An event on the axis: dragged by pointer, finger or keys; a click opens its editor. */
export function Handle(props: Props) {
  const { item, axis } = props;
  const { lane, isFlipped, isOutside } = props.standing;
  const { event, base, state } = item;
  const x = xOf(axis, event.date);
  const length = event.until ? xOf(axis, event.until) + axis.width / axis.nDays - x : 0;
  const isAway = base !== null && state !== "removed" && base.date !== event.date;
  const classes = [
    "event",
    `is-${state}`,
    event.until ? "is-span" : "",
    event.act ? "is-act" : "",
    isFlipped ? "is-flipped" : "",
    isOutside ? "is-outside" : "",
  ].join(" ");
  return (
    <>
      {isAway && <Ghost from={xOf(axis, base.date)} to={x} lane={lane} day={base.date} />}
      <div class={classes} style={`--x: ${x}px; --length: ${length}px; --lane: ${lane}`}>
        <span class="event-bar" aria-hidden="true" />
        {state === "removed" ? <Removed item={item} /> : <Mark {...props} grip="whole" />}
        {event.until && state !== "removed" && <Mark {...props} grip="end" />}
      </div>
    </>
  );
}

/** Where it was in the base. */
function Ghost({ from, to, lane, day }: { from: number; to: number; lane: number; day: string }) {
  const style = `--x: ${Math.min(from, to)}px; --length: ${Math.abs(to - from)}px; --lane: ${lane}`;
  return (
    <div class={`ghost ${from > to ? "from-right" : ""}`} style={style} aria-hidden="true">
      <span class="ghost-mark" title={formatDay(day)} />
    </div>
  );
}

function Removed({ item }: { item: Item }) {
  const label = eventLabel(item.event);
  return (
    <button
      type="button"
      class="event-mark"
      data-event={item.event.name}
      aria-label={text("timeline.bringBack", { event: label })}
      title={text("timeline.bringBack", { event: label })}
      onClick={() => restoreEvent(item.event.name)}
    >
      <span class="event-label">
        <s>{label}</s> <span aria-hidden="true">↩</span>
      </span>
    </button>
  );
}

function Mark(props: Props & { grip: Grip }) {
  const { item, axis, run, grip, onEdit } = props;
  const { event } = item;
  const date = grip === "end" ? (event.until ?? event.date) : event.date;
  const label = eventLabel(event);
  const drag = useDrag(props);
  function onKeyDown(key: KeyboardEvent): void {
    const step = steps[key.key];
    if (step !== undefined) {
      const days = key.shiftKey && Math.abs(step) === 1 ? step * 7 : step;
      setEvent(moved(event, days, grip, run));
    } else if (key.key === "Delete" || key.key === "Backspace") {
      removeEvent(event.name);
      if (item.base) pointTo(event.name); // the focus stays on what is there to be brought back
    } else if (key.key === "Enter" || key.key === " ") onEdit(event.name);
    else return;
    key.preventDefault();
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      class={grip === "end" ? "event-end" : "event-mark"}
      data-event={event.name}
      data-grip={grip}
      aria-label={grip === "end" ? text("timeline.endOf", { event: label }) : label}
      aria-valuemin={axis.first}
      aria-valuemax={axis.first + axis.nDays - 1}
      aria-valuenow={dayNumber(date)}
      aria-valuetext={formatLongDay(date)}
      aria-describedby="timeline-keys"
      onKeyDown={onKeyDown}
      {...drag}
    >
      {grip === "whole" && (
        <span class="event-label">
          {label} <time dateTime={event.date}>{formatDay(event.date)}</time>
        </span>
      )}
    </div>
  );
}

/** One drag is one step; it moves what was taken hold of from where it was then. */
function useDrag({ item, axis, run, grip, onEdit, onDragging }: Props & { grip: Grip }) {
  const held = useRef<{ x: number; event: Item["event"]; isDrag: boolean } | null>(null);
  function onPointerDown(pointer: PointerEvent): void {
    if (pointer.button !== 0) return;
    held.current = { x: pointer.clientX, event: item.event, isDrag: false };
    (pointer.currentTarget as HTMLElement).setPointerCapture(pointer.pointerId);
  }
  function onPointerMove(pointer: PointerEvent): void {
    const start = held.current;
    if (!start) return;
    const pixels = pointer.clientX - start.x;
    if (!start.isDrag && Math.abs(pixels) < tremble) return;
    if (!start.isDrag) onDragging(true);
    start.isDrag = true;
    const next = moved(start.event, daysOf(axis, pixels), grip, run);
    const now = eventsNow().find(({ name }) => name === next.name);
    if (now?.date !== next.date || now.until !== next.until) setEvent(next, true);
  }
  function onPointerUp(): void {
    const start = held.current;
    held.current = null;
    if (!start) return;
    if (!start.isDrag) {
      onEdit(item.event.name);
      return;
    }
    onDragging(false);
    history.go(history.latest.value); // the drag ends here
  }
  function onPointerCancel(): void {
    if (held.current?.isDrag) onPointerUp();
    held.current = null;
  }
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}
