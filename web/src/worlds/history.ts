import { computed, type Signal, signal } from "@preact/signals";

/** Steps that can be undone, redone and shown once more. */
export class History<State> {
  private readonly steps: Signal<{ past: State[]; now: State; future: State[] }>;
  readonly now = computed(() => this.steps.value.now);
  readonly canUndo = computed(() => this.steps.value.past.length > 0);
  readonly canRedo = computed(() => this.steps.value.future.length > 0);
  /** What was before the last change; null without one. */
  readonly before = computed(() => this.steps.value.past.at(-1) ?? null);
  /** While somebody drags, the drag is one step. */
  private dragging = false;

  constructor(first: State) {
    this.steps = signal({ past: [], now: first, future: [] });
  }

  /** Changes to a new state. While `drag` is true the same step goes on until one without it. */
  go(state: State, drag = false): void {
    const { past, now } = this.steps.value;
    const continues = this.dragging;
    this.dragging = drag;
    this.steps.value = { past: continues ? past : [...past, now], now: state, future: [] };
  }

  undo(): void {
    const { past, now, future } = this.steps.value;
    const before = past.at(-1);
    if (before === undefined) return;
    this.dragging = false;
    this.steps.value = { past: past.slice(0, -1), now: before, future: [now, ...future] };
  }

  redo(): void {
    const { past, now, future } = this.steps.value;
    const [after, ...later] = future;
    if (after === undefined) return;
    this.dragging = false;
    this.steps.value = { past: [...past, now], now: after, future: later };
  }
}
