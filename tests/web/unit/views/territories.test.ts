import { expect, it } from "vitest";
import { seatsOf } from "../../../../web/src/views/territories";

it("reads territories from a table and from its CSV text alike", () => {
  const seat = { name: "Corse", longitude: 8.74, latitude: 41.93 };
  const columns = ["territory", "latitude", "longitude"];
  expect(seatsOf({ columns, rows: [["Corse", 41.93, 8.74]] })).toEqual([seat]);
  expect(seatsOf("# islands\nterritory,latitude,longitude\nCorse,41.93,8.74\n")).toEqual([seat]);
});

it("finds none where a scenario names none", () => {
  expect(seatsOf("")).toEqual([]);
  expect(seatsOf(undefined)).toEqual([]);
});
