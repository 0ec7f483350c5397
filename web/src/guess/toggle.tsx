import { useRef } from "preact/hooks";
import { Dialog, type DialogHandle } from "../frame/dialog";
import { text } from "../languages/use";
import { guesses } from "./guesses";
import { guessing, startGuessing, stopGuessing } from "./pending";
import { Score } from "./score";

/** Switches guessing on and off, and shows the expectations so far. */
export function GuessToggle() {
  const dialog = useRef<DialogHandle>(null);
  return (
    <fieldset class="group" aria-label={text("guess.title")}>
      <button
        type="button"
        data-do="guess"
        aria-pressed={guessing.value}
        onClick={() => (guessing.value ? stopGuessing() : startGuessing())}
      >
        {text("guess.title")}
      </button>
      <button
        type="button"
        data-do="score"
        disabled={guesses.value.length === 0}
        onClick={() => dialog.current?.open()}
      >
        {text("guess.score", { count: guesses.value.length })}
      </button>
      <Dialog handle={dialog} title={text("guess.scoreTitle")} wide>
        <Score />
      </Dialog>
    </fieldset>
  );
}
