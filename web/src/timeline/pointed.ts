import { signal } from "@preact/signals";

/** The event on the axis that something else on the page points to; null: none. */
export const pointed = signal<{ name: string } | null>(null);

/** The axis shows the event and gives it the focus. */
export function pointTo(name: string): void {
  pointed.value = { name };
}
