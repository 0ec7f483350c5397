import { ready } from "../state";
import { categories, color, family } from "./appearance";
import { bandOf } from "./days";
import type { Option } from "./engine";
import { daysNow, type PanelOf } from "./lines_view";
import { baseOf, shown } from "./shown";
import type { Frame } from "./view";
import { compact, dateOf, number } from "./words";

/** Means of several measures stacked, a panel for each world. */

export function stacksOption(measures: readonly PanelOf[], frame: Frame): Option {
  const reader = ready.value?.reader;
  const worlds = shown.value.slice(0, Math.max(1, Math.floor(frame.width / 240)));
  const base = baseOf(worlds);
  const days = daysNow();
  if (!reader || !base) return { series: [] };
  const width = frame.width / worlds.length;
  const means = worlds.map((world) =>
    measures.map((panel) => bandOf(reader, world.runs, base.runs, panel, false).mean),
  );
  const highest = Math.max(
    1,
    ...means.map((each) =>
      Math.max(...days.map((_, d) => each.reduce((sum, mean) => sum + (mean[d] ?? 0), 0))),
    ),
  );
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: family(), color: color("views-ink") },
    grid: worlds.map((_, w) => ({
      id: `grid ${w}`,
      left: w * width + 46,
      width: width - 46 - 14,
      top: 30,
      bottom: 52,
    })),
    title: worlds.map(({ label }, w) => ({
      id: `title ${w}`,
      show: true,
      text: label,
      left: w * width + 6,
      top: 4,
      textStyle: { fontSize: 13, fontWeight: 600, color: color("views-ink") },
    })),
    legend: {
      show: true,
      bottom: 0,
      type: "scroll",
      data: measures.map(({ title }) => title),
      textStyle: { color: color("views-ink") },
    },
    xAxis: worlds.map((_, w) => ({
      id: `x ${w}`,
      type: "time",
      gridIndex: w,
      min: days[0],
      max: days.at(-1),
      show: true,
      minInterval: 28 * 24 * 60 * 60 * 1000,
      axisTick: { show: false },
      axisLabel: {
        formatter: (day: number) => dateOf(day, "short"),
        color: color("views-soft"),
        hideOverlap: true,
      },
      splitLine: { show: false },
    })),
    yAxis: worlds.map((_, w) => ({
      id: `y ${w}`,
      type: "value",
      gridIndex: w,
      min: 0,
      max: highest * 1.05,
      show: true,
      splitNumber: 4,
      axisLabel: {
        formatter: (x: number) => (x > highest ? "" : compact(x)),
        color: color("views-soft"),
      },
      splitLine: { lineStyle: { color: color("views-grid") } },
    })),
    tooltip: {
      show: !frame.printed,
      trigger: "axis",
      confine: true,
      order: "seriesDesc",
      transitionDuration: 0,
      formatter: undefined,
      valueFormatter: (x: unknown) => number(Number(x)),
    },
    series: worlds.flatMap(({ id }, w) =>
      measures.map((panel, m) => ({
        id: `${w} ${id} stack ${panel.id}`,
        name: panel.title,
        type: "line",
        stack: `${w}`,
        xAxisIndex: w,
        yAxisIndex: w,
        symbol: "none",
        lineStyle: { width: 0.5, color: categories[m] },
        itemStyle: { color: categories[m] },
        areaStyle: { color: categories[m], opacity: 0.85 },
        data: days.map((day, d) => [day, means[w]?.[m]?.[d]]),
      })),
    ),
  };
}
