import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { eventLabel } from "../languages/use";
import { changes, language, ready } from "../state";
import { eventsOf } from "../worlds/changes";
import type { Band, Selection } from "../worlds/statistics";
import { lookOf } from "./appearance";
import { asDifference } from "./choices";
import { bandOf, type Measured } from "./days";
import { type Line, type Lines, linesOption, type Mark, type Panel } from "./lines";
import { Scale } from "./scale";
import type { Sheet } from "./sheet";
import { baseOf, calm, type Shown, shown } from "./shown";
import type { Frame, View } from "./view";
import { dateOf, dayOf, daysFrom, isoOf, listed, number, signed, t } from "./words";

/** A view made of lines with bands: it only says which series its panels draw. */

export interface PanelOf extends Measured {
  id: string;
  selection: Selection;
  title: string;
  unit: string;
}

interface Spec {
  id: string;
  panels(): PanelOf[];
  /** Signals that the panels depend on. */
  watch(): void;
  worlds?: () => Shown[];
  Controls?: () => JSX.Element;
  opened?(large: boolean): () => void;
}

const isDifference = (all: readonly Shown[]): boolean => asDifference.value && all.length > 1;

function lineOf(panel: PanelOf, world: Shown, base: Shown, difference: boolean): Line | null {
  const reader = ready.value?.reader;
  if (!reader) return null;
  const band = bandOf(reader, world.runs, base.runs, panel, difference);
  return { id: world.id, label: world.label, look: lookOf(world.id), band };
}

function linesOf(panel: PanelOf, all: readonly Shown[], difference = isDifference(all)): Line[] {
  const base = baseOf(all);
  if (!base) return [];
  return all
    .filter(({ id }) => !difference || id !== "base")
    .flatMap((world) => lineOf(panel, world, base, difference) ?? []);
}

function extent(lines: readonly Line[]): [number, number] {
  let [low, high] = [0, 0];
  for (const { band } of lines)
    for (const edge of band.nReplicates > 1 ? [band.low, band.high, band.mean] : [band.mean])
      for (const x of edge) {
        if (x < low) low = x;
        if (x > high) high = x;
      }
  return [low, high];
}

/** Which events the world that is now has, and when: a lever that moves no event changes nothing. */
const eventsNow = computed(() => {
  const { events, added } = changes.value;
  return JSON.stringify([events, added]);
});

/** Events of the world that is now, on their days. */
const marks = computed<Mark[]>(() => {
  eventsNow.value;
  const now = ready.value;
  if (!now) return [];
  return eventsOf(now.base.events, changes.peek())
    .map((event) => ({ day: dayOf(now.layout.firstDay, event.date), event }))
    .filter(({ day }) => day >= 0 && day < now.layout.nDays)
    .map(({ day, event }) => ({ day, name: eventLabel(event) }));
});

export function daysNow(): number[] {
  const layout = ready.value?.layout;
  return layout ? daysFrom(layout.firstDay, layout.nDays) : [];
}

/** The day on which the mean is farthest from 0, and the mean then. */
function peak(band: Band): { day: number; mean: number; half: number } {
  let day = 0;
  for (const [d, x] of band.mean.entries())
    if (Math.abs(x) > Math.abs(band.mean[day] ?? 0)) day = d;
  const mean = band.mean[day] ?? Number.NaN;
  return { day, mean, half: (band.meanHigh[day] ?? Number.NaN) - mean };
}

/** The best day of the base alone; beside other worlds, where each differs most from it. */
function sentence(panel: PanelOf, all: readonly Shown[]): string {
  const days = daysNow();
  const difference = all.length > 1;
  const written = difference ? signed : number;
  const each = linesOf(panel, all, difference).map(({ label, band }) => {
    const { day, mean, half } = peak(band);
    if (difference && mean === 0) return t("views.nowhere", { world: label });
    return t("views.peak", {
      world: label,
      value: written(mean),
      half: number(half),
      unit: panel.unit,
      date: dateOf(days[day] ?? 0),
    });
  });
  if (each.length === 0) return "";
  const key = difference ? "views.mostDifferent" : "views.highest";
  return t(key, { measure: panel.title, each: listed(each) });
}

const statistics = ["mean", "meanLow", "meanHigh", "low", "high"] as const;

function sheetOf(view: string, panels: readonly PanelOf[], all: readonly Shown[]): Sheet {
  const days = daysNow();
  const rows: Sheet["rows"] = [];
  for (const panel of panels)
    for (const { label, band } of linesOf(panel, all))
      for (const [d, day] of days.entries())
        rows.push([
          view, panel.title, label, isoOf(day),
          ...statistics.map((name) => band[name][d] ?? Number.NaN),
          panel.unit, band.nReplicates,
        ]); // biome-ignore format: a row is easier to read on few lines
  const columns = ["view", "measure", "world", "date", "mean", "mean_low_95", "mean_high_95"];
  return { columns: [...columns, "low_10", "high_90", "unit", "replicates"], rows };
}

/** From this height on more than four panels can be read. */
const roomy = 420;

export function linesView(spec: Spec): View {
  const scale = new Scale();
  const worlds = spec.worlds ?? (() => shown.value);
  const title = () => t(`views.${spec.id}.title`);
  const drawn = (): Lines => {
    const all = worlds();
    const difference = isDifference(all);
    const panels = spec.panels().map((panel): Panel => {
      const lines = linesOf(panel, all);
      const axis = `${difference} ${JSON.stringify(panel.selection)} ${panel.cumulative}`;
      const ends = scale.fit(axis, ...extent(lines), calm.value);
      const heading = panel.unit ? `${panel.title} (${panel.unit})` : panel.title;
      return { id: panel.id, title: heading, unit: panel.unit, lines, ends };
    });
    return { panels, days: daysNow(), marks: marks.value, difference };
  };
  return {
    id: spec.id,
    drawsWorlds: true,
    watch() {
      [worlds(), calm.value, language.value, asDifference.value, marks.value];
      spec.watch();
    },
    option: (frame: Frame) => {
      const lines = drawn();
      const most = frame.small ? 1 : frame.height < roomy ? 4 : lines.panels.length;
      return linesOption({ ...lines, panels: lines.panels.slice(0, most) }, frame);
    },
    summary: () => {
      const all = worlds();
      const said = spec.panels().map((panel) => sentence(panel, all));
      return said.filter(Boolean).join(" ");
    },
    sheet: () => sheetOf(title(), spec.panels(), worlds()),
    Controls: spec.Controls,
    opened: spec.opened,
  };
}
