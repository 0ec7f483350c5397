import { expect, test } from "@playwright/test";
import { open, removeLegalText, scenarioNow, settled } from "./page";

/** A browser without WebAssembly, a worker that dies, and that nothing leaves the page. */

test("a browser without WebAssembly is told so, in its language", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "WebAssembly");
    localStorage.setItem("language", "fr");
  });
  await page.goto("/");
  await expect(page.getByText(/WebAssembly/).first()).toBeVisible();
});

test("a worker that dies is replaced, and its runs are made all the same", async ({ page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(globalThis, { workers });
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
  });
  await open(page);
  await removeLegalText(page);
  await page.evaluate(() => {
    const [first] = (globalThis as unknown as { workers: Worker[] }).workers;
    first?.terminate();
    first?.dispatchEvent(new ErrorEvent("error", { message: "killed" }));
  });
  await expect(page.getByText(/A part of the engine stopped and was started again/)).toBeVisible();
  await settled(page);
  expect(await scenarioNow(page)).toContain('without = ["legal text"');
});

test("nothing leaves the page", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  await removeLegalText(page);
  await settled(page);
  const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && url !== `${baseURL}/`);
  expect(elsewhere).toEqual([]);
});

test("the page works from a folder, without any server", async ({ page }) => {
  await page.goto(new URL("../../../build/web/page/index.html", `file://${__dirname}/`).href);
  await settled(page);
  await removeLegalText(page);
  await settled(page);
});
