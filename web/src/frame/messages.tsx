import { useEffect } from "preact/hooks";
import { text } from "../languages/use";
import { history, type Message, message, worlds } from "../state";

/** Troubles stay until somebody closes them; the rest goes by itself. */
const shownFor = 8000; // milliseconds

const isTrouble = ({ key }: Message): boolean => key.startsWith("trouble.");

/** Sentences for everybody, read aloud when they come. */
export function Messages() {
  const now = message.value;
  useEffect(() => {
    if (!now || isTrouble(now)) return;
    const gone = setTimeout(() => {
      if (message.value === now) message.value = null;
    }, shownFor);
    return () => clearTimeout(gone);
  }, [now]);
  return (
    <div class="messages" role="status" aria-live="polite">
      {now && (
        <p class={`message ${isTrouble(now) ? "is-trouble" : ""}`} data-message={now.key}>
          <span>{text(now.key, now.values)}</span>
          <button
            type="button"
            class="quiet"
            aria-label={text("page.dismiss")}
            onClick={() => {
              message.value = null;
            }}
          >
            ✕
          </button>
        </p>
      )}
    </div>
  );
}

/** The engine does not run the world of the moment: why, and the way back. */
export function Refused() {
  const refused = worlds.value.find(({ id }) => id === "now")?.runs.refused.value;
  return (
    <div role="alert">
      {refused && (
        <div class="refused" data-message="trouble.refused">
          <p>
            <strong>{text("trouble.refused")}</strong> <q lang="en">{refused}</q>
          </p>
          <button type="button" class="strong" onClick={() => history.undo()}>
            {text("page.undo")}
          </button>
        </div>
      )}
    </div>
  );
}
