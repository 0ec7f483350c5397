import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../../../web/src/languages/en.json";
import fr from "../../../web/src/languages/fr.json";

/** The facilitator kit prints names of the page in bold; whoever leads a room looks for them. */

interface Texts {
  [key: string]: string | Texts;
}

const plain = (name: string): string =>
  name
    .replace(/\s*\(?(\{\{\w+\}\}|\d+)\)?/g, "")
    .replace(/\s+/g, " ")
    .replace(/[.:\s]+$/, "")
    .toLowerCase();

const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((one) => (typeof one === "string" ? plain(one) : textsOf(one)));

/** What leads a paragraph, or is a name of the kit itself. */
const own = {
  en: /^(say|click|expect|do not conclude|you .*|look at|world [abc])$/,
  fr: /^(dire|cliquer|s’attendre à|ne pas conclure|vous .*|regardez|monde [abc]|épinglez(-le)?|réinitialisez)$/,
};

test.each([
  ["en", en],
  ["fr", fr],
] as const)("every name in bold in the kit (%s) stands on the page", (language, texts) => {
  const named = new Set(textsOf(texts as Texts));
  const folder = new URL(`../../../docs/workshop/${language}/`, import.meta.url).pathname;
  const files = readdirSync(folder).filter((name) => name !== "handout.md");
  expect(files.length).toBeGreaterThan(4);
  for (const file of files)
    for (const [, bold = ""] of readFileSync(folder + file, "utf8").matchAll(/\*\*([^*]+)\*\*/g))
      if (!own[language].test(plain(bold)))
        expect(named, `${file}: ${bold}`).toContain(plain(bold));
});
