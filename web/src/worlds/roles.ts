import levers from "../../levers.json";
import type { Parameter, ScenarioEvent, Section } from "../engine/protocol";
import type { Changes } from "./changes";

/** Which parameters are policies, which assumptions, and which stand in front: web/levers.json. */

export type Role = "policy" | "assumption";

/** One lever as the panel shows it. */
export interface Lever {
  /** Its own among all levers. */
  id: string;
  parameter: Parameter;
  section: Section;
  role: Role;
  front: boolean;
  /** The event of the base whose value it sets; null: the value with which the run begins. */
  event: string | null;
  /** Further keys that it sets to the same value. */
  also: readonly string[];
  /** The page may show it, not set it: the run itself rests on it. */
  given: boolean;
  /** Range of its slider: that of levers.json, or of the catalog; null: see `sliderOf`. */
  low: number | null;
  high: number | null;
}

interface Listed {
  key: string;
  event?: string;
  also?: string[];
  name?: string;
  low?: number;
  high?: number;
}

const policies = new Set<string>(levers.policies);
const given = new Set<string>(levers.given);
const front: Listed[] = levers.front;

/** A key is a policy if it, or its whole section, is listed as one. */
export function roleOf(key: string): Role {
  return policies.has(key) || policies.has(key.split(".")[0] ?? "") ? "policy" : "assumption";
}

function leverOf(section: Section, parameter: Parameter, listed: Listed | null): Lever {
  const { key } = parameter;
  return {
    id: listed?.name ?? key,
    parameter,
    section,
    role: listed?.event ? "policy" : roleOf(key),
    front: listed !== null,
    event: listed?.event ?? null,
    also: listed?.also ?? [],
    given: given.has(key),
    low: listed?.low ?? null,
    high: listed?.high ?? null,
  };
}

/**
 * All levers of the catalog: those in front first, in their order. One in front that sets a value
 * of an event is left out if the base has no such event.
 */
export function leversOf(
  sections: readonly Section[],
  events: readonly ScenarioEvent[] = [],
): Lever[] {
  const inFront = front.flatMap((listed) => {
    const section = sections.find(({ name }) => name === listed.key.split(".")[0]);
    const parameter = section?.parameters.find(({ key }) => key === listed.key);
    const sets = events.find(({ name }) => name === listed.event)?.set ?? {};
    if (!section || !parameter || (listed.event && !(listed.key in sets))) return [];
    return [leverOf(section, parameter, listed)];
  });
  const taken = new Set(
    inFront.filter(({ event }) => !event).map(({ parameter }) => parameter.key),
  );
  const others = sections.flatMap((section) =>
    section.parameters
      .filter(({ key }) => !taken.has(key))
      .map((parameter) => leverOf(section, parameter, null)),
  );
  return [...inFront, ...others];
}

/** The part of the changes that one role answers for; events are policies. */
export function onlyRole(changes: Changes, role: Role): Changes {
  const values = Object.fromEntries(
    Object.entries(changes.values).filter(([key]) => roleOf(key) === role),
  );
  return role === "policy" ? { ...changes, values } : { values, events: {}, added: [] };
}
