import type { ScenarioEvent } from "../engine/protocol";
import { text } from "../languages/use";
import { ready } from "../state";
import { isDate, within } from "../worlds/dates";

interface Props {
  event: ScenarioEvent;
  onChange: (event: ScenarioEvent) => void;
}

/** First and last day of an event, within the run. What happens once has no last day. */
export function DateFields({ event, onChange }: Props) {
  const base = ready.value?.base;
  if (!base) return null;
  const { firstDay, lastDay } = base;
  const withDate = (date: string) => {
    if (!isDate(date)) return;
    const day = within(date, firstDay, lastDay);
    const until = event.until && event.until < day ? day : event.until;
    onChange({ ...event, date: day, until });
  };
  return (
    <div class="date-fields">
      <label>
        {text(event.act ? "timeline.on" : "timeline.from")}
        <input
          type="date"
          name="date"
          min={firstDay}
          max={lastDay}
          value={event.date}
          onChange={({ currentTarget }) => withDate(currentTarget.value)}
        />
      </label>
      {!event.act && (
        <>
          <label>
            {text("timeline.until")}
            <input
              type="date"
              name="until"
              min={event.date}
              max={lastDay}
              value={event.until ?? ""}
              disabled={event.until === null}
              onChange={({ currentTarget: { value } }) =>
                isDate(value) && onChange({ ...event, until: within(value, event.date, lastDay) })
              }
            />
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={event.until === null}
              onChange={({ currentTarget }) =>
                onChange({ ...event, until: currentTarget.checked ? null : lastDay })
              }
            />
            {text("timeline.forGood")}
          </label>
        </>
      )}
    </div>
  );
}
