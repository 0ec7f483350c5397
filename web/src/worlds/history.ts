import { computed, type Signal, signal } from "@preact/signals";

interface Steps<State> {
  past: State[];
  now: State;
  future: State[];
}

/** Steps that can be undone, redone and shown once more. */
export class History<State> {
  private readonly steps: Signal<Steps<State>>;
  /** While what was before the last change is shown once more. */
  readonly replaying = signal(false);
  /** What is, whatever a replay shows. */
  readonly latest = computed(() => this.steps.value.now);
  /** What is shown: the state of the moment, or in a replay what was before it. */
  readonly now = computed(() =>
    this.replaying.value ? (this.steps.value.past.at(-1) ?? this.latest.value) : this.latest.value,
  );
  readonly canUndo = computed(() => this.steps.value.past.length > 0);
  readonly canRedo = computed(() => this.steps.value.future.length > 0);
  /** What was before the last change; null without one. */
  readonly before = computed(() => this.steps.value.past.at(-1) ?? null);
  /** While somebody drags, the drag is one step. */
  private dragging = false;

  /** `same`: whether a change from one state to the other is no step. */
  constructor(
    first: State,
    private readonly same: (one: State, other: State) => boolean = Object.is,
  ) {
    this.steps = signal({ past: [], now: first, future: [] });
  }

  /**
   * Changes to a new state. While `drag` is true the same step goes on until one without it. A
   * drag that ends where it began leaves no step.
   */
  go(state: State, drag = false): void {
    const { past, now } = this.steps.value;
    const continues = this.dragging;
    this.dragging = drag;
    this.replaying.value = false;
    if (!continues && this.same(state, now)) {
      this.dragging = false;
      return;
    }
    const before = continues ? past : [...past, now];
    const origin = before.at(-1);
    const isBack = !drag && origin !== undefined && this.same(state, origin);
    this.steps.value = isBack
      ? { past: before.slice(0, -1), now: origin, future: [] }
      : { past: before, now: state, future: [] };
  }

  undo(): void {
    const { past, now, future } = this.steps.value;
    const before = past.at(-1);
    if (before === undefined) return;
    this.settle();
    this.steps.value = { past: past.slice(0, -1), now: before, future: [now, ...future] };
  }

  redo(): void {
    const { past, now, future } = this.steps.value;
    const [after, ...later] = future;
    if (after === undefined) return;
    this.settle();
    this.steps.value = { past: [...past, now], now: after, future: later };
  }

  /** Ends a drag and a replay. */
  settle(): void {
    this.dragging = false;
    this.replaying.value = false;
  }
}
