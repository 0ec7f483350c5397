import { useEffect } from "preact/hooks";
import { GuessToggle } from "../guess";
import { type Language, languages } from "../languages";
import { text } from "../languages/use";
import { SharingButtons } from "../sharing/buttons";
import { history, language, ready } from "../state";
import { replay } from "../worlds/moves";

/** Says of how much of the country the numbers are. */
function subtitle(): string {
  const scale = Number(ready.value?.base.values["population.scale"] ?? 1);
  return scale === 1 ? text("page.subtitle") : text("page.scaled", { n: Math.round(1 / scale) });
}

/** Name, going back and forth, guessing, sharing, language. */
export function Header() {
  useShortcuts();
  return (
    <header class="page-header">
      <h1>
        <Logo />
        <span>
          Muster <small>{subtitle()}</small>
        </span>
      </h1>
      <fieldset class="group" aria-label={text("page.steps")}>
        <button
          type="button"
          data-do="undo"
          disabled={!history.canUndo.value}
          title="Ctrl+Z"
          aria-keyshortcuts="Control+Z"
          onClick={() => history.undo()}
        >
          <span aria-hidden="true">↶</span> <span class="in-words">{text("page.undo")}</span>
        </button>
        <button
          type="button"
          data-do="redo"
          disabled={!history.canRedo.value}
          title="Ctrl+Shift+Z"
          aria-keyshortcuts="Control+Shift+Z"
          onClick={() => history.redo()}
        >
          <span aria-hidden="true">↷</span> <span class="in-words">{text("page.redo")}</span>
        </button>
        <button
          type="button"
          data-do="replay"
          disabled={!history.canUndo.value}
          onClick={() => replay()}
        >
          <span aria-hidden="true">⟳</span> <span class="in-words">{text("page.replay")}</span>
        </button>
      </fieldset>
      <GuessToggle />
      <SharingButtons />
      <LanguageChoice />
    </header>
  );
}

/** Three dots that gather around one: muster. */
function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <circle cx="16" cy="16" r="5" fill="#fff" />
      <g fill="#f0b429">
        <circle cx="16" cy="4.5" r="3" />
        <circle cx="26" cy="21.7" r="3" />
        <circle cx="6" cy="21.7" r="3" />
      </g>
      <g stroke="#fff" stroke-width="1.6">
        <path d="M16 8v3M23 20l-2.600-1.500M9 20l2.600-1.500" />
      </g>
    </svg>
  );
}

function LanguageChoice() {
  return (
    <label class="language">
      <span class="hidden">{text("page.language")}</span>
      <select
        data-do="language"
        value={language.value}
        onChange={({ currentTarget }) => {
          language.value = currentTarget.value as Language;
        }}
      >
        {Object.entries(languages).map(([name, label]) => (
          <option key={name} value={name} lang={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Text being typed has an undo of its own. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && ["text", "search", "date"].includes(target.type);

function useShortcuts(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "y" || (key === "z" && event.shiftKey)) history.redo();
      else if (key === "z") history.undo();
      else return;
      event.preventDefault();
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
