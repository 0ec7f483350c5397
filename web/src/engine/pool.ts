import type { Answered, Asked, Question, Questions } from "./protocol";

/** Engines in as many workers as the machine has cores; the most urgent question is asked first. */

/** The engine refused what the user gave it; the message is its sentence. */
export class EngineError extends Error {}
/** Workers die, one after the other. */
export class CrashError extends Error {}
const noAnswer = "the engine stops whenever it is asked";
/** So many crashes without an answer between them are enough. */
const mostCrashes = 6;

interface Waiting {
  asked: Asked;
  urgency: number;
  cancelled: () => boolean;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

interface Place {
  worker: Worker;
  busy: Waiting | null;
}

export class Pool {
  private places: Place[] = [];
  private waiting: Waiting[] = [];
  private asked = 0;
  private crashes = 0;

  /** `onCrash` is told each time a worker died. */
  constructor(
    private readonly start: () => Worker,
    size: number,
    private readonly onCrash: () => void = () => {},
  ) {
    for (let i = 0; i < size; ++i) this.hire();
  }

  get size(): number {
    return this.places.length;
  }

  /**
   * Asks one engine. The lowest `urgency` goes first, then the first asked. A question whose
   * `cancelled` has become true before its turn is never asked, and its promise never settles.
   */
  ask<Q extends Question>(
    question: Q,
    ask: Questions[Q]["ask"],
    urgency = 0,
    cancelled: () => boolean = () => false,
  ): Promise<Questions[Q]["answer"]> {
    return new Promise((resolve, reject) => {
      const asked = { number: ++this.asked, question, ask };
      this.waiting.push({ asked, urgency, cancelled, resolve, reject });
      this.waiting.sort((a, b) => a.urgency - b.urgency || a.asked.number - b.asked.number);
      this.share();
    });
  }

  private hire(): void {
    const place: Place = { worker: this.start(), busy: null };
    this.places.push(place);
    place.worker.onmessage = ({ data }: MessageEvent<Answered>) => this.answered(place, data);
    place.worker.onerror = (event) => {
      event.preventDefault();
      this.crashed(place);
    };
  }

  private share(): void {
    this.waiting = this.waiting.filter(({ cancelled }) => !cancelled());
    for (const place of this.places) {
      if (place.busy) continue;
      const next = this.waiting.shift();
      if (!next) return;
      place.busy = next;
      place.worker.postMessage(next.asked);
    }
  }

  private answered(place: Place, data: Answered): void {
    const waiting = place.busy;
    if (waiting?.asked.number !== data.number) return;
    place.busy = null;
    this.crashes = 0;
    this.share();
    if ("error" in data) waiting.reject(new EngineError(data.error));
    else waiting.resolve(data.answer as never);
  }

  /** Another worker takes the place of the dead one, and is asked what that one was; unless none
   *  ever answers: then nobody is asked any more. */
  private crashed(place: Place): void {
    const waiting = place.busy;
    place.worker.terminate();
    this.places = this.places.filter((other) => other !== place);
    const asked = waiting ? [waiting] : [];
    if (++this.crashes >= mostCrashes) {
      for (const { reject } of [...asked, ...this.waiting.splice(0)])
        reject(new CrashError(noAnswer));
      return;
    }
    this.waiting.unshift(...asked);
    this.hire();
    this.onCrash();
    this.share();
  }
}
