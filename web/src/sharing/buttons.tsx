import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { nameOf } from "../frame/describe";
import { Dialog, type DialogHandle } from "../frame/dialog";
import { text } from "../languages/use";
import { history } from "../state";
import { open, save } from "./file";
import { linkNow } from "./follow";

/** Share link, save, open. */
export function SharingButtons() {
  const dialog = useRef<DialogHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <fieldset class="group" aria-label={text("sharing.title")}>
      <button type="button" data-do="share" onClick={() => dialog.current?.open()}>
        {text("sharing.share")}
      </button>
      <button type="button" data-do="save" onClick={() => save(nameOf(history.latest.value))}>
        {text("sharing.save")}
      </button>
      <button type="button" data-do="open" onClick={() => picker.current?.click()}>
        {text("sharing.open")}
      </button>
      <input
        ref={picker}
        type="file"
        accept=".toml"
        class="hidden"
        tabIndex={-1}
        aria-label={text("sharing.open")}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) open(file);
          currentTarget.value = ""; // the same file can be opened again
        }}
      />
      <Dialog handle={dialog} title={text("sharing.share")}>
        <LinkToCopy />
      </Dialog>
    </fieldset>
  );
}

function LinkToCopy() {
  const field = useRef<HTMLInputElement>(null);
  const isCopied = useSignal(false);
  const link = linkNow();
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      isCopied.value = true;
    } catch {
      field.current?.select(); // the user can copy what is selected
    }
  }
  return (
    <>
      <p>{text("sharing.explained")}</p>
      <input
        ref={field}
        type="text"
        class="link-field"
        readOnly
        aria-label={text("sharing.link")}
        value={link}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div class="dialog-buttons">
        <span role="status">{isCopied.value && text("sharing.copied")}</span>
        <span class="space" />
        <button type="button" class="strong" data-do="copy" onClick={copy}>
          {text("sharing.copy")}
        </button>
      </div>
    </>
  );
}
