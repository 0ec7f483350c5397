import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Header } from "./frame/header";
import { Messages, Refused } from "./frame/messages";
import { WorldsBar } from "./frame/worlds";
import { GuessPanel, guessPending } from "./guess";
import { followLanguage } from "./languages/choice";
import { text } from "./languages/use";
import { LeverPanel } from "./levers/panel";
import { followLink } from "./sharing/follow";
import { message, ready } from "./state";
import { Timeline } from "./timeline";
import { Views } from "./views";

/** The whole page: levers beside the views, the time axis below. */
export function App() {
  useEffect(() => {
    followLanguage();
    return followLink();
  }, []);
  const hasLevers = useSignal(true);
  const hasTimeline = useSignal(true);
  const isReady = ready.value !== null;
  return (
    <div class="page">
      <a class="skip" href="#views">
        {text("page.skip")}
      </a>
      <Header />
      {isReady && (
        <WorldsBar>
          <Fold is={hasLevers} controls="levers" name="levers" />
          <Fold is={hasTimeline} controls="timeline" name="timeline" />
        </WorldsBar>
      )}
      <main class={hasLevers.value ? "stage" : "stage is-wide"}>
        {isReady ? (
          <>
            <aside
              id="levers"
              class="panel"
              aria-label={text("levers.title")}
              hidden={!hasLevers.value}
            >
              <LeverPanel />
            </aside>
            <section id="views" class="views-slot" tabIndex={-1} aria-label={text("page.views")}>
              <Refused />
              <div class="views-inner" inert={guessPending.value} aria-hidden={guessPending.value}>
                <Views />
              </div>
              <GuessPanel />
            </section>
          </>
        ) : (
          <Starting />
        )}
      </main>
      {isReady && (
        <footer id="timeline" class="foot" hidden={!hasTimeline.value}>
          <Timeline />
        </footer>
      )}
      {isReady && <Messages />}
    </div>
  );
}

/** Shows or hides a part of the frame, for more room on a projector. */
function Fold(props: { is: { value: boolean }; controls: string; name: string }) {
  const { is, controls, name } = props;
  return (
    <button
      type="button"
      class="quiet fold"
      data-fold={name}
      aria-expanded={is.value}
      aria-controls={controls}
      onClick={() => {
        is.value = !is.value;
      }}
    >
      <span aria-hidden="true">{is.value ? "▾" : "▸"}</span> {text(`${name}.title`)}
    </button>
  );
}

function Starting() {
  const trouble = message.value?.key.startsWith("trouble.") ? message.value : null;
  return (
    <div class="starting" aria-busy={!trouble}>
      {trouble ? (
        <p class="starting-trouble">{text(trouble.key, trouble.values)}</p>
      ) : (
        <>
          <span class="spinner" aria-hidden="true" />
          <p>{text("page.starting")}</p>
        </>
      )}
    </div>
  );
}
