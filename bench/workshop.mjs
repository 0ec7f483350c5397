// How fast the workshop page answers, in Chromium: from a cold start to the first view, from a move of
// a lever to a first answer (5 pairs) and to all (50 pairs), frames while a lever is dragged, size.
//
//     make page && node bench/workshop.mjs
//
// Times depend on the machine and on what else it does; they are no tests.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const { chromium } = createRequire(`${root}web/package.json`)("@playwright/test");
const file = `${root}build/web/page/index.html`;

const quantile = (times, share) =>
  times.toSorted((a, b) => a - b)[Math.round(share * (times.length - 1))];
function say(what, times) {
  const [middle, worst] = [quantile(times, 0.5), quantile(times, 0.95)].map(Math.round);
  console.log(`${what}: ${middle} ms (median of ${times.length}), ${worst} ms at 95 %`);
}

/** Milliseconds from a move of the slider `id`, as a person moves it, until `done` pairs are drawn. */
function timeOfMove(page, id, value, done) {
  return page.evaluate(
    async ([id, value, done]) => {
      const pairs = () => Number(document.querySelector("[data-pairs]")?.dataset.pairs);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const slider = document.getElementById(id);
      const start = performance.now();
      slider.value = value;
      for (const name of ["input", "change"])
        slider.dispatchEvent(new Event(name, { bubbles: true }));
      // The number falls when the world changes, and rises again.
      while (pairs() >= done && performance.now() - start < 1000) await frame();
      while (!(pairs() >= done)) await frame();
      await frame();
      return performance.now() - start;
    },
    [id, value, done],
  );
}

async function opened(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(`file://${file}`);
  await page.getByRole("rowheader", { name: "Visors delivered" }).waitFor();
  return { page, context, first: performance.now() - start };
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
console.log(`size with gzip: ${(gzipSync(readFileSync(file)).length / 1e6).toFixed(2)} MB`);

const starts = [];
for (let i = 0; i < 5; ++i) {
  const { context, first } = await opened(browser);
  starts.push(first);
  await context.close();
}
say("cold start to the first view with its answer", starts);

const { page } = await opened(browser);
const slider = page.getByLabel("How much legal fear counts", { exact: true });
const id = await slider.getAttribute("id");
await page.locator('[data-pairs="50"]').waitFor();
const [firsts, wholes] = [[], []];
for (let i = 1; i <= 12; ++i) {
  firsts.push(await timeOfMove(page, id, 0.3 + 0.01 * i, 5));
  await page.locator('[data-pairs="50"]').waitFor();
  wholes.push(await timeOfMove(page, id, 0.6 + 0.01 * i, 50));
}
say("move of a lever to 5 pairs", firsts);
say("move of a lever to 50 pairs", wholes);

await slider.scrollIntoViewIfNeeded();
const box = await slider.boundingBox();
const frames = page.evaluate(
  () =>
    new Promise((resolve) => {
      const times = [];
      let last = performance.now();
      const frame = (now) => {
        times.push(now - last);
        last = now;
        if (times.length < 180) requestAnimationFrame(frame);
        else resolve(times.slice(1));
      };
      requestAnimationFrame(frame);
    }),
);
await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
await page.mouse.down();
for (let i = 0; i < 150; ++i) {
  const share = 0.5 + 0.4 * Math.sin(i / 15);
  await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  await page.waitForTimeout(16);
}
await page.mouse.up();
say("a frame while a lever is dragged", await frames);
await browser.close();
