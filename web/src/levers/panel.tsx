import { useComputed, useSignal } from "@preact/signals";
import { ConfirmButton } from "../frame/confirm";
import { parameterLabel, parameterMeaning, sectionLabel, text } from "../languages/use";
import { changes, ready } from "../state";
import { isNothing } from "../worlds/changes";
import { reset } from "../worlds/moves";
import { leversOf, type Lever as Of, onlyRole, type Role } from "../worlds/roles";
import { Lever } from "./lever";
import { found } from "./search";

/** All levers: a few in front, policies apart from assumptions; the rest on demand. */
export function LeverPanel() {
  const levers = useComputed(() =>
    ready.value ? leversOf(ready.value.catalog, ready.value.base.events) : [],
  );
  return (
    <>
      <Group of="policy" levers={levers.value} />
      <Group of="assumption" levers={levers.value} />
      <More levers={levers.value.filter(({ front }) => !front)} />
    </>
  );
}

function Group({ of, levers }: { of: Role; levers: readonly Of[] }) {
  const own = onlyRole(changes.value, of);
  const count = Object.keys(own.values).length + Object.keys(own.events).length + own.added.length;
  return (
    <section class={`levers levers-${of}`} aria-labelledby={`levers-${of}`}>
      <header class="levers-head">
        <h2 id={`levers-${of}`}>{text(`levers.${of}`)}</h2>
        <ConfirmButton
          label={text("levers.reset")}
          describedBy={`levers-${of}`}
          question={text(`levers.resetAsk.${of}`, { count })}
          yes={text("levers.resetYes")}
          disabled={isNothing(own)}
          onYes={() => reset(of)}
        />
      </header>
      <p class="levers-hint">{text(`levers.hint.${of}`)}</p>
      {levers
        .filter((lever) => lever.front && lever.role === of)
        .map((lever) => (
          <Lever key={lever.id} lever={lever} />
        ))}
    </section>
  );
}

const textOf = ({ parameter, section }: Of): string =>
  [
    parameterLabel(parameter.key),
    parameterMeaning(parameter),
    parameter.key,
    parameter.key.replaceAll("_", " "),
    sectionLabel(section.name),
  ].join(" ");

function More({ levers }: { levers: readonly Of[] }) {
  const wanted = useSignal("");
  const isOpen = useSignal(false);
  const shown = isOpen.value ? found(levers, wanted.value, textOf) : [];
  const sections = [...new Set(shown.map(({ section }) => section.name))];
  return (
    <details
      class="levers more"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        <h2>{text("levers.more", { count: levers.length })}</h2>
      </summary>
      <input
        type="search"
        class="levers-search"
        placeholder={text("levers.search")}
        aria-label={text("levers.search")}
        onInput={(event) => {
          wanted.value = event.currentTarget.value;
        }}
      />
      <p role="status" class="levers-hint">
        {wanted.value.trim() && text("levers.found", { count: shown.length })}
      </p>
      {sections.map((name) => (
        <details key={name} class="levers-section" open={wanted.value.trim() !== ""}>
          <summary>
            <h3>{sectionLabel(name)}</h3>
            <span class="count">{shown.filter(({ section }) => section.name === name).length}</span>
          </summary>
          <SectionLevers levers={shown.filter(({ section }) => section.name === name)} />
        </details>
      ))}
    </details>
  );
}

function SectionLevers({ levers }: { levers: readonly Of[] }) {
  return (
    <div>
      {levers.map((lever) => (
        <div key={lever.id} class={`lever-with-role levers-${lever.role}`}>
          <span class="role">{text(`levers.${lever.role}One`)}</span>
          <Lever lever={lever} />
        </div>
      ))}
    </div>
  );
}
