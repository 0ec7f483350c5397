import { expect, test } from "@playwright/test";
import { numbersOf, open, removeLegalText, scenarioNow, settled } from "./page";

/** Events on the time axis: dragged, moved by keys, removed, added. */

const event = (name: string) => ({ name, exact: true });

test("the legal text moves by keys, a day or a week", async ({ page }) => {
  await open(page);
  const text = page.getByRole("slider", event("Legal text"));
  await text.focus();
  await text.press("ArrowRight");
  expect(await scenarioNow(page)).toContain('name = "legal text"\ndate = 2020-05-13');
  await text.press("Shift+ArrowRight");
  expect(await scenarioNow(page)).toContain('name = "legal text"\ndate = 2020-05-20');
});

test("the meeting is dragged to March, and its days move with it", async ({ page }) => {
  await open(page);
  const meeting = page.getByRole("slider", event("AFNOR meeting"));
  const lockdown = page.getByRole("slider", event("Lockdown"));
  const [from, to] = [await meeting.boundingBox(), await lockdown.boundingBox()];
  if (!from || !to) throw new Error("events are not on the page");
  await page.mouse.move(from.x + 6, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, from.y + from.height / 2, { steps: 8 });
  await page.mouse.up();
  expect(await scenarioNow(page)).toMatch(
    /name = "AFNOR meeting"\ndate = 2020-03-\d\d\nuntil = 2020-03-\d\d/,
  );
});

test("without the legal text nothing differs before it", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  await settled(page);
  const rows = await numbersOf(page, "People by stage");
  const mean = (world: string, date: string) =>
    rows.find((row) => row.world === world && row.date === date)?.mean;
  for (const { date = "" } of rows.filter((row) => (row.date ?? "") < "2020-05-12"))
    expect(mean("Now", date)).toBe(mean("Baseline", date));
  expect(mean("Now", "2020-06-01")).not.toBe(mean("Baseline", "2020-06-01"));
});

test("a removed event can be brought back", async ({ page }) => {
  await open(page);
  const base = await scenarioNow(page);
  const text = page.getByRole("slider", event("Legal text"));
  await text.focus();
  await text.press("Delete");
  const removed = page.getByRole("button", { name: "Bring back: Legal text" });
  await expect(removed).toBeFocused(); // the focus stays on what is left of it
  expect(await scenarioNow(page)).toContain('without = ["legal text"]');
  await removed.press("Enter");
  expect(await scenarioNow(page)).toBe(base);
});

test("a public order is added with one click", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "one more public order" }).click();
  expect(await scenarioNow(page)).toContain('act = "demand.public_order"');
});
