import { test } from "@playwright/test";
import { numbersOf, open, removeLegalText, scenarioNow, settled } from "./page";
test("probe", async ({ page }) => {
  await open(page);
  await removeLegalText(page);
  await page.waitForTimeout(500);
  await settled(page);
  console.log(await scenarioNow(page));
  const rows = await numbersOf(page, "People by stage");
  console.log(rows.slice(0, 4), rows.length);
  await page.screenshot({ path: "/tmp/h/s2.png" });
});
