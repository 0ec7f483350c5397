/** What the engine says of itself and of scenarios (web/engine/engine.cpp), and what workers answer. */

/** A table is the text of its CSV. */
export type Value = number | boolean | string;

/** One number that goes in; the texts are those of the catalog, in English. */
export interface Parameter {
  key: string;
  type: "number" | "integer" | "boolean" | "choice" | "date" | "table";
  unit: string;
  /** null: no bound. */
  low: number | null;
  high: number | null;
  options: string[];
  initial: Value;
  meaning: string;
  source: string;
  /** Read once, on the first day: events may not set it. */
  fixed: boolean;
  allowed: string;
}

export interface Act {
  name: string;
  meaning: string;
  arguments: Parameter[];
}

/** A mechanism: its parameters begin with "<name>.". */
export interface Section {
  name: string;
  summary: string;
  canBeOff: boolean;
  parameters: Parameter[];
  acts: Act[];
}

/** Something that happens on a date: it sets parameters until a last day or for good, or acts once. */
export interface ScenarioEvent {
  name: string;
  date: string;
  until: string | null;
  set: Record<string, Value>;
  act: string;
  with: Record<string, Value>;
}

export interface Outcome {
  name: string;
  series: string;
}

export interface Scenario {
  name: string;
  summary: string;
  firstDay: string;
  lastDay: string;
  nDays: number;
  values: Record<string, Value>;
  events: ScenarioEvent[];
  outcomes: Outcome[];
  /** The scenario as one file that needs no other. */
  canonical: string;
  remarks: string[];
}

export interface Dimension {
  name: string;
  labels: string[];
}

export interface Observable {
  name: string;
  units: string;
  longName: string;
  dimensions: string[];
  timing: "flow" | "stock";
}

export interface ListingColumn {
  name: string;
  units: string;
  longName: string;
  type: string;
  /** Of a column of labels: what its numbers mean. */
  labels: string[];
}

export interface Listing {
  name: string;
  longName: string;
  columns: ListingColumn[];
}

/** The shape that all runs of a scenario share. */
export interface Layout {
  firstDay: string;
  nDays: number;
  dimensions: Dimension[];
  observables: Observable[];
  listings: Listing[];
}

/** One run: an array [nDays, width] a series, and a column of numbers for each of each listing's. */
export interface Recording {
  series: Float64Array[];
  listings: Float64Array[][];
}

export interface About {
  version: string;
  revision: string;
  compiler: string;
}

export interface Run {
  toml: string;
  seed: number;
  replicate: number;
  series: string[];
  withListings: boolean;
}

/** Questions to a worker, and what it answers. */
export interface Questions {
  about: { ask: null; answer: About };
  catalog: { ask: null; answer: Section[] };
  describe: { ask: { toml: string }; answer: Scenario };
  layout: { ask: { toml: string }; answer: Layout };
  run: { ask: Run; answer: Recording };
}
export type Question = keyof Questions;

export interface Asked<Q extends Question = Question> {
  number: number;
  question: Q;
  ask: Questions[Q]["ask"];
}

/** `error` is the engine's sentence about what the user gave it. */
export type Answered =
  | { number: number; answer: Questions[Question]["answer"] }
  | { number: number; error: string };
