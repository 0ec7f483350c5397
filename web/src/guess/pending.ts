import { signal } from "@preact/signals";

/** Whether a guess is awaited: until then the results of what is now stay hidden. */
export const guessPending = signal(false);
