import { effect, signal, untracked } from "@preact/signals";
import { guessPending } from "../guess/pending";
import { listed } from "../listings/ask";
import { worlds } from "../state";
import { calm } from "../views/shown";
import { type Pair, pairOf } from "./pairs";

/** Pairs of worlds with their logs, asked while the panel is open and nobody moves anything. */

export const whyOpen = signal(false);

/** The pairs that are there, and of which world; null: none asked. */
export const told = signal<{ toml: string; pairs: Pair[] } | null>(null);

/** So many pairs are told from. */
export const nTold = 5;
const urgency = 100; // bands of all worlds come first

async function ask(base: string, now: string, gone: () => boolean): Promise<void> {
  told.value = { toml: now, pairs: [] };
  for (let replicate = 0; replicate < nTold; ++replicate) {
    const both = [base, now].map((toml) => listed(toml, replicate, urgency, gone));
    const [mine, theirs] = await Promise.all(both);
    if (gone() || !mine || !theirs) return;
    const pair = pairOf(mine, theirs);
    told.value = { toml: now, pairs: [...(told.value?.pairs ?? []), pair] };
  }
}

/** Keeps `told` what it is now; returns how to stop. */
export function watchTold(): () => void {
  let asked = 0;
  const stop = effect(() => {
    const [base, now] = ["base", "now"].map(
      (id) => worlds.value.find((one) => one.id === id)?.runs.toml,
    );
    if (!whyOpen.value || !calm.value || guessPending.value || !base || !now) return;
    untracked(() => {
      if (now === told.value?.toml) return;
      const mine = ++asked;
      if (now === base) told.value = null;
      else void ask(base, now, () => mine !== asked).catch(() => {});
    });
  });
  return () => {
    ++asked;
    stop();
  };
}
