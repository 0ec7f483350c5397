import { expect, type Page, test } from "@playwright/test";
import { open, removeLegalText, settled } from "./page";

/** The printed hand-out: two pages, with what was changed, what came of it, and every assumption. */

const nPages = (pdf: Buffer): number =>
  pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

async function printed(page: Page): Promise<Buffer> {
  await page.evaluate(() => {
    window.print = () => {}; // the dialog of the browser is for people
  });
  await page.getByRole("button", { name: /Print the hand-out|Imprimer/ }).click();
  await page.waitForTimeout(1000);
  return page.pdf({ format: "A4", preferCSSPageSize: true });
}

for (const language of ["English", "Français"]) {
  test(`the hand-out has two pages in ${language}`, async ({ page }) => {
    await open(page);
    await removeLegalText(page);
    await page.getByRole("combobox").first().selectOption({ label: language });
    await settled(page);
    expect(nPages(await printed(page))).toBe(2);
  });
}
