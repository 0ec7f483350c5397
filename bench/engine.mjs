// The engine in WebAssembly against the native one, one thread: the same worlds, with all series and
// tables, in alternation. Prints milliseconds a world and their ratio.
//
//     make page && cmake --build build/release --target muster_record && node bench/engine.mjs
import { native, newEngine } from "../tests/web/engine.mjs";

const nWorlds = 20;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

function milliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const engine = await newEngine();
for (const scale of [0.01, 0.02, 0.1]) {
  const toml = `schema = 1\nsummary = "."\nextends = "france-2020"\n[population]\nscale = ${scale}\n`;
  // Starting the program and writing its file are not part of a world.
  const natively = () =>
    (milliseconds(() => native(toml, "1", String(nWorlds + 1))) -
      milliseconds(() => native(toml, "1", "1"))) /
    nWorlds;
  const inside = () =>
    milliseconds(() => {
      for (let replicate = 1; replicate <= nWorlds; ++replicate)
        engine.run(toml, "bench", 1, replicate, [], true);
    }) / nWorlds;
  inside(); // the browser compiles what is used often once more
  const pairs = Array.from({ length: 5 }, () => [natively(), inside()]);
  const [ours, theirs] = [1, 0].map((i) => median(pairs.map((pair) => pair[i])));
  const ratio = median(pairs.map(([without, within]) => within / without));
  console.log(
    `scale ${scale}: ${theirs.toFixed(1)} ms native, ${ours.toFixed(1)} ms in WebAssembly, ratio ${ratio.toFixed(2)}`,
  );
}
