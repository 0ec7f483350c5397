import { CrashError } from "../engine/pool";
import { pool } from "../start";
import { baseName, history, message, ready } from "../state";
import { changesBetween } from "../worlds/difference";
import { scenarioFile } from "../worlds/toml";

/** Scenario files: what is saved runs with `muster run`; what is loaded may be any scenario. */

export const fileName = "muster-what-if.toml";

/** Leaves a file in the folder where the browser keeps what it is given. */
export function leaveFile(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export const save = (summary: string): void =>
  leaveFile(fileName, scenarioFile(baseName, history.latest.value, summary), "application/toml");

const say = (key: string, values: Record<string, string> = {}): void => {
  message.value = { key, values };
};

/** Scenarios are short; anything larger is something else. */
const largest = 2_000_000;

/** Shows the scenario of a file, or says why not and changes nothing. */
export async function open(file: File): Promise<void> {
  if (!ready.value) return;
  const { base, layout } = ready.value;
  const { name } = file;
  if (file.size > largest) return say("trouble.fileLarge", { name });
  const toml = await file.text();
  try {
    const found = await pool.ask("describe", { toml });
    if (found.firstDay !== base.firstDay || found.lastDay !== base.lastDay)
      return say("trouble.fileDays", { name, first: base.firstDay, last: base.lastDay });
    const shape = await pool.ask("layout", { toml });
    if (JSON.stringify(shape) !== JSON.stringify(layout)) return say("trouble.fileShape", { name });
    history.go(changesBetween(base, found));
    say("sharing.fileOpened", { name });
  } catch (error) {
    if (error instanceof CrashError) return say("trouble.workerCrashed");
    say("trouble.file", { name, sentence: error instanceof Error ? error.message : String(error) });
  }
}
