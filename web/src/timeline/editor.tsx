import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useImperativeHandle, useRef } from "preact/hooks";
import type { Parameter, ScenarioEvent, Value } from "../engine/protocol";
import { Dialog, type DialogHandle } from "../frame/dialog";
import { actMeaning, eventLabel, parameterLabel, parameterMeaning, text } from "../languages/use";
import { ValueControl } from "../levers/control";
import { ready } from "../state";
import { baseEvent, eventsNow, removeEvent, restoreEvent, setEvent } from "../worlds/moves";
import { DateFields } from "./dates";

export interface EditorHandle {
  edit: (name: string) => void;
}

/** The dialog of one event: its days and what it sets or does. */
export function Editor({ handle }: { handle: RefObject<EditorHandle | null> }) {
  const dialog = useRef<DialogHandle>(null);
  const draft = useSignal<ScenarioEvent | null>(null);
  useImperativeHandle(handle, () => ({
    edit: (name) => {
      draft.value = eventsNow().find((event) => event.name === name) ?? null;
      if (draft.value) dialog.current?.open();
    },
  }));
  const close = () => dialog.current?.close();
  const event = draft.value;
  return (
    <Dialog handle={dialog} title={event ? eventLabel(event) : ""}>
      {event && (
        <form
          method="dialog"
          onSubmit={() => {
            setEvent(event);
          }}
        >
          <DateFields
            event={event}
            onChange={(next) => {
              draft.value = next;
            }}
          />
          <EventValues
            event={event}
            onChange={(next) => {
              draft.value = next;
            }}
          />
          <Buttons event={event} close={close} />
        </form>
      )}
    </Dialog>
  );
}

function Buttons({ event, close }: { event: ScenarioEvent; close: () => void }) {
  const base = baseEvent(event.name);
  return (
    <div class="dialog-buttons">
      <button
        type="button"
        class="danger"
        onClick={() => {
          close();
          removeEvent(event.name);
        }}
      >
        {text("timeline.remove")}
      </button>
      {base && (
        <button
          type="button"
          onClick={() => {
            close();
            restoreEvent(event.name);
          }}
        >
          {text("timeline.restore")}
        </button>
      )}
      <span class="space" />
      <button type="button" onClick={close}>
        {text("page.cancel")}
      </button>
      <button type="submit" class="strong">
        {text("timeline.apply")}
      </button>
    </div>
  );
}

interface ValuesProps {
  event: ScenarioEvent;
  onChange: (event: ScenarioEvent) => void;
}

/** What the event sets, or the arguments of its act with those that are not given at their initial. */
export function EventValues({ event, onChange }: ValuesProps) {
  const catalog = ready.value?.catalog ?? [];
  const act = catalog.flatMap(({ acts }) => acts).find(({ name }) => name === event.act);
  if (act)
    return (
      <fieldset>
        <legend>{actMeaning(act)}</legend>
        {act.arguments.map((argument) => (
          <Field
            key={argument.key}
            parameter={argument}
            value={event.with[argument.key] ?? argument.initial}
            base={argument.initial}
            onChange={(value) =>
              onChange({ ...event, with: { ...event.with, [argument.key]: value } })
            }
          />
        ))}
      </fieldset>
    );
  const parameters = catalog.flatMap((section) => section.parameters);
  return (
    <fieldset>
      <legend>{text("timeline.sets")}</legend>
      {parameters
        .filter(({ key }) => key in event.set)
        .map((parameter) => (
          <Field
            key={parameter.key}
            parameter={parameter}
            value={event.set[parameter.key] ?? parameter.initial}
            base={ready.value?.base.values[parameter.key]}
            onChange={(value) =>
              onChange({ ...event, set: { ...event.set, [parameter.key]: value } })
            }
          />
        ))}
    </fieldset>
  );
}

interface FieldProps {
  parameter: Parameter;
  value: Value;
  base: Value | undefined;
  onChange: (value: Value) => void;
}

function Field({ parameter, value, base, onChange }: FieldProps) {
  const id = `event-${parameter.key.replaceAll(".", "-")}`;
  const label = parameterLabel(parameter.key);
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      <ValueControl {...{ id, label, parameter, value, base }} onChange={onChange} />
      <p class="field-hint">{parameterMeaning(parameter)}</p>
    </div>
  );
}
