import { expect, test } from "@playwright/test";
import { numbersOf, open, removeLegalText, settled } from "./page";

/** Pinned worlds beside what is now, policies apart from assumptions, and why worlds differ. */

test("three worlds can be pinned, and stay while what is now moves on", async ({ page }) => {
  await open(page);
  const pin = page.getByRole("button", { name: "Pin", exact: true });
  const misreading = page.getByLabel("How far the legal text is misread", { exact: true });
  for (let i = 0; i < 3; ++i) {
    await misreading.focus();
    await misreading.press("PageDown");
    await pin.click();
  }
  await expect(pin).toBeDisabled();
  await removeLegalText(page);
  await settled(page);
  const shown = new Set((await numbersOf(page, "People by stage")).map(({ world }) => world));
  expect(shown.size).toBe(5);
});

test("pinned worlds have short names of their own", async ({ page }) => {
  await open(page);
  const pin = page.getByRole("button", { name: "Pin", exact: true });
  await page
    .getByRole("combobox", { name: "Structure of coordination" })
    .selectOption("centralized");
  await pin.click();
  await pin.click();
  await removeLegalText(page);
  await pin.click();
  const names = page.locator(".is-pinned .world-name");
  await expect(names).toHaveText(["Centralized", "Centralized (2)", "Centralized and 2 more"]);
});

test("policies and assumptions are shown apart and together", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  const need = page.getByLabel("How much need counts", { exact: true });
  await need.focus();
  await need.press("End");
  const name = "Policies and assumptions apart";
  await page.getByLabel("First large view").selectOption({ label: name });
  await settled(page);
  const view = page.getByRole("region", { name, exact: true });
  await expect(view).toContainText("Assumptions only");
  // The worlds of this view alone may still lack a pair when the others have all.
  await expect(async () => {
    const rows = await numbersOf(page, name);
    const peak = (world: string) =>
      Math.max(...rows.filter((row) => row.world === world).map(({ mean }) => Number(mean)));
    // The text comes after the best day, need acts before it.
    expect(peak("Policies only")).toBe(peak("Baseline"));
    expect(peak("Assumptions only")).toBeGreaterThan(peak("Baseline"));
    expect(peak("Both")).toBe(peak("Assumptions only"));
  }).toPass();
});

test("what would have happened without the legal text, and why", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  await page.getByRole("button", { name: "What comes of it, and why" }).click();
  const told = page.locator("#why");
  await expect(told).toBeInViewport();
  await expect(told).toContainText("In 5 of 5 pairs the worlds part on 12 May");
  await expect(told).toContainText(/withdraw for fear of the law in the baseline only/);
  await expect(told).toContainText(/had only been told of it by others/);
  await expect(
    page.getByRole("row", { name: /Withdrew for fear of the law \d+ Now 0/ }),
  ).toBeVisible();
});
