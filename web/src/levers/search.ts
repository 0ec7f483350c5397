import type { Lever } from "../worlds/roles";

/** Finding a lever among hundreds. */

/** Lower case without accents: "médiane" is found by "mediane". */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** Levers whose texts have every word that is looked for; `textOf` is all that is written on one. */
export function found(
  levers: readonly Lever[],
  wanted: string,
  textOf: (lever: Lever) => string,
): Lever[] {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  return levers.filter((lever) => {
    const text = folded(textOf(lever));
    return words.every((word) => text.includes(word));
  });
}
