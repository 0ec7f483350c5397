import { expect, it } from "vitest";
import { seatsOf } from "../../../../web/src/views/territories";

it("reads territories from the text of their table", () => {
  const seat = { name: "Corse", longitude: 8.74, latitude: 41.93 };
  expect(seatsOf("# islands\nterritory,latitude,longitude\nCorse,41.93,8.74\n")).toEqual([seat]);
});

it("finds none where a scenario names none", () => {
  expect(seatsOf("")).toEqual([]);
  expect(seatsOf(undefined)).toEqual([]);
});
