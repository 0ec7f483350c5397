import { expect, it } from "vitest";
import { csv } from "../../../../web/src/views/sheet";

it("writes CSV: quotes what needs it, leaves empty what is no number", () => {
  const sheet = {
    columns: ["world", "mean"],
    rows: [
      ['a "b", c', 1.5],
      ["d", Number.NaN],
    ],
  };
  expect(csv(sheet)).toBe('world,mean\r\n"a ""b"", c",1.5\r\nd,\r\n');
});

it("keeps text that a spreadsheet would take for a formula a text", () => {
  expect(csv({ columns: ["name"], rows: [["=1+1"], [-2]] })).toBe("name\r\n'=1+1\r\n-2\r\n");
});
