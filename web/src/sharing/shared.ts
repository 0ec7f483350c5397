import type { Scenario } from "../engine/protocol";
import type { Language } from "../languages";
import { isLanguage } from "../languages/choice";
import type { Changes } from "../worlds/changes";
import { areChanges, type Known } from "../worlds/validity";

/** A world with all that it takes to see the same elsewhere. */
export interface Shared {
  schema: 1;
  version: string;
  base: string;
  seed: number;
  replicates: number;
  language: Language;
  changes: Changes;
  pins: { name: string; changes: Changes }[];
}

/** What this page can show. */
export interface Here {
  version: string;
  base: string;
  seed: number;
  known: Known;
  scenario: Scenario;
  maxPins: number;
}

/** Keys of the language files say what is wrong. */
export type Checked =
  | { shared: Shared }
  | { trouble: "linkDamaged" | "linkOutOfRange" }
  | { trouble: "linkVersion"; version: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether the page can show what a link says; `found` may be anything. */
export function checked(found: unknown, here: Here): Checked {
  if (!isRecord(found) || typeof found.version !== "string") return { trouble: "linkDamaged" };
  const { version, base, seed, replicates } = found;
  if (found.schema !== 1 || version !== here.version || base !== here.base || seed !== here.seed)
    return { trouble: "linkVersion", version };
  const isWhole = isLanguage(found.language) && Array.isArray(found.pins);
  if (!isWhole) return { trouble: "linkDamaged" };
  const isInRange =
    typeof replicates === "number" &&
    Number.isInteger(replicates) &&
    replicates >= 5 &&
    replicates <= 500 &&
    areChanges(found.changes, here.known, here.scenario) &&
    arePins(found.pins, here);
  return isInRange ? { shared: found as unknown as Shared } : { trouble: "linkOutOfRange" };
}

function arePins(pins: unknown, { known, scenario, maxPins }: Here): boolean {
  return (
    Array.isArray(pins) &&
    pins.length <= maxPins &&
    pins.every(
      (pin) =>
        isRecord(pin) &&
        typeof pin.name === "string" &&
        pin.name.length <= 200 &&
        areChanges(pin.changes, known, scenario),
    )
  );
}
