import { readFileSync } from "node:fs";
import type { Layout, Scenario, Section } from "../../../web/src/engine/protocol";

/** The engine that `make page` built, as tests outside a browser load it. */

const folder = new URL("../../../build/web/engine/", import.meta.url);

interface Bound {
  catalog(): string;
  describe(toml: string, source: string): string;
  layout(toml: string, source: string): string;
}

async function started(): Promise<Bound> {
  const { default: start } = await import(/* @vite-ignore */ new URL("muster.mjs", folder).href);
  return start({ wasmBinary: readFileSync(new URL("muster.wasm", folder)) });
}

const bound = await started();

export const catalog: Section[] = JSON.parse(bound.catalog());

/** @throws the engine's sentence */
export const describe = (toml: string): Scenario => JSON.parse(bound.describe(toml, "test"));

export const layout = (toml: string): Layout => JSON.parse(bound.layout(toml, "test"));

/** The scenario that all what-ifs of these tests change. */
export const baseName = "france-2020";
export const base = describe(`schema = 1\nsummary = "As it was."\nextends = "${baseName}"\n`);

/** An event of it by its name. */
export function eventNamed(name: string) {
  const found = base.events.find((event) => event.name === name);
  if (!found) throw new Error(`${baseName} has no event '${name}'`);
  return found;
}

/** An event that the base does not have. */
export const order = {
  name: "demand.public_order 1",
  date: "2020-03-24",
  until: null,
  set: {},
  act: "demand.public_order",
  with: { "demand.public_order.units": 4000 },
};
