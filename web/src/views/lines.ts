import type { Band } from "../worlds/statistics";
import { color, type Look } from "./appearance";
import type { Option } from "./engine";
import type { Ends } from "./scale";
import type { Frame } from "./view";
import { compact, dateOf, number, signed, t } from "./words";

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

/** Places of the panels in the frame, in pixels. */
function placed(n: number, { width, height, small }: Frame) {
  const columns = small ? 1 : Math.max(1, Math.min(n, Math.floor(width / 250)));
  const rows = Math.ceil(n / columns);
  const [left, right, top, bottom] = small ? [2, 2, 3, 3] : [46, 74, 26, 24];
  return Array.from({ length: n }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const cellWidth = width / columns;
    const cellHeight = height / rows;
    return {
      id: `grid ${i}`,
      left: column * cellWidth + left,
      top: row * cellHeight + top,
      width: Math.max(10, cellWidth - left - right),
      height: Math.max(10, cellHeight - top - bottom),
    };
  });
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

function lineSeries(i: number, line: Line, { days, marks }: Lines, frame: Frame, first: boolean) {
  const { band, look, label } = line;
  return {
    id: `${i} ${line.id} line`,
    name: label,
    type: "line",
    xAxisIndex: i,
    yAxisIndex: i,
    data: days.map((day, d) => [day, band.mean[d]]),
    symbol: "none",
    z: line.id === "now" ? 5 : 4,
    silent: true,
    lineStyle: { color: look.color, width: frame.small ? look.width * 0.7 : look.width, type: look.dash },
    itemStyle: { color: look.color },
    endLabel: {
      show: !frame.small,
      formatter: label,
      color: look.color,
      fontWeight: 600,
      fontSize: 12,
      width: 68,
      overflow: "truncate",
    },
    labelLayout: { moveOverlap: "shiftY" },
    markLine: first && !frame.small ? marked(marks, days, frame) : { data: [] },
  };
}

/** Events as thin lines; their names show when pointed at. */
function marked(marks: readonly Mark[], days: number[], frame: Frame) {
  return {
    symbol: "none",
    silent: frame.printed,
    animation: false,
    lineStyle: { color: color("views-faint"), width: 1, type: "solid" },
    label: { show: false },
    emphasis: {
      lineStyle: { color: color("views-ink"), width: 2 },
      label: {
        show: true,
        formatter: "{b}",
        position: "insideEndTop",
        rotate: 0,
        color: color("views-ink"),
        backgroundColor: color("views-paper"),
        borderColor: color("views-faint"),
        borderWidth: 1,
        borderRadius: 3,
        padding: [3, 6],
      },
    },
    data: marks.map(({ day, name }) => ({ name, xAxis: days[day] })),
  };
}

function axes(i: number, panel: Panel, lines: Lines, { small }: Frame) {
  const { days } = lines;
  const x = {
    id: `x ${i}`,
    type: "time",
    gridIndex: i,
    min: days[0],
    max: days.at(-1),
    minInterval: 28 * 24 * 60 * 60 * 1000,
    show: !small,
    axisLine: { onZero: false, lineStyle: { color: color("views-faint") } },
    axisTick: { show: false },
    axisLabel: {
      formatter: (day: number) => dateOf(day, "short"),
      color: color("views-soft"),
      hideOverlap: true,
      fontSize: 12,
    },
    splitLine: { show: false },
    axisPointer: { label: { show: false } },
  };
  const y = {
    id: `y ${i}`,
    type: "value",
    gridIndex: i,
    min: panel.ends.low,
    max: panel.ends.high,
    splitNumber: 4,
    show: !small,
    axisLabel: {
      formatter: (value: number) => (lines.difference && value > 0 ? "+" : "") + compact(value),
      color: color("views-soft"),
      fontSize: 12,
    },
    splitLine: { lineStyle: { color: color("views-grid") } },
  };
  return { x, y };
}

interface Pointed {
  axisValue: number;
}

/** What stands under the pointer: every line of every panel on that day, with its interval. */
function pointedAt({ panels, days, difference }: Lines, axisValue: number): string {
  const day = Math.max(0, days.findIndex((one) => one >= axisValue - 43_200_000));
  const written = difference ? signed : number;
  const rows = panels.map((panel) => {
    const each = panel.lines.map(({ label, look, band }) => {
      const [low, high] = [band.meanLow[day] ?? Number.NaN, band.meanHigh[day] ?? Number.NaN];
      const interval = Number.isNaN(low) ? "" : `<small>[${written(low)}; ${written(high)}]</small>`;
      const sample = `<i style="background:${look.color}"></i>`;
      return `<tr><td>${sample}${escaped(label)}</td><td>${written(band.mean[day] ?? Number.NaN)}</td><td>${interval}</td></tr>`;
    });
    return `<tr><th colspan="3">${escaped(panel.title)}</th></tr>${each.join("")}`;
  });
  return `<div class="views-tip"><b>${dateOf(days[day] ?? axisValue)}</b><table>${rows.join("")}</table><small>${t("views.interval")}</small></div>`;
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The option of the chart library for these panels. */
export function linesOption(lines: Lines, frame: Frame): Option {
  const { panels, days } = lines;
  const { small, printed } = frame;
  const grid = placed(panels.length, frame);
  const both = panels.map((panel, i) => axes(i, panel, lines, frame));
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: "inherit", color: color("views-ink") },
    grid,
    title: panels.map((panel, i) => ({
      id: `title ${i}`,
      show: !small,
      text: panel.title,
      subtext: "",
      left: (grid[i]?.left ?? 0) - 40,
      top: (grid[i]?.top ?? 0) - 25,
      textStyle: { fontSize: 13, fontWeight: 600, color: color("views-ink") },
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
    series: panels.flatMap((panel, i) =>
      panel.lines.flatMap((line, l) => [
        bandSeries(i, line, days, "outer"),
        bandSeries(i, line, days, "inner"),
        lineSeries(i, line, lines, frame, l === 0),
      ]),
    ),
  };
}
