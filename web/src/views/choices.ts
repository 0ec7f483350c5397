import { signal } from "@preact/signals";

/** What the views are set to; it outlives their closing, and both languages. */

export const largeViews = signal<readonly [string, string]>(["people", "units"]);

/** Whether lines show what is otherwise than in the base. */
export const asDifference = signal(false);
export const stage = signal("engaged");
export const product = signal("visor");
/** Whether flows are summed up from the first day on. */
export const unitsSummedUp = signal(false);
export const withdrawalsSummedUp = signal(true);
export const meansSummedUp = signal(false);
export const reasonsStacked = signal(false);

export type ApartMeasure = "engaged" | "delivered" | "withdrawn" | "hours";
export const apartMeasure = signal<ApartMeasure>("engaged");

export type MapWorld = "now" | "base" | "difference";
export const mapWorld = signal<MapWorld>("now");
export type MapMeasure = "coverage" | "delivered";
export const mapMeasure = signal<MapMeasure>("coverage");
/** Day of the run; -1: the whole run. */
export const mapDay = signal(-1);

/** Day that the network shows. */
export const networkDay = signal(45);
export const networkPlays = signal(false);
