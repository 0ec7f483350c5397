import levers from "../../levers.json";
import type { Parameter, Section } from "../engine/protocol";
import type { Changes } from "./changes";

/** Which parameters are policies, which assumptions, and which stand in front: web/levers.json. */

export type Role = "policy" | "assumption";

/** One lever as the panel shows it. */
export interface Lever {
  parameter: Parameter;
  section: Section;
  role: Role;
  front: boolean;
  /** Range of its slider: that of levers.json, or of the catalog; null: no slider, only entry. */
  low: number | null;
  high: number | null;
}

interface Listed {
  key: string;
  low?: number;
  high?: number;
}

const policies = new Set<string>(levers.policies);
const front: Listed[] = levers.front;

/** A key is a policy if it, or its whole section, is listed as one. */
export function roleOf(key: string): Role {
  return policies.has(key) || policies.has(key.split(".")[0] ?? "") ? "policy" : "assumption";
}

/** All levers of the catalog: those in front first, in their order. */
export function leversOf(sections: readonly Section[]): Lever[] {
  const all = sections.flatMap((section) =>
    section.parameters.map((parameter) => {
      const listed = front.find(({ key }) => key === parameter.key);
      const low = listed?.low ?? parameter.low;
      const high = listed?.high ?? parameter.high;
      return { parameter, section, role: roleOf(parameter.key), front: !!listed, low, high };
    }),
  );
  const place = (lever: Lever) => front.findIndex(({ key }) => key === lever.parameter.key);
  const inFront = all.filter((lever) => lever.front).sort((a, b) => place(a) - place(b));
  return [...inFront, ...all.filter((lever) => !lever.front)];
}

/** The part of the changes that one role answers for; events are policies. */
export function onlyRole(changes: Changes, role: Role): Changes {
  const values = Object.fromEntries(
    Object.entries(changes.values).filter(([key]) => roleOf(key) === role),
  );
  return role === "policy" ? { ...changes, values } : { values, events: {}, added: [] };
}
