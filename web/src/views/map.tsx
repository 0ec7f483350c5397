import { optionLabel } from "../languages/use";
import { language, ready } from "../state";
import { color, family } from "./appearance";
import { type MapWorld, mapDay, mapMeasure, mapWorld, product } from "./choices";
import { Menu } from "./controls";
import { type Place, places } from "./coverage";
import { mapName, type Option } from "./engine";
import { escaped } from "./lines";
import { daysNow } from "./lines_view";
import regions from "./regions.geo.json";
import { roundUp } from "./scale";
import { baseOf, shown } from "./shown";
import { ProductMenu } from "./units";
import type { Frame, View } from "./view";
import { dateOf, number, percent, signed, t } from "./words";

/** Who gets what: the territories, colored by what they have of what they want. */

const drawnRegions = new Set(regions.features.map(({ properties }) => properties.name));

/** Dark is much; ColorBrewer's blues and its orange-purple, which all eyes tell apart. */
const scales = {
  much: ["#f1f4f9", "#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"],
  change: ["#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d8daeb", "#998ec3", "#542788"],
};

function placesNow(): Place[] {
  const reader = ready.value?.reader;
  const base = baseOf(shown.value);
  if (!reader || !base) return [];
  const now = shown.value.find(({ id }) => id === "now") ?? base;
  const of = mapWorld.value === "base" ? base : now;
  return places(reader, of.runs, base.runs, product.value, mapMeasure.value, mapDay.value);
}

const drawnValue = ({ comparison }: Place): number =>
  mapWorld.value === "difference" ? comparison.difference : comparison.own;

function written(x: number): string {
  if (mapMeasure.value === "delivered")
    return mapWorld.value === "difference" ? signed(x) : number(x);
  if (mapWorld.value !== "difference") return percent(x);
  return t("views.map.points", { points: signed(100 * x, 1) });
}

const positions = (): Map<string, [number, number]> => {
  const table = ready.value?.base.values["population.territories"];
  if (typeof table !== "object") return new Map();
  const column = (name: string) => table.columns.indexOf(name);
  const [name, x, y] = [column("territory"), column("longitude"), column("latitude")];
  return new Map(table.rows.map((row) => [String(row[name]), [Number(row[x]), Number(row[y])]]));
};

function extent(values: number[]): [number, number] {
  if (mapWorld.value === "difference") {
    const most = Math.max(1e-9, ...values.map(Math.abs));
    return [-most, most];
  }
  if (mapMeasure.value === "delivered") return [0, roundUp(Math.max(1, ...values))];
  // Round tenths that hold all territories, so that they can be told apart.
  const low = Math.floor(Math.min(0.9, ...values) * 10) / 10;
  return [low, Math.max(low + 0.1, Math.ceil(Math.max(...values) * 10) / 10)];
}

function tip(found: readonly Place[], name: string): string {
  const place = found.find(({ territory }) => territory === name);
  if (!place) return escaped(name);
  const { comparison } = place;
  const own = mapMeasure.value === "coverage" ? percent : (x: number) => number(x);
  const rows = [
    [t("views.worlds.base"), own(comparison.base)],
    ...(mapWorld.value === "base" ? [] : [[t("views.worlds.now"), own(comparison.own)]]),
  ];
  const cells = rows.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`);
  return `<div class="views-tip"><b>${escaped(name)}</b><table>${cells.join("")}</table></div>`;
}

/** Territories that the map lacks: circles at their latitude and longitude. */
function circles(found: readonly Place[], onMap: boolean) {
  const at = positions();
  const data = found.flatMap((place) => {
    const position = at.get(place.territory);
    return position ? [{ name: place.territory, value: [...position, drawnValue(place)] }] : [];
  });
  return {
    id: "circles",
    type: "scatter",
    ...(onMap ? { coordinateSystem: "geo" } : {}),
    symbolSize: 34,
    itemStyle: { borderColor: color("views-soft"), borderWidth: 1 },
    label: { show: true, position: "bottom", formatter: "{b}", color: color("views-ink") },
    data,
  };
}

function option({ small, printed, width, height }: Frame): Option {
  const found = placesNow();
  const [low, high] = extent(found.map(drawnValue));
  const onMap = found.filter(({ territory }) => drawnRegions.has(territory));
  const others = found.filter(({ territory }) => !drawnRegions.has(territory));
  const withMap = onMap.length > 0;
  const place = {
    map: mapName,
    aspectScale: 0.69, // cosine of the latitude of the middle: areas as they are
    layoutCenter: ["50%", "50%"],
    layoutSize: Math.max(10, Math.min(width * 1.1, height)),
    roam: false,
  };
  const outlines = {
    ...place,
    id: "regions",
    type: "map",
    silent: small || printed,
    selectedMode: false,
    itemStyle: {
      areaColor: color("views-grid"),
      borderColor: color("views-paper"),
      borderWidth: small ? 0.5 : 1.2,
    },
    emphasis: { itemStyle: { areaColor: null, borderWidth: 2.5, borderColor: color("views-ink") } },
    data: onMap.map((one) => ({ name: one.territory, value: drawnValue(one) })),
    label: {
      show: !small,
      formatter: ({ value }: { value: number }) => (Number.isFinite(value) ? written(value) : ""),
      fontSize: 13,
      fontWeight: 600,
      color: "#111111",
      textBorderColor: "#ffffff",
      textBorderWidth: 3,
    },
  };
  const below = { ...place, id: "below", silent: true, itemStyle: { opacity: 0 } };
  const plane = { type: "value", show: false, scale: true };
  return {
    animation: false,
    textStyle: { fontFamily: family() },
    ...(withMap
      ? others.length > 0
        ? { geo: below }
        : {}
      : { xAxis: plane, yAxis: plane, grid: { left: 40, right: 40, top: 30, bottom: 50 } }),
    visualMap: {
      id: "scale",
      show: !small,
      type: "continuous",
      min: low,
      max: high,
      calculable: false,
      orient: "vertical",
      left: 8,
      bottom: 8,
      itemHeight: 90,
      text: [written(high), written(low)],
      textStyle: { color: color("views-ink"), fontSize: 12 },
      inRange: { color: mapWorld.value === "difference" ? scales.change : scales.much },
    },
    tooltip: {
      show: !small && !printed,
      confine: true,
      transitionDuration: 0,
      backgroundColor: color("views-paper"),
      textStyle: { color: color("views-ink") },
      formatter: ({ name }: { name: string }) => tip(found, name),
    },
    series: [
      ...(withMap ? [outlines] : []),
      ...(others.length > 0 ? [circles(others, withMap)] : []),
    ],
  };
}

function Controls() {
  const worlds: MapWorld[] = ["now", "base", "difference"];
  return (
    <>
      <ProductMenu />
      <Menu
        label={t("views.measure")}
        of={mapMeasure}
        options={[
          { value: "coverage", text: t("views.map.coverage") },
          { value: "delivered", text: t("views.map.delivered") },
        ]}
      />
      <Menu
        label={t("views.world")}
        of={mapWorld}
        options={worlds.map((value) => ({
          value,
          text: t(value === "difference" ? "views.map.difference" : `views.worlds.${value}`),
        }))}
      />
    </>
  );
}

/** The day that is shown; its left end is the whole run. */
function Below() {
  const days = daysNow();
  const whole = mapDay.value < 0;
  const text = whole ? t("views.map.wholeRun") : dateOf(days[mapDay.value] ?? 0);
  return (
    <label class="views-days">
      <span>{text}</span>
      <input
        type="range"
        min={-1}
        max={days.length - 1}
        value={mapDay.value}
        aria-label={t("views.map.day")}
        aria-valuetext={text}
        onInput={(event) => {
          mapDay.value = Number(event.currentTarget.value);
        }}
      />
    </label>
  );
}

function summary(): string {
  const found = placesNow().sort((a, b) => drawnValue(b) - drawnValue(a));
  const [most, least] = [found[0], found.at(-1)];
  if (!most || !least) return "";
  return t("views.map.summary", {
    what: t(`views.map.${mapMeasure.value}`),
    product: optionLabel(product.value),
    most: most.territory,
    high: written(drawnValue(most)),
    least: least.territory,
    low: written(drawnValue(least)),
  });
}

export const map: View = {
  id: "map",
  drawsWorlds: false,
  watch() {
    [shown.value, language.value, product.value, mapMeasure.value, mapWorld.value, mapDay.value];
  },
  option,
  summary,
  sheet: () => ({
    columns: [
      "territory",
      "product",
      "measure",
      "day",
      "base",
      "now",
      "difference",
      "difference_half_95",
      "unit",
      "pairs",
    ],
    rows: placesNow().map(({ territory, comparison: c }) => [
      territory,
      optionLabel(product.value),
      t(`views.map.${mapMeasure.value}`),
      mapDay.value < 0 ? t("views.map.wholeRun") : dateOf(daysNow()[mapDay.value] ?? 0),
      c.base,
      c.own,
      c.difference,
      c.half,
      mapMeasure.value === "coverage" ? t("views.map.share") : t("views.units.pieces"),
      c.nPairs,
    ]),
  }),
  Controls,
  Below,
};
