import { expect, test } from "@playwright/test";
import { open, removeLegalText, settled } from "./page";

/** Guess first: nothing of the result is seen before the room has said what it expects. */

test("the result shows after the guess, and the score keeps it", async ({ page }) => {
  await open(page);
  await settled(page);
  await page.getByRole("button", { name: "Guess first", exact: true }).click();
  await removeLegalText(page);
  const result = page.getByRole("row", { name: /^Visors delivered .* Now/ });
  await expect(page.getByText("What do you expect?")).toBeVisible();
  await expect(result).toBeHidden();
  await page.getByRole("radio", { name: "more", exact: true }).check();
  await page.getByRole("button", { name: "Lock and show" }).click();
  await expect(result).toBeVisible();
  await page.getByRole("button", { name: /^Expectations/ }).click();
  await expect(
    page.getByRole("dialog").getByText(/1 of 1 right about the direction/),
  ).toBeVisible();
});
