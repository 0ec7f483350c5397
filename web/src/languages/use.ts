import { computed } from "@preact/signals";
import type { Act, Parameter, ScenarioEvent } from "../engine/protocol";
import { language, ready } from "../state";
import { translator } from ".";

/** Texts in the language of the moment; components that call these are drawn again when it changes. */

const translate = computed(() => translator(language.value));

export function text(key: string, values?: Record<string, unknown>): string {
  return translate.value(key, values);
}

/** A text that may be missing; then it is what the engine says, in English. */
export function textOr(key: string, otherwise: string): string {
  return translate.value(key, { defaultValue: otherwise });
}

/** "rumor.misreading" → "misreading", "engagement.pull_of_need" → "pull of need". */
const lastPart = (key: string): string => (key.split(".").at(-1) ?? key).replaceAll("_", " ");

export const parameterLabel = (key: string): string =>
  textOr(`parameters.${key}.label`, lastPart(key));

/** Levers in front have shorter texts of their own. */
export const leverLabel = (id: string, key = id): string =>
  textOr(`levers.front.${id}`, parameterLabel(key));

export const parameterMeaning = (parameter: Parameter): string =>
  textOr(`parameters.${parameter.key}.meaning`, parameter.meaning);

export const sectionLabel = (name: string): string => textOr(`sections.${name}.label`, name);

export const actLabel = (name: string): string => textOr(`acts.${name}.label`, lastPart(name));

export const actMeaning = (act: Act): string => textOr(`acts.${act.name}.meaning`, act.meaning);

export const optionLabel = (option: string): string => textOr(`labels.${option}`, option);

export const unitLabel = (unit: string): string =>
  unit === "" || unit === "1" ? "" : textOr(`units.${unit}`, unit);

/** "assumption; F94" in the language of the page, phrase by phrase; ids and names of papers stay. */
export const sourceLabel = (source: string): string =>
  source
    .split("; ")
    .map((phrase) => textOr(`sources.${phrase}`, phrase))
    .join(language.value === "fr" ? "\u202f; " : "; ");

/** Added events are named by what they do and a number, whatever the language: see `newName`. */
export function eventLabel(event: Pick<ScenarioEvent, "name">): string {
  const [, what, number] = /^([a-z_]+\.[a-z_]+) (\d+)$/.exec(event.name) ?? [];
  if (!what) return textOr(`events.${event.name}`, event.name);
  const isAct = ready.value?.catalog.some(({ acts }) => acts.some(({ name }) => name === what));
  return `${isAct ? actLabel(what) : parameterLabel(what)} ${number}`;
}
