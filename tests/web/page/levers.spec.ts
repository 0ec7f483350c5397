import { expect, test } from "@playwright/test";
import levers from "../../../web/levers.json";
import { numbersOf, open, type Row, scenarioNow, settled } from "./page";

/** Every lever in front does what it should, and nothing before its date. */

interface Moved {
  lever: string;
  /** What the scenario file says after it. */
  says: RegExp;
  /** The first day that may differ: that of the event that the lever belongs to. */
  from: string;
}

const first = "2020-03-09";
const moves: Moved[] = [
  {
    lever: "Makers certify their own goods",
    says: /\[norms\]\nself_certification = true/,
    from: first,
  },
  { lever: "Labs open under lockdown", says: /"structures.access" = 1/, from: "2020-03-17" },
  {
    lever: "Material on sale under lockdown",
    says: /"supply.sheet_refill" = /,
    from: "2020-03-17",
  },
  { lever: "Money from patrons", says: /"money.patrons" = \d+/, from: "2020-03-30" },
  { lever: "Discount for pooled purchase", says: /\[supply\]\nbulk_discount = /, from: first },
  { lever: "Structure of coordination", says: /topology = "centralized"/, from: first },
  { lever: "Hours of coordinators", says: /\[coordination\]\nhours = /, from: first },
  {
    lever: "How far the legal text is misread",
    says: /\[rumor\]\nmisreading = /,
    from: "2020-05-12",
  },
  { lever: "How much legal fear counts", says: /\npull_of_fear = /, from: first },
  { lever: "How much people hold on", says: /\nstickiness = /, from: first },
  { lever: "How much need counts", says: /\npull_of_need = /, from: first },
  { lever: "People who might take part", says: /\[population\]\nsize = /, from: first },
];

/** Days on which what is now is not what the base is. */
function daysApart(rows: Row[]): string[] {
  const of = (world: string) =>
    new Map(
      rows
        .filter((row) => row.world === world)
        .map((row) => [`${row.date} ${row.measure}`, row.mean]),
    );
  const base = of("Baseline");
  return [...of("Now")]
    .filter(([day, mean]) => base.get(day) !== mean)
    .map(([day]) => day.slice(0, 10));
}

test("each lever in front is moved by a test", () => {
  expect(moves).toHaveLength(levers.front.length);
});

for (const { lever, says, from } of moves) {
  test(`${lever}: the world differs, and not before ${from}`, async ({ page }) => {
    await open(page);
    const control = page.getByLabel(lever, { exact: true });
    if ((await control.getAttribute("role")) === "switch") await control.click();
    else if (await control.evaluate((element) => element.tagName === "SELECT"))
      await control.selectOption("centralized");
    else {
      await control.focus();
      await control.press("End");
    }
    await expect.poll(() => scenarioNow(page)).toMatch(says);
    await settled(page);
    const apart = [
      ...daysApart(await numbersOf(page, "People by stage")),
      ...daysApart(await numbersOf(page, "Made, delivered, missing")),
    ].sort();
    expect(apart.length).toBeGreaterThan(0);
    expect(apart[0]?.localeCompare(from)).toBeGreaterThanOrEqual(0);
  });
}
