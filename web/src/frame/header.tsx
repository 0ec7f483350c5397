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
        <Step
          name="undo"
          sign="↶"
          keys="Control+Z"
          disabled={!history.canUndo.value}
          onClick={() => history.undo()}
        />
        <Step
          name="redo"
          sign="↷"
          keys="Control+Shift+Z"
          disabled={!history.canRedo.value}
          onClick={() => history.redo()}
        />
        <Step name="replay" sign="⟳" disabled={!history.canUndo.value} onClick={() => replay()} />
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

interface StepProps {
  name: string;
  sign: string;
  keys?: string;
  disabled: boolean;
  onClick: () => void;
}

/** A step back or forth; narrow screens show its sign only. */
function Step({ name, sign, keys, disabled, onClick }: StepProps) {
  return (
    <button
      type="button"
      data-do={name}
      disabled={disabled}
      title={keys?.replace("Control", "Ctrl")}
      aria-keyshortcuts={keys}
      onClick={onClick}
    >
      <span aria-hidden="true">{sign}</span> <span class="in-words">{text(`page.${name}`)}</span>
    </button>
  );
}

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
