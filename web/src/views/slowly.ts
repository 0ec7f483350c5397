import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A signal that follows another at most once in so many milliseconds: for what is read, not watched. */
export function slowly<T>(fast: ReadonlySignal<T>, milliseconds: number): ReadonlySignal<T> {
  const slow: Signal<T> = signal(fast.peek());
  let waits = false;
  effect(() => {
    fast.value;
    if (waits) return;
    waits = true;
    setTimeout(() => {
      waits = false;
      slow.value = fast.peek();
    }, milliseconds);
  });
  return slow;
}
