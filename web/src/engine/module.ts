import start from "../../../build/web/engine/muster.mjs";
import type { About, Layout, Recording, Run, Scenario, Section } from "./protocol";

/** The compiled engine (web/engine/engine.cpp, built by `make page`) behind plain objects. */
export interface Engine {
  about(): About;
  catalog(): Section[];
  describe(toml: string): Scenario;
  layout(toml: string): Layout;
  run(run: Run): Recording;
}

/** Texts of scenarios have no file; the engine names this one in its sentences. */
const source = "workshop";

/** What engine.cpp exports: structure as JSON, numbers as arrays of its own memory's copies. */
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

type Instantiated = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** `module` was compiled once for all workers. */
export async function load(module: WebAssembly.Module): Promise<Engine> {
  const bound = (await start({
    instantiateWasm(imports: WebAssembly.Imports, done: Instantiated) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  })) as Bound;
  return {
    about: () => JSON.parse(bound.about()),
    catalog: () => JSON.parse(bound.catalog()),
    describe: (toml) => JSON.parse(bound.describe(toml, source)),
    layout: (toml) => JSON.parse(bound.layout(toml, source)),
    run: ({ toml, seed, replicate, series, withListings }) =>
      bound.run(toml, source, seed, replicate, series, withListings),
  };
}
