import { effect } from "@preact/signals";
import { language } from "../state";
import { type Language, languages } from ".";

/** The language that this browser was last used in; the page works where storage is forbidden. */

const stored = "muster.language";

export const isLanguage = (name: unknown): name is Language =>
  typeof name === "string" && Object.hasOwn(languages, name);

function remembered(): Language {
  try {
    const name = localStorage.getItem(stored);
    if (isLanguage(name)) return name;
  } catch {
    // no storage: the browser's own language decides
  }
  const own = navigator.language.slice(0, 2);
  return isLanguage(own) ? own : "en";
}

/** From now on the language of the document follows that of the page, and is remembered. */
export function followLanguage(): void {
  language.value = remembered();
  effect(() => {
    document.documentElement.lang = language.value;
    try {
      localStorage.setItem(stored, language.value);
    } catch {
      // no storage: the next visit asks the browser again
    }
  });
}
