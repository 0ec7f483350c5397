import type { ComponentChildren, RefObject } from "preact";
import { useId, useImperativeHandle, useRef, useState } from "preact/hooks";
import { text } from "../languages/use";

export interface DialogHandle {
  open: () => void;
  close: () => void;
}

interface Props {
  handle: RefObject<DialogHandle | null>;
  title: string;
  wide?: boolean;
  onClose?: () => void;
  children: ComponentChildren;
}

/** The browser's own dialog: it keeps the focus, Escape closes it, and the focus goes back. */
export function Dialog({ handle, title, wide, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  useImperativeHandle(handle, () => ({
    open: () => {
      setOpen(true);
      element.current?.showModal();
    },
    close: () => element.current?.close(),
  }));
  return (
    <dialog
      ref={element}
      class={wide ? "wide" : ""}
      aria-labelledby={id}
      onClose={() => {
        setOpen(false);
        onClose?.();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="quiet close"
          aria-label={text("page.close")}
          onClick={() => element.current?.close()}
        >
          ✕
        </button>
      </div>
      {isOpen && children}
    </dialog>
  );
}
