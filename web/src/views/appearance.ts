/** How worlds look: a color and a dash each, so that neither is needed to tell them apart. */

export interface Look {
  color: string;
  dash: number[] | "solid";
  width: number;
}

const dashes: Record<string, number[] | "solid"> = {
  base: [7, 4],
  now: "solid",
  "pin 0": [2, 3],
  "pin 1": [9, 3, 2, 3],
  "pin 2": [12, 4],
  policies: [9, 3, 2, 3],
  assumptions: [2, 3],
};

/** A color of the page: custom properties are the one place of colors. */
export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The letters of the page: a canvas inherits none. */
export const family = (): string => getComputedStyle(document.body).fontFamily;

export const colorName = (world: string): string => `world-${world.replace(" ", "-")}`;

export const lookOf = (world: string): Look => ({
  color: color(colorName(world)) || "#444444",
  dash: dashes[world] ?? "solid",
  width: world === "now" ? 3 : 2,
});

/** Okabe and Ito (2008), for categories that are no worlds: reasons, payers. */
export const categories = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#7a7a7a",
];
