import { expect, it } from "vitest";
import en from "../../../web/src/languages/en.json";
import fr from "../../../web/src/languages/fr.json";

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  ) as [string, string][];

const parts = ["views", "why", "handout"] as const;
const of = (file: Tree) =>
  leaves(Object.fromEntries(parts.map((part) => [part, file[part] ?? {}])));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

it("both languages have the same texts of views, reasons and the hand-out", () => {
  const [english, french] = [of(en as Tree), of(fr as Tree)].map((all) => all.map(([key]) => key));
  expect(french?.sort()).toEqual(english?.sort());
});

it("both languages tell the same numbers", () => {
  const french = new Map(of(fr as Tree));
  for (const [key, text] of of(en as Tree))
    expect([key, new Set(holes(french.get(key) ?? ""))]).toEqual([key, new Set(holes(text))]);
});
