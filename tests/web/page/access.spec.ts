import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { open, removeLegalText } from "./page";

/** WCAG 2.2 AA as far as a machine can check it, in each language and state; and the keyboard. */

async function violations(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

for (const language of ["English", "Français"]) {
  test(`no violation on the page in ${language}`, async ({ page }) => {
    await open(page);
    await page.getByRole("combobox").first().selectOption({ label: language });
    expect(await violations(page)).toEqual([]);
  });
}

for (const view of [
  "Who stops, and why",
  "Who gets what",
  "The network",
  "Hours and money",
  "Policies and assumptions apart",
]) {
  test(`no violation with the view “${view}”`, async ({ page }) => {
    await open(page);
    await removeLegalText(page);
    await page.getByLabel("First large view").selectOption({ label: view });
    await expect(page.getByRole("region", { name: view, exact: true })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

test("no violation in dialogs, with all levers open", async ({ page }) => {
  await open(page);
  await page.getByText(/More levers/).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "+ Add an event" }).click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share link" }).click();
  expect(await violations(page)).toEqual([]);
});

test("the question of the workshop is answered by keyboard alone", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "no legal text" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Why?", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/12 May/).first()).toBeVisible();
});
