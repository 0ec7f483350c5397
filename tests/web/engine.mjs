// The browser build and what this machine computes, for tests. Both must be built: tools/page.sh, muster_record.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "build/web/engine");
const recorder = join(root, "build/release/muster_record");

/** A fresh engine, as a worker of the page would have one. */
export async function newEngine() {
  const { default: create } = await import(join(folder, "muster.mjs"));
  return create({ wasmBinary: readFileSync(join(folder, "muster.wasm")) });
}

/** What the native build makes of a scenario: its canonical text, and all numbers of its runs. */
export function native(toml, seed, nReplicates) {
  const out = mkdtempSync(join(tmpdir(), "muster-"));
  try {
    writeFileSync(join(out, "case.toml"), toml);
    const where = join(out, "recorded");
    execFileSync(recorder, [join(out, "case.toml"), seed, nReplicates, where], { cwd: root });
    return {
      canonical: readFileSync(`${where}.toml`, "utf8"),
      numbers: new Uint8Array(readFileSync(`${where}.bin`)),
    };
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** The text of a scenario of this clone, by name. */
export function scenarioText(name) {
  return readFileSync(join(root, "scenarios", `${name}.toml`), "utf8");
}
