import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, here), "utf8");

it("the map has exactly the territories of the scenario, by the same names", () => {
  const lines = read("scenarios/territories.csv").trim().split("\n");
  const territories = lines.filter((line) => !line.startsWith("#")).slice(1);
  const names = territories.map((line) => line.split(",")[0]);
  const { features } = JSON.parse(read("web/src/views/regions.geo.json"));
  const drawn = features.map(
    (feature: { properties: { name: string } }) => feature.properties.name,
  );
  expect(drawn.sort()).toEqual(names.sort());
});
