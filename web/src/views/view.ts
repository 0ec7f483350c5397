import type { JSX } from "preact";
import type { Option } from "./engine";
import type { Sheet } from "./sheet";

/** Where a view is drawn. */
export interface Frame {
  width: number;
  height: number;
  /** In the strip: no words, no axes, only the shape. */
  small: boolean;
  /** On paper: no hover, colors that print. */
  printed: boolean;
}

/** One way to look at the worlds. */
export interface View {
  id: string;
  /** Whether its lines are those of the worlds: then it has a legend, and can show differences. */
  drawsWorlds: boolean;
  /** Reads every signal that the picture depends on; cheap, it runs at each change of one. */
  watch(): void;
  /** The picture as it should be now; runs at most once a frame of the screen. */
  option(frame: Frame): Option;
  /** The picture in a sentence, with its numbers. */
  summary(): string;
  /** All numbers that are drawn. */
  sheet(): Sheet;
  /** Choices that belong to the view. */
  Controls?: () => JSX.Element;
  /** Something below the picture. */
  Below?: () => JSX.Element;
  /** Called when the view appears, large or small; what it returns, when it goes. */
  opened?(large: boolean): () => void;
}
