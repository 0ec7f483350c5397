import { expect, test } from "@playwright/test";
import { open, removeLegalText, scenarioNow } from "./page";

/** Undo, redo, replay; and that a drag is one step. */

const button = (name: string) => ({ name, exact: true });

test("undo takes the last change back, redo makes it again", async ({ page }) => {
  await open(page);
  const base = await scenarioNow(page);
  await removeLegalText(page);
  const changed = await scenarioNow(page);
  expect(changed).toContain('without = ["legal text", "legal text republished"]');
  await page.getByRole("button", button("Undo")).click();
  expect(await scenarioNow(page)).toBe(base);
  await page.keyboard.press("Control+Shift+Z");
  expect(await scenarioNow(page)).toBe(changed);
  await page.keyboard.press("Control+Z");
  expect(await scenarioNow(page)).toBe(base);
});

test("replay shows the world before, then the last change once more", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  const axis = page.getByRole("region", { name: "Time axis" });
  const happens = axis.getByRole("slider", button("Legal text"));
  const changed = await scenarioNow(page);
  await expect(happens).toBeHidden();
  await page.getByRole("button", button("Replay")).click();
  await expect(happens).toBeVisible();
  await expect(happens).toBeHidden();
  expect(await scenarioNow(page)).toBe(changed);
});

test("a drag of a slider is one step, however many values it passes", async ({ page }) => {
  await open(page);
  const base = await scenarioNow(page);
  const slider = page.getByLabel("How much legal fear counts", { exact: true });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  for (let share = 0.3; share <= 0.9; share += 0.1)
    await page.mouse.move(box.x + box.width * share, y);
  await page.mouse.up();
  expect(await scenarioNow(page)).not.toBe(base);
  await page.getByRole("button", button("Undo")).click();
  expect(await scenarioNow(page)).toBe(base);
  await expect(page.getByRole("button", button("Undo"))).toBeDisabled();
});

test("policies are reset apart from assumptions, after a question", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  const misreading = page.getByLabel("How far the legal text is misread", { exact: true });
  await misreading.focus();
  await misreading.press("Home");
  const reset = page.getByRole("region", { name: "Policies" }).getByRole("button", button("Reset"));
  await reset.click();
  await page
    .getByRole("dialog")
    .getByRole("button")
    .filter({ hasText: /cancel|keep/i })
    .click();
  expect(await scenarioNow(page)).toContain("without");
  await reset.click();
  await page
    .getByRole("dialog")
    .getByRole("button")
    .filter({ hasText: /^reset/i })
    .click();
  const left = await scenarioNow(page);
  expect(left).not.toContain("without");
  expect(left).toContain("misreading = 0");
});
