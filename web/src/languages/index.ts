import i18next from "i18next";
import en from "./en.json";
import fr from "./fr.json";

/** Texts of the page, one file a language. Texts of parameters, events and series stand there too;
 *  what a file lacks is shown as the engine says it, in English. */

export type Language = "en" | "fr";
export const languages: Record<Language, string> = { en: "English", fr: "Français" };

const texts = i18next.createInstance();
texts.init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: en }, fr: { translation: fr } },
  keySeparator: ".",
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

export type Translate = (key: string, values?: Record<string, unknown>) => string;

export function translator(language: Language): Translate {
  const t = texts.getFixedT(language);
  return (key, values) => t(key, values ?? {}) as string;
}
