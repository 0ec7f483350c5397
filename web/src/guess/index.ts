export { GuessPanel } from "./panel";
export { guessPending } from "./pending";
export { GuessToggle } from "./toggle";
