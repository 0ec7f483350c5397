import { useRef } from "preact/hooks";
import { text } from "../languages/use";
import { Dialog, type DialogHandle } from "./dialog";

interface Props {
  label: string;
  describedBy?: string;
  question: string;
  yes: string;
  disabled?: boolean;
  onYes: () => void;
}

/** A button that asks before it does what cannot be seen at once. */
export function ConfirmButton({ label, describedBy, question, yes, disabled, onYes }: Props) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <button
        type="button"
        class="quiet"
        disabled={disabled}
        aria-describedby={describedBy}
        onClick={() => dialog.current?.open()}
      >
        {label}
      </button>
      <Dialog handle={dialog} title={label}>
        <p>{question}</p>
        <div class="dialog-buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            {text("page.cancel")}
          </button>
          <button
            type="button"
            class="strong"
            onClick={() => {
              dialog.current?.close();
              onYes();
            }}
          >
            {yes}
          </button>
        </div>
      </Dialog>
    </>
  );
}
