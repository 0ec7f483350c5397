import { useComputed, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import type { Scenario, ScenarioEvent, Section } from "../engine/protocol";
import { Dialog, type DialogHandle } from "../frame/dialog";
import { actLabel, parameterLabel, sectionLabel, text } from "../languages/use";
import { folded } from "../levers/search";
import { changes, ready } from "../state";
import { setEvent } from "../worlds/moves";
import { DateFields } from "./dates";
import { EventValues } from "./editor";
import { newName } from "./items";

interface Kind {
  /** Of the act or of the parameter. */
  what: string;
  isAct: boolean;
  label: string;
  section: string;
}

/** All that an event can do, acts first. Tables are nothing to be typed. */
function kindsOf(catalog: readonly Section[]): Kind[] {
  const acts = catalog.flatMap((section) =>
    section.acts.map(({ name }) => ({
      what: name,
      isAct: true,
      label: actLabel(name),
      section: section.name,
    })),
  );
  const settings = catalog.flatMap((section) =>
    section.parameters
      .filter(({ fixed, type }) => !fixed && type !== "table")
      .map(({ key }) => ({
        what: key,
        isAct: false,
        label: parameterLabel(key),
        section: section.name,
      })),
  );
  return [...acts, ...settings];
}

/** A new event of that kind, in the middle of the run, with the values that the catalog begins with. */
function eventOf({ what, isAct }: Kind, base: Scenario, date: string): ScenarioEvent {
  const names = [...base.events, ...changes.value.added].map(({ name }) => name);
  const name = newName(what, names);
  if (isAct) return { name, date, until: null, set: {}, act: what, with: {} };
  return { name, date, until: null, set: { [what]: base.values[what] ?? 0 }, act: "", with: {} };
}

/** The dialog that adds an event. */
export function AddDialog({ handle }: { handle: RefObject<DialogHandle | null> }) {
  const draft = useSignal<ScenarioEvent | null>(null);
  const close = () => handle.current?.close();
  return (
    <Dialog
      handle={handle}
      title={text("timeline.add")}
      wide
      onClose={() => {
        draft.value = null;
      }}
    >
      <form
        method="dialog"
        onSubmit={() => {
          if (draft.value) setEvent(draft.value);
        }}
      >
        <div class="add-parts">
          <KindPicker
            onPick={(kind) => {
              const base = ready.value?.base;
              if (base) draft.value = eventOf(kind, base, draft.value?.date ?? middleOf(base));
            }}
          />
          {draft.value && <Draft event={draft.value} onChange={(next) => (draft.value = next)} />}
        </div>
        <div class="dialog-buttons">
          <span class="space" />
          <button type="button" onClick={close}>
            {text("page.cancel")}
          </button>
          <button type="submit" class="strong" disabled={!draft.value}>
            {text("timeline.addYes")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const middleOf = ({ firstDay, lastDay }: Scenario): string =>
  new Date((Date.parse(firstDay) + Date.parse(lastDay)) / 2).toISOString().slice(0, 10);

function Draft({
  event,
  onChange,
}: {
  event: ScenarioEvent;
  onChange: (event: ScenarioEvent) => void;
}) {
  return (
    <div>
      <DateFields event={event} onChange={onChange} />
      <EventValues event={event} onChange={onChange} />
    </div>
  );
}

function KindPicker({ onPick }: { onPick: (kind: Kind) => void }) {
  const wanted = useSignal("");
  const kinds = useComputed(() => kindsOf(ready.value?.catalog ?? []));
  const shown = kinds.value.filter(({ label, section }) =>
    folded(`${label} ${sectionLabel(section)}`).includes(folded(wanted.value.trim())),
  );
  const acts = shown.filter(({ isAct }) => isAct);
  const sections = [...new Set(shown.filter(({ isAct }) => !isAct).map(({ section }) => section))];
  const options = (some: readonly Kind[]) =>
    some.map(({ what, label }) => (
      <option key={what} value={what}>
        {label}
      </option>
    ));
  return (
    <div class="kinds">
      <label>
        {text("timeline.search")}
        <input
          type="search"
          onInput={({ currentTarget }) => {
            wanted.value = currentTarget.value;
          }}
        />
      </label>
      <label>
        {text("timeline.kind")}
        <select
          size={11}
          onChange={({ currentTarget }) => {
            const kind = kinds.value.find(({ what }) => what === currentTarget.value);
            if (kind) onPick(kind);
          }}
        >
          {acts.length > 0 && <optgroup label={text("timeline.acts")}>{options(acts)}</optgroup>}
          {sections.map((name) => (
            <optgroup key={name} label={sectionLabel(name)}>
              {options(shown.filter(({ isAct, section }) => !isAct && section === name))}
            </optgroup>
          ))}
        </select>
      </label>
    </div>
  );
}
