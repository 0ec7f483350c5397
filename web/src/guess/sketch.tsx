import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { formatMonth, formatNumber } from "../languages/numbers";
import { text } from "../languages/use";
import { ready } from "../state";
import { months } from "../timeline/axis";
import { dayNumber } from "../worlds/dates";
import { type Point, stroked } from "./stroke";

interface Props {
  /** The world before, one number a day. */
  before: Float64Array;
  /** What the room drew so far; null: nothing. */
  drawn: Float64Array | null;
  onDraw: (drawn: Float64Array) => void;
}

/** Pixels for numbers on the left and months below. */
const left = 64;
const bottom = 28;

interface Size {
  width: number;
  height: number;
}

const yOf = (value: number, top: number, { height }: Size): number =>
  (height - bottom) * (1 - Math.min(1.05, value / top));

const pathOf = (days: ArrayLike<number>, top: number, size: Size): string =>
  Array.from(days, (value, day) => {
    const x = left + ((day + 0.5) / days.length) * (size.width - left);
    return `${day === 0 ? "M" : "L"}${x.toFixed(1)} ${yOf(value, top, size).toFixed(1)}`;
  }).join("");

/** A pad with the curve of the world before, on which the room draws what it expects. */
export function Sketch({ before, drawn, onDraw }: Props) {
  const pad = useRef<SVGSVGElement>(null);
  const last = useRef<Point | null>(null);
  const size = useSize(pad);
  const top = Math.max(1, ...before) * 1.8;
  function pointOf(event: PointerEvent): Point {
    const box = (pad.current as SVGSVGElement).getBoundingClientRect();
    const share = (event.clientX - box.left - left) / (box.width - left);
    const day = Math.floor(share * before.length);
    const value = Math.max(0, (1 - (event.clientY - box.top) / (box.height - bottom)) * top);
    return { day: Math.max(0, Math.min(before.length - 1, day)), value };
  }
  return (
    <svg
      ref={pad}
      class="sketch"
      role="img"
      aria-label={text("guess.sketch")}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = pointOf(event);
        onDraw(stroked(drawn ?? before, last.current, last.current));
      }}
      onPointerMove={(event) => {
        if (!last.current) return;
        const to = pointOf(event);
        onDraw(stroked(drawn ?? before, last.current, to));
        last.current = to;
      }}
      onPointerUp={() => {
        last.current = null;
      }}
      onPointerCancel={() => {
        last.current = null;
      }}
    >
      <Grid top={top} nDays={before.length} size={size} />
      <path class="sketch-before" d={pathOf(before, top, size)} />
      {drawn && <path class="sketch-drawn" d={pathOf(drawn, top, size)} />}
    </svg>
  );
}

function Grid({ top, nDays, size }: { top: number; nDays: number; size: Size }) {
  const first = dayNumber(ready.value?.base.firstDay ?? "2020-01-01");
  const axis = { first, nDays, width: size.width - left };
  return (
    <g class="sketch-grid">
      {[0, 0.25, 0.5, 0.75].map((share) => (
        <g key={share}>
          <line
            x1={left}
            x2={size.width}
            y1={yOf(share * top, top, size)}
            y2={yOf(share * top, top, size)}
          />
          <text x={left - 8} y={yOf(share * top, top, size) + 5} text-anchor="end">
            {formatNumber(share * top, 2)}
          </text>
        </g>
      ))}
      {months(axis).map(({ date, x }) => (
        <text key={date} x={left + x + 4} y={size.height - 8}>
          {formatMonth(date)}
        </text>
      ))}
    </g>
  );
}

function useSize(pad: RefObject<SVGSVGElement | null>): Size {
  const size = useSignal<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!pad.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      size.value = { width, height };
    });
    observer.observe(pad.current);
    return () => observer.disconnect();
  }, []);
  return size.value;
}
