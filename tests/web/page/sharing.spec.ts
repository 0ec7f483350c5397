import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { open, removeLegalText, scenarioNow } from "./page";

/** Links and files: what is shared is the same world elsewhere; what is damaged changes nothing. */

async function link(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share link" }).click();
  const link = await page.getByRole("dialog").getByRole("textbox").inputValue();
  await page.keyboard.press("Escape");
  return link;
}

test("a link shows the same world, with its pins, on another page", async ({ page, context }) => {
  await open(page);
  await removeLegalText(page);
  await page.getByRole("button", { name: "Pin", exact: true }).click();
  const misreading = page.getByLabel("How far the legal text is misread", { exact: true });
  await misreading.focus();
  await misreading.press("Home");
  const scenario = await scenarioNow(page);
  const fragment = `#${(await link(page)).split("#")[1]}`;
  const other = await context.newPage();
  await open(other, fragment);
  await expect.poll(() => scenarioNow(other)).toBe(scenario);
  await expect(other.getByRole("region", { name: "Worlds" }).getByRole("listitem")).toHaveCount(
    await page.getByRole("region", { name: "Worlds" }).getByRole("listitem").count(),
  );
});

test("a damaged link says so and changes nothing", async ({ page }) => {
  await open(page);
  const base = await scenarioNow(page);
  await removeLegalText(page);
  const changed = await scenarioNow(page);
  const whole = (await link(page)).split("#")[1] ?? "";
  const middle = Math.floor(whole.length / 2);
  const damaged = `${whole.slice(0, middle)}${whole[middle] === "A" ? "B" : "A"}${whole.slice(middle + 1)}`;
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, damaged);
  await expect(page.getByText("The link is damaged or cut off.")).toBeVisible();
  expect(await scenarioNow(page)).toBe(changed);
  expect(changed).not.toBe(base);
});

test("the saved file is a scenario that the command line takes", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  const scenario = await scenarioNow(page);
  const folder = mkdtempSync(join(tmpdir(), "muster-"));
  try {
    writeFileSync(join(folder, "ours.toml"), scenario);
    const muster = join(__dirname, "../../../.venv/bin/muster");
    const said = execFileSync(muster, ["check", join(folder, "ours.toml")], { encoding: "utf8" });
    expect(said).toContain("ours is valid: 2020-03-09 to 2020-07-05");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function openFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "application/toml", buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').setInputFiles(file);
}

test("a saved file brings its world back", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  const scenario = await scenarioNow(page);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await openFile(page, "ours.toml", scenario);
  await expect.poll(() => scenarioNow(page)).toBe(scenario);
});

const head = 'schema = 1\nsummary = "x"\nextends = "workshop"\n';
const refusals = [
  {
    what: "no scenario",
    text: "Dear all,",
    says: /“ours.toml” is not a scenario that can be run/,
  },
  {
    what: "an unknown key",
    text: `${head}[rumor]\nmisreadin = 0.1\n`,
    says: /did you mean.*misreading/,
  },
  { what: "a value out of range", text: `${head}[rumor]\nmisreading = 7\n`, says: /\[0, 1\]/ },
  {
    what: "other days",
    text: `${head}[calendar]\nend = 2020-07-20\n`,
    says: /runs over other days/,
  },
];
for (const { what, text, says } of refusals) {
  test(`a file with ${what} is refused in a sentence and changes nothing`, async ({ page }) => {
    await open(page);
    await removeLegalText(page);
    const changed = await scenarioNow(page);
    await openFile(page, "ours.toml", text);
    await expect(page.getByText(says).first()).toBeVisible();
    expect(await scenarioNow(page)).toBe(changed);
  });
}
