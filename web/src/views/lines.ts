import type { Band } from "../worlds/statistics";
import { color, family, type Look } from "./appearance";
import { dayAxis, valueAxis } from "./axes";
import type { Option } from "./engine";
import type { Ends } from "./scale";
import type { Frame } from "./view";
import { dateOf, number, signed, t } from "./words";

/** Lines with bands, one panel beside the other: the picture of most views. */

export interface Line {
  id: string;
  label: string;
  look: Look;
  band: Band;
}

export interface Panel {
  id: string;
  title: string;
  unit: string;
  lines: Line[];
  ends: Ends;
}

export interface Mark {
  day: number;
  name: string;
}

export interface Lines {
  panels: Panel[];
  /** Milliseconds of the days. */
  days: number[];
  marks: Mark[];
  /** Whether the numbers are differences to the base. */
  difference: boolean;
}

/** On a second display letters are read from the back of a room. */
export const zoomOf = ({ height }: Frame): number => (height > 520 ? 1.45 : 1);

/** How many panels stand side by side: as wide as they are high, more or less. */
function columnsOf(n: number, { width, height }: Frame): number {
  const squareness = (columns: number) => {
    const [w, h] = [width / columns - 60, height / Math.ceil(n / columns) - 50];
    return Math.min(w / 1.6, h);
  };
  const all = Array.from({ length: n }, (_, i) => i + 1);
  return all.reduce((best, one) => (squareness(one) > squareness(best) ? one : best), 1);
}

const nameWidth = 150; // pixels; longer names are cut

/** Names at the ends of lines need room; between panels the legend above tells them. */
const endsNamed = (panels: readonly Panel[], { small }: Frame): boolean =>
  !small && panels.length === 1;

/** Places of the panels in the frame, in pixels. */
function placed(panels: readonly Panel[], frame: Frame) {
  const { width, height, small } = frame;
  const n = panels.length;
  const columns = small ? 1 : columnsOf(n, frame);
  const rows = Math.ceil(n / columns);
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  const longest = Math.max(
    0,
    ...panels.flatMap(({ lines }) => lines.map(({ label }) => label.length)),
  );
  const zoom = zoomOf(frame);
  const right = endsNamed(panels, frame) ? zoom * Math.min(nameWidth, 18 + 8.2 * longest) : 14;
  const space = small
    ? { left: 2, right: 2, top: 3, bottom: 3 }
    : { left: 46 * zoom, right, top: 28 * zoom, bottom: 26 * zoom };
  return panels.map((_, i) => ({
    id: `grid ${i}`,
    outerBoundsMode: "none", // labels have their room already, and measuring them takes long
    left: (i % columns) * cellWidth + space.left,
    top: Math.floor(i / columns) * cellHeight + space.top,
    width: Math.max(10, cellWidth - space.left - space.right),
    height: Math.max(10, cellHeight - space.top - space.bottom),
  }));
}

type Api = { coord(point: number[]): number[] };

/** A band as one polygon: exact for negative numbers, and quick. */
function bandSeries(i: number, line: Line, days: number[], which: "inner" | "outer") {
  const { band, look } = line;
  const [low, high] = which === "inner" ? [band.meanLow, band.meanHigh] : [band.low, band.high];
  const points = (api: Api) => [
    ...days.map((day, d) => api.coord([day, high[d] ?? Number.NaN])),
    ...days.map((day, d) => api.coord([day, low[d] ?? Number.NaN])).reverse(),
  ];
  return {
    id: `${i} ${line.id} ${which}`,
    type: "custom",
    xAxisIndex: i,
    yAxisIndex: i,
    silent: true,
    clip: true,
    z: which === "inner" ? 2 : 1,
    tooltip: { show: false },
    data: band.nReplicates < 2 || Number.isNaN(low[0]) ? [] : [[days[0], band.mean[0]]],
    renderItem: (_: unknown, api: Api) => ({
      type: "polygon",
      shape: { points: points(api) },
      style: { fill: look.color, opacity: which === "inner" ? 0.3 : 0.11 },
    }),
  };
}

const labelHeight = 17;

/** How far down to move each name at a line's end so that none covers another, in pixels. */
export function movedApart(
  ends: readonly number[],
  height = labelHeight,
  lowest = Number.POSITIVE_INFINITY,
): number[] {
  const order = ends.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  const moved = order.map(({ y }) => y);
  for (let k = 1; k < moved.length; ++k)
    moved[k] = Math.max(moved[k] ?? 0, (moved[k - 1] ?? 0) + height);
  const mean = order.reduce((sum, { y }, k) => sum + (moved[k] ?? 0) - y, 0) / (order.length || 1);
  const back = Math.max(mean, (moved.at(-1) ?? 0) - lowest);
  const by = new Array<number>(ends.length).fill(0);
  for (const [k, { y, i }] of order.entries()) by[i] = (moved[k] ?? 0) - back - y;
  return by;
}

/** The same for the lines of a panel that is so high. */
function labelMoves({ lines, ends }: Panel, height: number, zoom: number): number[] {
  const span = ends.high - ends.low || 1;
  return movedApart(
    lines.map(({ band }) => ((ends.high - (band.mean.at(-1) ?? 0)) / span) * height),
    labelHeight * zoom,
    height + 10 * zoom,
  );
}

function lineSeries(i: number, line: Line, lines: Lines, frame: Frame, move: number) {
  const named = endsNamed(lines.panels, frame);
  const { days } = lines;
  const { band, look, label } = line;
  return {
    id: `${i} ${line.id} line`,
    name: label,
    type: "line",
    xAxisIndex: i,
    yAxisIndex: i,
    data: days.map((day, d) => [day, band.mean[d]]),
    symbol: "none",
    z: line.id === "now" ? 4 : 5, // dashes over the solid line: both are seen where they are the same
    silent: true,
    lineStyle: {
      color: look.color,
      width: frame.small ? look.width * 0.7 : look.width * zoomOf(frame),
      type: look.dash,
    },
    itemStyle: { color: look.color },
    endLabel: {
      show: named,
      formatter: label,
      color: look.color,
      fontWeight: 600,
      fontSize: 13 * zoomOf(frame),
      width: (nameWidth - 6) * zoomOf(frame),
      offset: [0, move],
      overflow: "truncate",
    },
  };
}

/** Events as thin lines, all in one path: a frame has no time for each. */
function markSeries(i: number, { days, marks }: Lines, { ends }: Panel) {
  const lineAt = (api: Api, day: number): string => {
    const [x, low] = api.coord([days[day] ?? 0, ends.low]);
    const [, high] = api.coord([days[day] ?? 0, ends.high]);
    return `M${x} ${low}V${high}`;
  };
  return {
    id: `${i} marks`,
    type: "custom",
    xAxisIndex: i,
    yAxisIndex: i,
    silent: true,
    z: 0,
    tooltip: { show: false },
    data: [[days[0], ends.low]],
    renderItem: (_: unknown, api: Api) => ({
      type: "path",
      shape: { pathData: marks.map(({ day }) => lineAt(api, day)).join("") || "M0 0" },
      style: { fill: "none", stroke: color("views-mark"), lineWidth: 1 },
    }),
  };
}

function axes(i: number, panel: Panel, lines: Lines, frame: Frame) {
  const { small } = frame;
  const letters = 12.5 * zoomOf(frame);
  const x = {
    ...dayAxis(i, lines.days, letters),
    show: !small,
    axisLine: { onZero: false, lineStyle: { color: color("views-faint") } },
    axisPointer: { label: { show: false } },
  };
  const y = valueAxis(i, panel.ends, letters, lines.difference);
  return { x, y: { ...y, show: !small } };
}

interface Pointed {
  axisValue: number;
}

/** What stands under the pointer: every line of every panel on that day, with its interval. */
function pointedAt({ panels, days, marks, difference }: Lines, axisValue: number): string {
  const day = Math.max(
    0,
    days.findIndex((one) => one >= axisValue - 43_200_000),
  );
  const written = difference ? signed : number;
  const rows = panels.map((panel) => {
    const each = panel.lines.map(({ label, look, band }) => {
      const [low, high] = [band.meanLow[day] ?? Number.NaN, band.meanHigh[day] ?? Number.NaN];
      const interval = Number.isNaN(low)
        ? ""
        : `<small>[${written(low)}; ${written(high)}]</small>`;
      const sample = `<i style="background:${look.color}"></i>`;
      return `<tr><td>${sample}${escaped(label)}</td><td>${written(band.mean[day] ?? Number.NaN)}</td><td>${interval}</td></tr>`;
    });
    return `<tr><th colspan="3">${escaped(panel.title)}</th></tr>${each.join("")}`;
  });
  const events = marks.filter((mark) => mark.day === day).map(({ name }) => escaped(name));
  const heading = [`<b>${dateOf(days[day] ?? axisValue)}</b>`, ...events].join("<br>");
  return `<div class="views-tip">${heading}<table>${rows.join("")}</table><small>${t("views.interval")}</small></div>`;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The option of the chart library for these panels. */
export function linesOption(lines: Lines, frame: Frame): Option {
  const { panels, days } = lines;
  const { small, printed } = frame;
  const grid = placed(panels, frame);
  const zoom = zoomOf(frame);
  const both = panels.map((panel, i) => axes(i, panel, lines, frame));
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: family(), color: color("views-ink") },
    grid,
    title: panels.map((panel, i) => ({
      id: `title ${i}`,
      show: !small,
      text: panel.title,
      left: (grid[i]?.left ?? 0) - 40 * zoom,
      top: (grid[i]?.top ?? 0) - 25 * zoom,
      textStyle: {
        fontSize: 14 * zoom,
        fontWeight: 600,
        fontFamily: family(),
        width: (grid[i]?.width ?? 0) + 50,
        overflow: "truncate",
        color: color("views-ink"),
      },
    })),
    xAxis: both.map(({ x }) => x),
    yAxis: both.map(({ y }) => y),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: {
      show: !small && !printed,
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: color("views-paper"),
      borderColor: color("views-faint"),
      textStyle: { color: color("views-ink"), fontSize: 13 },
      formatter: (found: Pointed[] | Pointed) => {
        const one = Array.isArray(found) ? found[0] : found;
        return one ? pointedAt(lines, one.axisValue) : "";
      },
    },
    series: panels.flatMap((panel, i) => {
      const moves = labelMoves(panel, grid[i]?.height ?? 0, zoomOf(frame));
      const marks = small ? [] : [markSeries(i, lines, panel)];
      const few = panel.lines.length <= 2;
      const drawn = panel.lines.flatMap((line, l) => [
        // Of many worlds only two show how far they scatter: more bands would be a fog.
        ...(few || line.id === "base" || line.id === "now"
          ? [bandSeries(i, line, days, "outer")]
          : []),
        bandSeries(i, line, days, "inner"),
        lineSeries(i, line, lines, frame, moves[l] ?? 0),
      ]);
      return [...marks, ...drawn];
    }),
  };
}
