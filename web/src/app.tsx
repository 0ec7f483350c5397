import { ready, worlds } from "./state";

/** The whole page. */
export function App() {
  if (!ready.value) return <p>…</p>;
  return (
    <ul>
      {worlds.value.map((world) => (
        <li key={world.id}>
          {world.id} {world.runs.count.value}
        </li>
      ))}
    </ul>
  );
}
