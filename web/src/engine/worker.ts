/// <reference lib="webworker" />
import { type Engine, load } from "./module";
import type { Answered, Asked, Question, Questions } from "./protocol";

/** One engine in a worker of its own: is given its compiled code, then answers one question after
 *  the other. */

let engine: Promise<Engine>;

function answer(to: Engine, { question, ask }: Asked): Questions[Question]["answer"] {
  switch (question) {
    case "about":
      return to.about();
    case "catalog":
      return to.catalog();
    case "describe":
      return to.describe((ask as Questions["describe"]["ask"]).toml);
    case "layout":
      return to.layout((ask as Questions["layout"]["ask"]).toml);
    case "run":
      return to.run(ask as Questions["run"]["ask"]);
  }
}

function buffersOf(found: object): ArrayBufferLike[] {
  if (!("series" in found && "listings" in found)) return [];
  const { series, listings } = found as Questions["run"]["answer"];
  return [...series, ...listings.flat()].map((array) => array.buffer);
}

self.onmessage = async ({ data }: MessageEvent<WebAssembly.Module | Asked>) => {
  if (data instanceof WebAssembly.Module) {
    engine = load(data);
    return;
  }
  try {
    const found = answer(await engine, data);
    const answered: Answered = { number: data.number, answer: found };
    self.postMessage(answered, buffersOf(found) as Transferable[]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ number: data.number, error: message } satisfies Answered);
  }
};
