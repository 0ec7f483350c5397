import { text } from "../languages/use";
import { history, message, worlds } from "../state";

/** Sentences for everybody, read aloud when they come. */
export function Messages() {
  const now = message.value;
  return (
    <div class="messages" role="status" aria-live="polite">
      {now && (
        <p
          class={`message ${now.key.startsWith("trouble.") ? "is-trouble" : ""}`}
          data-message={now.key}
        >
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
