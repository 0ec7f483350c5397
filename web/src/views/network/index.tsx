import { useEffect } from "preact/hooks";
import { guessPending } from "../../guess/pending";
import { language, ready } from "../../state";
import { color, family } from "../appearance";
import { networkDay, networkPlays } from "../choices";
import type { Option } from "../engine";
import { Icon } from "../icons";
import { zoomOf } from "../lines";
import { daysNow } from "../lines_view";
import { nameOf } from "../shown";
import type { Frame, View } from "../view";
import { dateOf, number, t } from "../words";
import { type Life, type Lives, lives, tiesOn, watchLives } from "./life";
import type { Point } from "./positions";
import type { Node } from "./sample";
import { type State, states } from "./states";

/** The network of one pair of worlds: a sample of those who take part, breathing from day to day. */

const looks: Record<State, { color: string; size: number }> = {
  away: { color: "#c9ced6", size: 5 },
  observes: { color: "#f0e442", size: 8 },
  active: { color: "#0072b2", size: 10 },
  paused: { color: "#e69f00", size: 9 },
  gone: { color: "#d55e00", size: 7 },
};
const symbols = { person: "circle", place: "roundRect", coordinator: "triangle" } as const;
const larger = { person: 1, place: 1.5, coordinator: 1.8 } as const;

const stateOn = (life: Life, node: number, day: number): State =>
  states[life.days[node]?.[day] ?? 0] ?? "away";

function nameOfNode({ kind, territory }: Node): string {
  const where = ready.value?.reader.labels("territory")[territory] ?? t("views.network.country");
  return `${t(`views.network.${kind}`)}, ${where}`;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The positions in a box of the frame, in pixels; the box becomes what they fill. */
function fitted(points: readonly Point[], box: Box): { points: Point[]; box: Box } {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left || 1, Math.max(...ys) - top || 1];
  const scale = Math.min(box.width / width, box.height / height);
  const filled = {
    left: box.left + (box.width - width * scale) / 2,
    top: box.top + (box.height - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
  const at = points.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale }));
  return { points: at, box: filled };
}

function graph(found: Lives, life: Life, id: string, within: Box, frame: Frame) {
  const { points, box } = fitted(found.positions, within);
  const day = networkDay.value;
  const { taken, ties } = tiesOn(life, day, daysNow().length);
  const scale = frame.small ? 0.35 : Math.max(0.7, Math.min(1.8, frame.height / 420));
  const tied = new Set(ties.flat());
  return {
    id,
    type: "graph",
    layout: "none",
    ...box,
    roam: false,
    silent: frame.small || frame.printed,
    data: found.nodes.map((node, i) => {
      const state = stateOn(life, i, day);
      // Who began after ties were taken may have some by now.
      const failing =
        node.kind === "coordinator" &&
        state === "active" &&
        stateOn(life, i, taken) === "active" &&
        !tied.has(i);
      const look = looks[state];
      return {
        name: node.key,
        x: points[i]?.x,
        y: points[i]?.y,
        symbol: symbols[node.kind],
        symbolSize: look.size * larger[node.kind] * scale,
        itemStyle: {
          color: failing ? color("views-paper") : look.color,
          borderColor: failing ? looks.gone.color : color("views-paper"),
          borderWidth: failing ? 2 : 0.6,
        },
      };
    }),
    edges: ties.map(([a, b]) => {
      const live = [a, b].every((i) => stateOn(life, i, day) === "active");
      return {
        source: a,
        target: b,
        lineStyle: {
          color: live ? "#4a7ba6" : "#b9c0ca",
          width: live ? 1.1 : 0.5,
          opacity: live ? 0.45 : 0.3,
        },
      };
    }),
    emphasis: { focus: "adjacency" },
  };
}

/** Which worlds are side by side: both if there is room. */
function sides(found: Lives, frame: Frame): { id: "base" | "now"; life: Life }[] {
  const { base, now } = found;
  if (!now || guessPending.value) return [{ id: "base", life: base }];
  const roomy = !frame.small && frame.width > 620;
  return [
    ...(roomy ? [{ id: "base" as const, life: base }] : []),
    { id: "now" as const, life: now },
  ];
}

function option(frame: Frame): Option {
  const found = lives.value;
  if (!found) {
    return {
      title: [
        {
          id: "title 0",
          show: !frame.small,
          text: t("views.network.wait"),
          left: "center",
          top: "middle",
          textStyle: { fontSize: 14, color: color("views-soft") },
        },
      ],
      series: [],
    };
  }
  const drawn = sides(found, frame);
  const [edge, above] = frame.small ? [4, 4] : [18, 30 * zoomOf(frame)];
  const width = frame.width / drawn.length;
  return {
    animation: false,
    textStyle: { fontFamily: family() },
    title: drawn.map(({ id }, i) => ({
      id: `title ${i}`,
      show: !frame.small,
      text: nameOf({ id, name: "" }),
      left: i * width + 8,
      top: 4,
      textStyle: { fontSize: 13 * zoomOf(frame), fontWeight: 600, color: color("views-ink") },
    })),
    tooltip: {
      show: !frame.small && !frame.printed,
      confine: true,
      transitionDuration: 0,
      formatter: (at: { dataType: string; dataIndex: number; seriesIndex: number }) => {
        const node = found.nodes[at.dataIndex];
        const life = drawn[at.seriesIndex]?.life;
        if (at.dataType !== "node" || !node || !life) return "";
        return `${nameOfNode(node)}: ${t(`views.network.states.${stateOn(life, at.dataIndex, networkDay.value)}`)}`;
      },
    },
    series: drawn.map(({ id, life }, i) =>
      graph(
        found,
        life,
        `graph ${id}`,
        {
          left: i * width + edge,
          top: above,
          width: width - 2 * edge,
          height: frame.height - above - edge,
        },
        frame,
      ),
    ),
  };
}

function countsOf(life: Life, nodes: readonly Node[], kind: Node["kind"]): Record<State, number> {
  const counts: Record<State, number> = { away: 0, observes: 0, active: 0, paused: 0, gone: 0 };
  for (const [i, node] of nodes.entries())
    if (node.kind === kind) ++counts[stateOn(life, i, networkDay.value)];
  return counts;
}

function summary(): string {
  const found = lives.value;
  if (!found) return t("views.network.wait");
  const life = (!guessPending.value && found.now) || found.base;
  const persons = countsOf(life, found.nodes, "person");
  const places = countsOf(life, found.nodes, "place");
  return t("views.network.summary", {
    date: dateOf(daysNow()[networkDay.value] ?? 0),
    world: nameOf({ id: life === found.base ? "base" : "now", name: "" }),
    active: number(persons.active),
    paused: number(persons.paused),
    gone: number(persons.gone),
    persons: number(found.nodes.filter(({ kind }) => kind === "person").length),
    producing: number(places.active),
    places: number(found.nodes.filter(({ kind }) => kind === "place").length),
  });
}

const msPerDay = 120;

/** Moves from day to day while it plays; who wants less motion moves the slider alone. */
function usePlaying(last: number): void {
  useEffect(() => {
    if (!networkPlays.value) return;
    const timer = window.setInterval(() => {
      if (networkDay.value >= last) networkPlays.value = false;
      else networkDay.value += 1;
    }, msPerDay);
    return () => window.clearInterval(timer);
  }, [networkPlays.value, last]);
}

const wantsLessMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

function Below() {
  const days = daysNow();
  const last = days.length - 1;
  usePlaying(last);
  const text = dateOf(days[networkDay.value] ?? 0);
  const shownStates: State[] = ["away", "active", "paused", "gone", "observes"];
  return (
    <>
      <div class="views-days">
        {!wantsLessMotion() && (
          <Icon
            name={networkPlays.value ? "pause" : "play"}
            label={t(networkPlays.value ? "views.network.pause" : "views.network.play")}
            onClick={() => {
              if (networkDay.value >= last) networkDay.value = 0;
              networkPlays.value = !networkPlays.value;
            }}
          />
        )}
        <span>{text}</span>
        <input
          type="range"
          min={0}
          max={last}
          value={networkDay.value}
          aria-label={t("views.map.day")}
          aria-valuetext={text}
          onInput={(event) => {
            networkDay.value = Number(event.currentTarget.value);
          }}
        />
      </div>
      <ul class="views-legend views-states">
        {shownStates.map((state) => (
          <li key={state}>
            <i style={{ background: looks[state].color }} />
            {t(`views.network.states.${state}`)}
          </li>
        ))}
        <li>● {t("views.network.person")}</li>
        <li>■ {t("views.network.place")}</li>
        <li>▲ {t("views.network.coordinator")}</li>
        <li>
          <span style={{ color: looks.gone.color }}>△</span> {t("views.network.untied")}
        </li>
      </ul>
    </>
  );
}

export const network: View = {
  id: "network",
  drawsWorlds: false,
  watch() {
    [lives.value, language.value, networkDay.value, guessPending.value];
  },
  option,
  summary,
  sheet: () => {
    const found = lives.value;
    const columns = ["date", "world", "node", "kind", "territory", "state"];
    if (!found) return { columns, rows: [] };
    const territories = ready.value?.reader.labels("territory") ?? [];
    const each = [
      ["base", found.base],
      ...(found.now && !guessPending.value ? [["now", found.now]] : []),
    ] as [string, Life][];
    const date = dateOf(daysNow()[networkDay.value] ?? 0);
    return {
      columns,
      rows: each.flatMap(([id, life]) =>
        found.nodes.map(({ key, kind, territory }, i) => [
          date,
          nameOf({ id, name: "" }),
          key,
          t(`views.network.${kind}`),
          territories[territory] ?? t("views.network.country"),
          t(`views.network.states.${stateOn(life, i, networkDay.value)}`),
        ]),
      ),
    };
  },
  Below,
  opened: watchLives,
};
