import { computed, signal } from "@preact/signals";
import type { Pool } from "../engine/pool";
import type { Recording } from "../engine/protocol";

/** Replicates of a world that are enough to show it. */
export const firstAnswer = 5;

/** The runs of one world, replicate by replicate as they come in. */
export class Runs {
  /** By replicate; those of different worlds with the same number are a pair: the same luck. */
  readonly byReplicate = new Map<number, Float64Array[]>();
  /** How many there are; views that read it are drawn again when more come in. */
  readonly count = signal(0);
  /** The engine's sentence if it refused this world. */
  readonly refused = signal<string | null>(null);
  /** Whether it can be shown, or never will be. */
  readonly answered = computed(
    () => this.count.value >= firstAnswer || this.refused.value !== null,
  );

  constructor(readonly toml: string) {}

  /** Tells of a few at a time, since each telling costs a drawing, and of the last of those wanted. */
  add(replicate: number, recording: Recording, nWanted = 0): void {
    this.byReplicate.set(replicate, recording.series);
    const n = this.byReplicate.size;
    if (n <= firstAnswer || n % firstAnswer === 0 || n >= nWanted) this.count.value = n;
  }
}

/**
 * Makes the runs that are wanted and keeps those of worlds that were wanted lately, so that undo
 * answers at once.
 */
export class Runner {
  private readonly known = new Map<string, Runs>();
  private readonly asked = new Set<string>();
  private wanted = new Set<string>();

  constructor(
    private readonly pool: Pool,
    private readonly seed: number,
    private readonly series: string[],
    private readonly nKept = 16,
  ) {}

  runsOf(toml: string): Runs {
    const runs = this.known.get(toml) ?? new Runs(toml);
    this.known.delete(toml); // the last used stand last
    this.known.set(toml, runs);
    return runs;
  }

  /**
   * From now on only these worlds are worked on: first a quick answer for each, then replicate by
   * replicate for all, so that pairs are complete together.
   */
  want(tomls: readonly string[], nReplicates: number): Runs[] {
    this.wanted = new Set(tomls);
    const all = tomls.map((toml) => this.runsOf(toml));
    this.forget();
    for (const [rank, runs] of all.entries())
      for (let replicate = 0; replicate < nReplicates; ++replicate)
        this.make(runs, replicate, rank, nReplicates);
    return all;
  }

  private forget(): void {
    for (const toml of this.known.keys()) {
      if (this.known.size <= Math.max(this.nKept, this.wanted.size)) return;
      if (!this.wanted.has(toml)) this.known.delete(toml);
    }
  }

  private async make(runs: Runs, replicate: number, rank: number, nWanted: number) {
    const name = `${replicate} ${runs.toml}`;
    if (runs.byReplicate.has(replicate) || this.asked.has(name) || runs.refused.value) return;
    this.asked.add(name);
    const { toml } = runs;
    const { seed, series } = this;
    const ask = { toml, seed, replicate, series, withListings: false };
    const urgency = 1 + Math.max(0, replicate - firstAnswer + 1) + rank / 100;
    const cancelled = () => {
      const gone = !this.wanted.has(toml);
      if (gone) this.asked.delete(name);
      return gone;
    };
    try {
      runs.add(replicate, await this.pool.ask("run", ask, urgency, cancelled), nWanted);
    } catch (error) {
      runs.refused.value = error instanceof Error ? error.message : String(error);
    } finally {
      this.asked.delete(name);
    }
  }
}
