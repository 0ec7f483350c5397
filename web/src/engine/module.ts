import type { About, Layout, Recording, Run, Scenario, Section } from "./protocol";

/** The compiled engine (web/engine/bind.cpp, built by `make engine`) behind plain objects. */
export interface Engine {
  about(): About;
  catalog(): Section[];
  describe(toml: string): Scenario;
  layout(toml: string): Layout;
  run(run: Run): Recording;
}

/** Texts of scenarios have no file; the engine names this one in its sentences. */
const source = "workshop";

/** What bind.cpp exports: structure as JSON, numbers as arrays of its own memory's copies. */
interface Bound {
  about(): string;
  catalog(): string;
  describe(toml: string, source: string): string;
  layout(toml: string, source: string): string;
  run(
    toml: string,
    source: string,
    seed: number,
    replicate: number,
    series: string[],
    withListings: boolean,
  ): Recording;
}

export async function load(): Promise<Engine> {
  const { default: start } = await import("../../../build/web/engine/muster.mjs");
  const bound = (await start()) as Bound;
  return {
    about: () => JSON.parse(bound.about()),
    catalog: () => JSON.parse(bound.catalog()),
    describe: (toml) => JSON.parse(bound.describe(toml, source)),
    layout: (toml) => JSON.parse(bound.layout(toml, source)),
    run: ({ toml, seed, replicate, series, withListings }) =>
      bound.run(toml, source, seed, replicate, series, withListings),
  };
}
