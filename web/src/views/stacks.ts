import { ready } from "../state";
import { categories, color, family } from "./appearance";
import { dayAxis, valueAxis } from "./axes";
import { bandOf } from "./days";
import type { Option } from "./engine";
import { escaped, zoomOf } from "./lines";
import { daysNow, type PanelOf } from "./lines_view";
import { Scale } from "./scale";
import { baseOf, calm, type Shown, shown } from "./shown";
import type { Frame } from "./view";
import { dateOf, number } from "./words";

/** Means of several measures stacked, a panel for each world. */

const halfADay = 12 * 60 * 60 * 1000;

/** The numbers of a day, a column for each world. */
function pointedAt(
  day: number,
  worlds: readonly Shown[],
  measures: readonly PanelOf[],
  means: readonly Float64Array[][],
  days: readonly number[],
): string {
  const heads = worlds.map(({ label }) => `<th>${escaped(label)}</th>`).join("");
  const rows = measures.map(({ title }, m) => {
    const cells = worlds.map((_, w) => `<td>${number(means[w]?.[m]?.[day] ?? Number.NaN)}</td>`);
    const sample = `<i style="background:${categories[m]}"></i>`;
    return `<tr><td>${sample}${escaped(title)}</td>${cells.join("")}</tr>`;
  });
  return `<div class="views-tip"><b>${dateOf(days[day] ?? 0)}</b><table><tr><th></th>${heads}</tr>${rows.join("")}</table></div>`;
}

const scale = new Scale();

export function stacksOption(measures: readonly PanelOf[], frame: Frame): Option {
  const reader = ready.value?.reader;
  const worlds = shown.value.slice(0, Math.max(1, Math.floor(frame.width / 240)));
  const base = baseOf(worlds);
  const days = daysNow();
  if (!reader || !base) return { series: [] };
  const width = frame.width / worlds.length;
  const zoom = zoomOf(frame);
  const letters = 12.5 * zoom;
  const means = worlds.map((world) =>
    measures.map((panel) => bandOf(reader, world.runs, base.runs, panel, false).mean),
  );
  const highest = Math.max(
    0,
    ...means.map((each) =>
      Math.max(...days.map((_, d) => each.reduce((sum, mean) => sum + (mean[d] ?? 0), 0))),
    ),
  );
  const ends = scale.fit(measures.map(({ id }) => id).join(), 0, highest, calm.value);
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: family(), color: color("views-ink") },
    grid: worlds.map((_, w) => ({
      id: `grid ${w}`,
      outerBoundsMode: "none",
      left: w * width + 46 * zoom,
      width: width - 46 * zoom - 14,
      top: 30 * zoom,
      bottom: 68 * zoom,
    })),
    title: worlds.map(({ label }, w) => ({
      id: `title ${w}`,
      show: true,
      text: label,
      left: w * width + 6,
      top: 4,
      textStyle: {
        fontSize: 13 * zoom,
        fontWeight: 600,
        width: width - 12,
        overflow: "truncate",
        color: color("views-ink"),
      },
    })),
    legend: {
      show: true,
      bottom: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemGap: 8,
      data: measures.map(({ title }) => title),
      textStyle: { fontSize: letters, color: color("views-ink") },
    },
    xAxis: worlds.map((_, w) => dayAxis(w, days, letters)),
    yAxis: worlds.map((_, w) => valueAxis(w, { ...ends, low: 0 }, letters)),
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: {
      show: !frame.printed,
      trigger: "axis",
      confine: true,
      transitionDuration: 0,
      backgroundColor: color("views-paper"),
      textStyle: { color: color("views-ink"), fontSize: 13 },
      formatter: (found: { axisValue: number }[]) => {
        const day = days.findIndex((one) => one >= (found[0]?.axisValue ?? 0) - halfADay);
        return pointedAt(day, worlds, measures, means, days);
      },
    },
    series: worlds.flatMap(({ id }, w) => {
      const own = means[w] ?? [];
      const edges = edgesOf(own, days.length);
      return [
        ...measures.map((panel, m) =>
          area(`${w} ${id} ${panel.id}`, panel.title, w, m, edges, days),
        ),
        pointable(`${w} ${id} total`, w, edges.at(-1) ?? new Float64Array(), days),
      ];
    }),
  };
}

/** Where each layer ends and the next begins: one more than there are layers. */
function edgesOf(means: readonly Float64Array[], nDays: number): Float64Array[] {
  const edges = [new Float64Array(nDays)];
  for (const mean of means) {
    const below = edges.at(-1) as Float64Array;
    edges.push(mean.map((x, day) => x + (below[day] ?? 0)));
  }
  return edges;
}

type Api = { coord(point: number[]): number[] };

/** One layer as a polygon. */
function area(
  id: string,
  name: string,
  w: number,
  layer: number,
  edges: readonly Float64Array[],
  days: readonly number[],
) {
  const along = (api: Api, edge: Float64Array | undefined) =>
    days.map((day, d) => api.coord([day, edge?.[d] ?? 0]));
  return {
    id,
    name,
    type: "custom",
    xAxisIndex: w,
    yAxisIndex: w,
    silent: true,
    tooltip: { show: false },
    itemStyle: { color: categories[layer] },
    data: [[days[0], 0]],
    renderItem: (_: unknown, api: Api) => ({
      type: "polygon",
      shape: {
        points: [...along(api, edges[layer + 1]), ...along(api, edges[layer]).reverse()],
      },
      style: { fill: categories[layer], opacity: 0.88 },
    }),
  };
}

/** A line that is not seen: the pointer needs one to know the day. */
function pointable(id: string, w: number, top: Float64Array, days: readonly number[]) {
  return {
    id,
    type: "line",
    xAxisIndex: w,
    yAxisIndex: w,
    symbol: "none",
    silent: true,
    lineStyle: { width: 0 },
    data: days.map((day, d) => [day, top[d]]),
  };
}
