import { pool } from "../start";
import { ready, seed } from "../state";
import { type Tables, tablesOf } from "./rows";

/** Runs that list what happened in them; they are large, so they are asked last and soon forgotten. */

/** No series means all; listings are wanted, so one small one stands for none. */
const series = ["hours_given"];

/** `cancelled`: of each who asked; the run is given up only when nobody waits for it any more. */
interface Kept {
  tables: Promise<Tables>;
  cancelled: (() => boolean)[];
}
const kept = new Map<string, Kept>();
const most = 12;

/**
 * The listings of one replicate of a world. `cancelled`: nobody waits for it any more; then the
 * promise may never settle.
 */
export function listed(
  toml: string,
  replicate: number,
  urgency: number,
  cancelled: () => boolean,
): Promise<Tables> {
  const name = `${replicate} ${toml}`;
  const known = kept.get(name);
  if (known) {
    known.cancelled.push(cancelled);
    return known.tables;
  }
  const waiting = [cancelled];
  const ask = { toml, seed, replicate, series, withListings: true };
  const forget = () => {
    const gone = waiting.every((is) => is());
    if (gone) kept.delete(name);
    return gone;
  };
  const tables = pool.ask("run", ask, urgency, forget).then((recording) => {
    const layout = ready.value?.layout;
    if (!layout) throw new Error("listings before the layout");
    return tablesOf(layout, recording);
  });
  tables.catch(() => kept.delete(name));
  kept.set(name, { tables, cancelled: waiting });
  for (const old of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(old);
  }
  return tables;
}
