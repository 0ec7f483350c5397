import type { Parameter, ScenarioEvent, Value } from "../engine/protocol";
import { tableOf } from "../engine/table";
import { formatValue } from "../languages/numbers";
import { eventLabel, parameterLabel, sectionLabel, sourceLabel, unitLabel } from "../languages/use";
import { changes, ready } from "../state";
import { dateOf, t } from "../views/words";
import { type Lever, leversOf, type Role } from "../worlds/roles";

/** Every number that goes in: those in front and the changed ones in full, all others dense. */

interface Entry {
  lever: Lever;
  value: string;
  initial: string;
  changed: boolean;
}

/** Tables are too long for paper. */
function written(value: Value): string {
  const table = tableOf(value);
  return table ? t("handout.rows", { rows: table.rows.length }) : formatValue(value);
}

function entriesOf(): Entry[] {
  const now = ready.value;
  if (!now) return [];
  return leversOf(now.catalog).map((lever) => {
    const { key, initial } = lever.parameter;
    const base = now.base.values[key] ?? initial;
    const own = changes.value.values[key];
    return {
      lever,
      value: written(own ?? base),
      initial: written(base),
      changed: own !== undefined,
    };
  });
}

const unitOf = ({ unit }: Parameter): string => unitLabel(unit);

function Full({ of, entries }: { of: Role; entries: readonly Entry[] }) {
  const own = entries.filter(({ lever }) => lever.role === of);
  if (own.length === 0) return null;
  return (
    <table class="handout-full">
      <caption>{t(`handout.${of}`)}</caption>
      <thead>
        <tr>
          <th>{t("handout.what")}</th>
          <th>{t("handout.value")}</th>
          <th>{t("handout.default")}</th>
          <th>{t("handout.unit")}</th>
          <th>{t("handout.source")}</th>
        </tr>
      </thead>
      <tbody>
        {own.map(({ lever: { parameter }, value, initial, changed }) => (
          <tr key={parameter.key} class={changed ? "is-changed" : ""}>
            <td>{parameterLabel(parameter.key)}</td>
            <td>{changed ? `▶ ${value}` : value}</td>
            <td>{initial}</td>
            <td>{unitOf(parameter)}</td>
            <td>{sourceLabel(parameter.source)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Line = ({ lever: { parameter }, value }: Entry) => (
  <p>
    {parameterLabel(parameter.key)} <b>{value}</b> {unitOf(parameter)}{" "}
    <i>[{sourceLabel(parameter.source)}]</i>
  </p>
);

function Dense({ of, entries }: { of: Role; entries: readonly Entry[] }) {
  const own = entries.filter(({ lever }) => lever.role === of);
  const names = [...new Set(own.map(({ lever }) => lever.section.name))];
  return (
    <>
      {names.map((name) => (
        <div key={name} class="handout-dense">
          <h3>
            {t(`handout.${of}Rest`)}: {sectionLabel(name)}
          </h3>
          {own
            .filter(({ lever }) => lever.section.name === name)
            .map((entry) => (
              <Line key={entry.lever.parameter.key} {...entry} />
            ))}
        </div>
      ))}
    </>
  );
}

const day = (date: string): string => dateOf(Date.parse(`${date}T00:00:00Z`), "short");

function eventText(base: ScenarioEvent | null, now: ScenarioEvent | null): string {
  const event = (now ?? base) as ScenarioEvent;
  const until = event.until ? `–${day(event.until)}` : "";
  const name = eventLabel(event);
  if (!now) return t("handout.eventGone", { name, date: day(event.date) });
  if (!base) return t("handout.eventAdded", { name, date: `${day(event.date)}${until}` });
  const moved =
    base.date === now.date ? "" : ` (${t("handout.instead", { date: day(base.date) })})`;
  return `${day(now.date)}${until} ${name}${moved}`;
}

function Events() {
  const now = ready.value;
  if (!now) return null;
  const base = now.base.events.map((event) => {
    const own = changes.value.events[event.name];
    return { changed: own !== undefined, text: eventText(event, own === undefined ? event : own) };
  });
  const added = changes.value.added.map((event) => ({
    changed: true,
    text: eventText(null, event),
  }));
  return (
    <div class="handout-dense">
      <h3>{t("handout.events")}</h3>
      {[...added, ...base].map(({ changed, text }) => (
        <p key={text} class={changed ? "is-changed" : ""}>
          {changed ? `▶ ${text}` : text}
        </p>
      ))}
    </div>
  );
}

/** Letters of the list below that fit the rest of the page at one point of size. */
const lettersAtOnePoint = 295_000;

/** In points: as large as the list may be. */
function sizeOf(rest: readonly Entry[], nFull: number): number {
  const letters = rest.reduce(
    (sum, { lever: { parameter }, value }) =>
      sum + parameterLabel(parameter.key).length + value.length + parameter.source.length + 14,
    2500, // the events
  );
  const room = lettersAtOnePoint * (1 - 0.018 * nFull);
  return Math.max(3.6, Math.min(6, Math.sqrt(room / letters)));
}

export function Assumptions() {
  const entries = entriesOf();
  const inFull = entries.filter(({ lever, changed }) => changed || lever.front);
  const rest = entries.filter(({ lever, changed }) => !changed && !lever.front);
  return (
    <>
      <Full of="policy" entries={inFull} />
      <Full of="assumption" entries={inFull} />
      <div class="handout-columns" style={{ fontSize: `${sizeOf(rest, inFull.length)}pt` }}>
        <Events />
        <Dense of="policy" entries={rest} />
        <Dense of="assumption" entries={rest} />
      </div>
    </>
  );
}
