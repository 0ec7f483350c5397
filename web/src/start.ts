import { effect } from "@preact/signals";
import code from "../../build/web/engine/muster.wasm?url";
import { Pool } from "./engine/pool";
import EngineWorker from "./engine/worker?worker&inline";
import {
  baseName,
  changes,
  message,
  pins,
  ready,
  replicatesWanted,
  seed,
  splitShown,
  splitWorlds,
  type World,
  worlds,
} from "./state";
import { recorded } from "./views/recorded";
import { type Changes, nothing } from "./worlds/changes";
import { onlyRole } from "./worlds/roles";
import { Runner } from "./worlds/runs";
import { Reader } from "./worlds/statistics";
import { scenarioFile } from "./worlds/toml";

/** Starts the engines, and keeps them busy with the worlds of the moment. */

/** The base is written as any other world, so that an unchanged world is the base itself. */
const tomlOf = (of: Changes): string => scenarioFile(baseName, of);

export let pool: Pool;

/** Starts the engines; if that fails the page says so, and nothing more happens. */
export async function start(): Promise<void> {
  if (typeof WebAssembly !== "object") {
    message.value = { key: "trouble.noWebAssembly", values: {} };
    return;
  }
  const module = await WebAssembly.compile(await (await fetch(code)).arrayBuffer());
  pool = new Pool(
    () => {
      const worker = new EngineWorker();
      worker.postMessage(module);
      return worker;
    },
    Math.max(1, navigator.hardwareConcurrency || 2),
    () => {
      message.value = { key: "trouble.workerCrashed", values: {} };
    },
  );
  try {
    await ask();
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    message.value = { key: "trouble.noEngine", values: { sentence } };
  }
}

async function ask(): Promise<void> {
  const toml = tomlOf(nothing);
  const [{ version }, catalog, base, layout] = await Promise.all([
    pool.ask("about", null),
    pool.ask("catalog", null),
    pool.ask("describe", { toml }),
    pool.ask("layout", { toml }),
  ]);
  const reader = new Reader(layout, recorded);
  ready.value = {
    version,
    catalog,
    base,
    layout,
    reader,
    runner: new Runner(pool, seed, recorded),
  };
  effect(keepBusy);
}

/** What is worked on as what is now. */
let worked: Changes = nothing;

/** A lever that moves all the time is answered all the time: a world stays until its first answer,
 *  then the latest takes its place. */
function workedOn(runner: Runner): Changes {
  const latest = changes.value;
  if (runner.runsOf(tomlOf(worked)).answered.value) worked = latest;
  return worked;
}

function keepBusy(): void {
  const runner = ready.value?.runner;
  if (!runner) return;
  const now = workedOn(runner);
  const named: Omit<World, "runs">[] = [
    { id: "base", name: "", changes: nothing },
    { id: "now", name: "", changes: now },
    ...pins.value.map(({ name, changes }, i) => ({ id: `pin ${i}`, name, changes })),
  ];
  const apart: Omit<World, "runs">[] = splitShown.value
    ? [
        { id: "policies", name: "", changes: onlyRole(now, "policy") },
        { id: "assumptions", name: "", changes: onlyRole(now, "assumption") },
      ]
    : [];
  const all = [...named, ...apart];
  // What moves is wanted first: the base is mostly there already.
  const order = [...all.slice(1), ...all.slice(0, 1)];
  runner.want([...new Set(order.map((world) => tomlOf(world.changes)))], replicatesWanted.value);
  const withRuns = (world: Omit<World, "runs">) => ({
    ...world,
    runs: runner.runsOf(tomlOf(world.changes)),
  });
  worlds.value = named.map(withRuns);
  splitWorlds.value = apart.map(withRuns);
}
