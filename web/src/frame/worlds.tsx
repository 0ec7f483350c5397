import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { formatNumber } from "../languages/numbers";
import { text } from "../languages/use";
import {
  changes,
  history,
  maxPins,
  pins,
  ready,
  replicatesWanted,
  type World,
  worlds,
} from "../state";
import { showWhy } from "../why";
import { type Difference, differences, takenBack } from "../worlds/listed";
import { pin, rename, take, unpin } from "../worlds/moves";
import { commonReplicates } from "../worlds/statistics";
import { differenceLabel, nameOf } from "./describe";

const colorOf = (id: string): string => `--world: var(--world-${id.replace(" ", "-")})`;

/** The worlds that are compared, and how the one of the moment differs. */
export function WorldsBar({ children }: { children?: ComponentChildren }) {
  const [, now, ...pinned] = worlds.value;
  return (
    <section class="worlds" aria-label={text("worlds.title")}>
      <ul class="worlds-list">
        <li class="world" data-world="base" style={colorOf("base")}>
          <span class="swatch is-dashed" aria-hidden="true" />
          <span class="world-name">{text("worlds.base")}</span>
        </li>
        <li class="world is-now" data-world="now" style={colorOf("now")}>
          <span class="swatch" aria-hidden="true" />
          <span class="world-name">{text("worlds.now")}</span>
          <button
            type="button"
            class="quiet pin"
            disabled={pins.value.length >= maxPins}
            title={pins.value.length >= maxPins ? text("worlds.pinsFull", { count: maxPins }) : ""}
            onClick={() => pin(nameOf(history.latest.value))}
          >
            <span aria-hidden="true">⚲</span> {text("worlds.pin")}
          </button>
        </li>
        {pinned.map((world, at) => (
          <Pinned key={world.id} world={world} at={at} />
        ))}
      </ul>
      {now && <Pairs />}
      <div class="folds">{children}</div>
      <Chips />
    </section>
  );
}

function Chips() {
  const found = differences(ready.value?.base.events ?? [], changes.value);
  if (found.length === 0) return null;
  return (
    <ul class="chips" aria-label={text("worlds.differs")} style={colorOf("now")}>
      <li class="chips-head" aria-hidden="true">
        {text("worlds.differsShort")}
      </li>
      {found.map((difference) => (
        <Chip key={difference.id} difference={difference} />
      ))}
      <li>
        <button type="button" class="chips-why" data-do="why" onClick={showWhy}>
          {text("worlds.why")} <span aria-hidden="true">↓</span>
        </button>
      </li>
    </ul>
  );
}

function Chip({ difference }: { difference: Difference }) {
  const label = differenceLabel(difference);
  return (
    <li class="chip" data-difference={difference.id}>
      <span>{label}</span>
      <button
        type="button"
        aria-label={text("worlds.takeBack", { label })}
        onClick={() => history.go(takenBack(history.latest.value, difference))}
      >
        ×
      </button>
    </li>
  );
}

function Pinned({ world, at }: { world: World; at: number }) {
  const isRenaming = useSignal(false);
  const name = world.name;
  return (
    <li class="world is-pinned" data-world={world.id} style={colorOf(world.id)}>
      <span class="swatch" aria-hidden="true" />
      {isRenaming.value ? (
        <input
          class="rename"
          type="text"
          maxLength={60}
          aria-label={text("worlds.rename", { name })}
          ref={(element) => element?.focus()}
          value={name}
          onBlur={({ currentTarget }) => {
            isRenaming.value = false;
            if (currentTarget.value.trim()) rename(at, currentTarget.value.trim());
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") isRenaming.value = false;
          }}
        />
      ) : (
        <button
          type="button"
          class="world-name"
          title={text("worlds.rename", { name })}
          onClick={() => {
            isRenaming.value = true;
          }}
        >
          {name}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label={text("worlds.takeLabel", { name })}
        onClick={() => take(world.changes)}
      >
        {text("worlds.take")}
      </button>
      <button
        type="button"
        class="quiet"
        aria-label={text("worlds.unpin", { name })}
        onClick={() => unpin(at)}
      >
        ×
      </button>
    </li>
  );
}

/** How sure the comparison is by now. */
function Pairs() {
  const shown = worlds.value.map(({ runs }) => runs);
  for (const { count } of shown) count.value; // drawn again when one more comes in
  const done = commonReplicates(shown).length;
  const wanted = replicatesWanted.value;
  const isWhole = done >= wanted;
  return (
    <div class={`pairs ${isWhole ? "is-whole" : ""}`} data-pairs={done}>
      <progress max={wanted} value={done} aria-label={text("worlds.pairsLabel")} />
      <span>
        {text(isWhole ? "worlds.sharp" : "worlds.sharpening", {
          done: formatNumber(done),
          wanted: formatNumber(wanted),
        })}
      </span>
    </div>
  );
}
