import { readFile } from "node:fs/promises";
import { type Download, expect, type Locator, type Page } from "@playwright/test";

/** The page as tests hold it: what a person can see and do, and nothing of its inside. */

export async function open(page: Page, fragment = ""): Promise<void> {
  await page.goto(`/${fragment}`);
  await expect(page.getByRole("rowheader", { name: "Visors delivered" })).toBeVisible();
}

/** Waits until all pairs of runs are there. */
export async function settled(page: Page, nPairs = 50): Promise<void> {
  await expect(page.getByText(new RegExp(`^${nPairs} (pairs|paires)`))).toBeVisible();
}

async function text(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), "utf8");
}

/** The file that a button saves. */
export async function savedBy(page: Page, button: Locator): Promise<string> {
  const download = page.waitForEvent("download");
  await button.click();
  return text(download);
}

/** The scenario file of what is now. */
export const scenarioNow = (page: Page): Promise<string> =>
  savedBy(page, page.getByRole("button", { name: "Save", exact: true }));

export type Row = Record<string, string>;

/** Rows of a table in CSV without quoted cells. */
export function rowsOf(csv: string): Row[] {
  const [header = "", ...lines] = csv.trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, i) => [names[i] ?? "", cell])),
  );
}

/** The numbers of a large view as it saves them. */
export async function numbersOf(page: Page, view: string): Promise<Row[]> {
  const region = page.getByRole("region", { name: view, exact: true });
  return rowsOf(await savedBy(page, region.getByRole("button", { name: "Save numbers (CSV)" })));
}

export const removeLegalText = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "no legal text" }).click();
