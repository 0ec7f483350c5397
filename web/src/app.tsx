import { ready } from "./state";
import { Views } from "./views";

/** The whole page. */
export function App() {
  if (!ready.value) return <p>…</p>;
  return <Views />;
}
