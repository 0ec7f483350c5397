import type { Layout, Listing, Recording } from "../engine/protocol";

/** Listings of a run as named columns. */

export class Rows {
  constructor(
    private readonly listing: Listing,
    private readonly columns: readonly Float64Array[],
  ) {}

  get size(): number {
    return this.columns[0]?.length ?? 0;
  }

  column(name: string): Float64Array {
    const found = this.columns[this.listing.columns.findIndex((column) => column.name === name)];
    if (!found) throw new Error(`${this.listing.name} has no column ${name}`);
    return found;
  }

  labels(name: string): string[] {
    return this.listing.columns.find((column) => column.name === name)?.labels ?? [];
  }
}

/** What a run lists: persons, places, requesters, events (its log), network (its ties). */
export type Tables = (name: string) => Rows;

export function tablesOf(layout: Layout, recording: Recording): Tables {
  return (name) => {
    const at = layout.listings.findIndex((listing) => listing.name === name);
    const [listing, columns] = [layout.listings[at], recording.listings[at]];
    if (!listing || !columns) throw new Error(`no listing ${name}`);
    return new Rows(listing, columns);
  };
}
