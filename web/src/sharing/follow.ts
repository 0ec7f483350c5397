import { effect } from "@preact/signals";
import { pool } from "../start";
import {
  baseName,
  history,
  language,
  maxPins,
  message,
  pins,
  type Ready,
  ready,
  replicatesWanted,
  seed,
} from "../state";
import { scenarioFile } from "../worlds/toml";
import { knownOf } from "../worlds/validity";
import { isWorld, packed, unpacked } from "./link";
import { checked, type Shared } from "./shared";

/** Links: making one of the world of the moment, and showing the world of one. */

export function linkNow(): string {
  const shared: Shared = {
    schema: 1,
    version: ready.value?.version ?? "",
    base: baseName,
    seed,
    replicates: replicatesWanted.value,
    language: language.value,
    changes: history.latest.value,
    pins: pins.value.map(({ name, changes }) => ({ name, changes })),
  };
  return `${location.href.split("#")[0]}#${packed(shared)}`;
}

/** From now on shows what the address says; what it cannot show it says, and nothing changes. */
export function followLink(): () => void {
  const open = () => {
    if (ready.value) openFragment(location.hash.slice(1), ready.value);
  };
  const stop = effect(() => {
    if (ready.value) queueMicrotask(open);
  });
  addEventListener("hashchange", open);
  return () => {
    stop();
    removeEventListener("hashchange", open);
  };
}

/** The engine has the last word: nothing is shown that it would not run. */
export async function openFragment(fragment: string, { version, catalog, base }: Ready) {
  if (!isWorld(fragment)) return;
  const here = { version, base: baseName, seed, maxPins, scenario: base, known: knownOf(catalog) };
  const found = checked(unpacked(fragment), here);
  if ("trouble" in found) {
    const values: Record<string, string> =
      "version" in found ? { version: found.version, own: version } : {};
    message.value = { key: `trouble.${found.trouble}`, values };
    return;
  }
  const { shared } = found;
  const all = [shared.changes, ...shared.pins.map((pin) => pin.changes)];
  try {
    for (const changes of all)
      await pool.ask("describe", { toml: scenarioFile(baseName, changes) });
  } catch (error) {
    message.value = {
      key: "trouble.linkRefused",
      values: { sentence: error instanceof Error ? error.message : String(error) },
    };
    return;
  }
  language.value = shared.language;
  replicatesWanted.value = shared.replicates;
  pins.value = shared.pins;
  history.go(shared.changes);
  message.value = { key: "sharing.opened", values: {} };
}
