import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { translator } from "../../../web/src/languages";
import en from "../../../web/src/languages/en.json";
import fr from "../../../web/src/languages/fr.json";
import { formatNumber, parseNumber } from "../../../web/src/languages/numbers";
import { quantity } from "../../../web/src/languages/quantities";
import { unitLabel } from "../../../web/src/languages/use";
import { language } from "../../../web/src/state";

type Texts = { [key: string]: string | Texts };

function keysOf(texts: Texts, before = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}

const placeholders = (text: unknown): string[] =>
  [...String(text).matchAll(/{{(\w+)}}/g)].map(String).sort();

/** English texts of these may be missing: then the page shows the engine's own. */
const ofEngine = new Set(
  "sections parameters acts events scenarios series dimensions labels columns sources".split(" "),
);

test("both languages have every text of the page, and neither is empty where the other is not", () => {
  const [english, french] = [keysOf(en as Texts), keysOf(fr as Texts)];
  const ofPage = (key: string) => !ofEngine.has(key.split(".")[0] ?? "");
  expect(french.filter(ofPage).sort()).toEqual(english.filter(ofPage).sort());
  expect(english.filter((key) => !french.includes(key))).toEqual([]);
  for (const key of english) {
    const isEmpty = (language: "en" | "fr") => translator(language)(key).trim() === "";
    expect(isEmpty("fr"), key).toBe(isEmpty("en")); // some say nothing on purpose
  }
});

test("texts name the same values in both languages", () => {
  const flat = (texts: Texts): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[key, value] as [string, string]]
        : flat(value).map(([rest, text]): [string, string] => [`${key}.${rest}`, text]),
    );
  const french = new Map(flat(fr as Texts));
  for (const [key, text] of flat(en as Texts)) {
    if (/_(zero|one|other)$/.test(key)) continue; // "One change" needs no number
    expect(placeholders(french.get(key)), key).toEqual(placeholders(text));
  }
});

test("every text that the page asks for by its full key is there", () => {
  const source = new URL("../../../web/src/", import.meta.url).pathname;
  const keys = keysOf(en as Texts).map((key) => key.replace(/_(zero|one|other)$/, ""));
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  ))
    for (const [, key] of readFileSync(source + file, "utf8").matchAll(/\btext\("([\w.]+)"/g))
      expect(keys, `${file}: ${key}`).toContain(key);
});

test("keys with dots inside are found", () => {
  expect(translator("en")("levers.front.structures.access")).toBe("Labs open under lockdown");
});

test("numbers are read as they are written in the language", () => {
  expect(parseNumber("0,25", "fr")).toBe(0.25);
  expect(parseNumber("12 500", "fr")).toBe(12500);
  expect(parseNumber("12,500", "en")).toBe(12500);
  expect(parseNumber("0.5", "en")).toBe(0.5);
  expect(parseNumber("-1e3", "en")).toBe(-1000);
  for (const wrong of ["", "abc", "1.2.3", "0x10", "1,2,3"])
    expect(parseNumber(wrong, "en")).toBeNull();
  for (const name of ["en", "fr"] as const) {
    language.value = name;
    for (const number of [0.00012, 0.45, 1234.5, 1_300_000, -3])
      expect(parseNumber(formatNumber(number, 6))).toBe(number);
  }
});

test("shares are read as percentages, without dust", () => {
  language.value = "en";
  expect(quantity(0.07, "share")).toBe("7\u00a0%");
  expect(quantity(3000, "EUR/day")).toBe(`3,000\u00a0${unitLabel("EUR/day")}`);
  expect(quantity(1, "")).toBe("1");
});
