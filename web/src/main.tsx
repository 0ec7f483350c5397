import { render } from "preact";
import { App } from "./app";
import { start } from "./start";
import "./style.css";

render(<App />, document.getElementById("page") as HTMLElement);
start();
