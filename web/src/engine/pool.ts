import type { Answered, Asked, Question, Questions } from "./protocol";

/** Engines in as many workers as the machine has cores; the most urgent question is asked first. */

/** The engine refused what the user gave it; the message is its sentence. */
export class EngineError extends Error {}
/** A question that workers died of, each of them: it is not asked again. */
export class CrashError extends Error {}
const mostCrashes = 3;

interface Waiting {
  asked: Asked;
  urgency: number;
  cancelled: () => boolean;
  crashes: number;
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

  /** `onCrash` is told each time a worker died. */
  constructor(
    private readonly start: () => Worker,
    size: number,
    private readonly onCrash: () => void = () => {},
  ) {
    for (let i = 0; i < size; ++i) this.places.push({ worker: this.hire(i), busy: null });
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
      this.waiting.push({ asked, urgency, cancelled, crashes: 0, resolve, reject });
      this.waiting.sort((a, b) => a.urgency - b.urgency || a.asked.number - b.asked.number);
      this.share();
    });
  }

  private hire(place: number): Worker {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<Answered>) => this.answered(place, data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.crashed(place);
    };
    return worker;
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

  private answered(at: number, data: Answered): void {
    const place = this.places[at];
    const waiting = place?.busy;
    if (!place || !waiting || waiting.asked.number !== data.number) return;
    place.busy = null;
    this.share();
    if ("error" in data) waiting.reject(new EngineError(data.error));
    else waiting.resolve(data.answer as never);
  }

  /** Another worker takes the place of the dead one, and is asked what that one was. */
  private crashed(at: number): void {
    const place = this.places[at];
    if (!place) return;
    const waiting = place.busy;
    place.worker.terminate();
    place.busy = null;
    place.worker = this.hire(at);
    if (waiting && ++waiting.crashes < mostCrashes) this.waiting.unshift(waiting);
    else waiting?.reject(new CrashError("the engine stopped each time it was asked"));
    this.onCrash();
    this.share();
  }
}
