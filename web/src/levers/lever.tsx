import { useSignal } from "@preact/signals";
import type { ScenarioEvent } from "../engine/protocol";
import { formatDay } from "../languages/numbers";
import { quantity } from "../languages/quantities";
import {
  eventLabel,
  leverLabel,
  parameterLabel,
  parameterMeaning,
  sourceLabel,
  text,
} from "../languages/use";
import { pointTo } from "../timeline/pointed";
import { eventsNow, leverBase, leverValue, setLever } from "../worlds/moves";
import type { Lever as Of } from "../worlds/roles";
import { ValueControl } from "./control";
import { allowedRange } from "./entry";

const plain = (id: string): string => id.replaceAll(/[^a-z_]/g, "-");

/** One lever: what it is, where it stands, where it stood, and on demand what it means. */
export function Lever({ lever }: { lever: Of }) {
  const isOpen = useSignal(false);
  const { parameter } = lever;
  const value = leverValue(lever);
  const base = leverBase(lever);
  const isChanged = value !== undefined && base !== undefined && value !== base && !lever.given;
  const id = `lever-${plain(lever.id)}${lever.event ? "-event" : ""}`;
  const label = lever.front ? leverLabel(lever.id, parameter.key) : parameterLabel(parameter.key);
  return (
    <div
      class={`lever ${isChanged ? "is-changed" : ""}`}
      data-key={parameter.key}
      data-event={lever.event ?? undefined}
    >
      <div class="lever-head">
        <span class="lever-label">{label}</span>
        <button
          type="button"
          class="about"
          aria-expanded={isOpen.value}
          aria-controls={`${id}-about`}
          aria-label={text("levers.about", { label })}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          ?
        </button>
      </div>
      {value === undefined ? (
        <p class="given">
          {text("levers.eventGone", { event: eventLabel({ name: lever.event ?? "" }) })}
        </p>
      ) : (
        <ValueControl
          {...{ id, label, parameter, value, base }}
          range={lever}
          disabled={lever.given}
          onChange={(next, drag) => setLever(lever, next, drag)}
        />
      )}
      <Foot lever={lever} label={label} isChanged={isChanged} />
      {isOpen.value && <About id={`${id}-about`} lever={lever} />}
    </div>
  );
}

function Foot({ lever, label, isChanged }: { lever: Of; label: string; isChanged: boolean }) {
  const base = leverBase(lever);
  const { key } = lever.parameter;
  const later = lever.event
    ? eventsNow().filter(({ name }) => name === lever.event)
    : eventsNow().filter(({ set }) => key in set);
  return (
    <div class="lever-foot">
      {isChanged && base !== undefined && (
        <button
          type="button"
          class="link"
          aria-label={text("levers.backLabel", {
            label,
            value: quantity(base, lever.parameter.unit),
          })}
          onClick={() => setLever(lever, base)}
        >
          {text("levers.back", { value: quantity(base, lever.parameter.unit) })}
        </button>
      )}
      {later.map((event) => (
        <SetBy key={event.name} event={event} isOwn={lever.event !== null} />
      ))}
    </div>
  );
}

/** Points to the event on the time axis that sets what the lever sets. */
function SetBy({ event, isOwn }: { event: ScenarioEvent; isOwn: boolean }) {
  return (
    <button type="button" class="link set-by" onClick={() => pointTo(event.name)}>
      {text(isOwn ? "levers.partOf" : "levers.setBy", {
        event: eventLabel(event),
        day: formatDay(event.date),
      })}
    </button>
  );
}

function About({ id, lever }: { id: string; lever: Of }) {
  const { parameter } = lever;
  const range = allowedRange(parameter);
  return (
    <div id={id} class="lever-about">
      <p>{parameterMeaning(parameter)}</p>
      <dl>
        <dt>{text("levers.source")}</dt>
        <dd>{sourceLabel(parameter.source)}</dd>
        {range && (
          <>
            <dt>{text("levers.allowed")}</dt>
            <dd>{range}</dd>
          </>
        )}
        <dt>{text("levers.key")}</dt>
        <dd>
          <code>{[parameter.key, ...lever.also].join(", ")}</code>
        </dd>
      </dl>
    </div>
  );
}
