import { changes, ready } from "../state";
import { isNothing } from "../worlds/changes";
import { color, family, lookOf } from "./appearance";
import type { Chart } from "./chart";
import { csv, type Sheet } from "./sheet";
import { shown } from "./shown";
import type { View } from "./view";
import { t } from "./words";

/** Files of what is seen: numbers as CSV, the picture as PNG. */

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const nameOf = (view: string, ending: string): string => `muster-${view}.${ending}`;

/** Spreadsheets take it for UTF-8 only with a byte order mark. */
export function saveSheet(view: string, sheet: Sheet): void {
  save(new Blob([`\ufeff${csv(sheet)}`], { type: "text/csv;charset=utf-8" }), nameOf(view, "csv"));
}

/** Version, scenario and date: a picture alone says where it is from. */
export function caption(): string {
  const now = ready.value;
  if (!now) return "";
  return t("views.caption", {
    version: now.version,
    scenario: now.base.name,
    changed: t(isNothing(changes.value) ? "views.captionUnchanged" : "views.captionChanged"),
    date: new Date().toISOString().slice(0, 10),
  });
}

const margin = 20;

/** The worlds with their lines, from the right edge on, beside the title. */
function drawLegend(pen: CanvasRenderingContext2D, right: number, y: number, ratio: number): void {
  pen.font = `${13 * ratio}px ${family()}`;
  let x = right;
  for (const { id, label } of [...shown.value].reverse()) {
    const look = lookOf(id);
    x -= pen.measureText(label).width;
    pen.fillStyle = color("views-ink");
    pen.fillText(label, x, y);
    x -= 8 * ratio;
    pen.strokeStyle = look.color;
    pen.lineWidth = look.width * ratio;
    pen.setLineDash(look.dash === "solid" ? [] : look.dash.map((part) => part * ratio));
    pen.beginPath();
    pen.moveTo(x - 28 * ratio, y - 4 * ratio);
    pen.lineTo(x, y - 4 * ratio);
    pen.stroke();
    x -= 46 * ratio;
  }
}

/** The chart with its title above and what it is from below. */
export function savePicture(view: View, title: string, chart: Chart): void {
  const withWorlds = view.drawsWorlds;
  const ratio = 2;
  const drawn = chart.renderToCanvas({ pixelRatio: ratio, backgroundColor: color("views-paper") });
  const canvas = document.createElement("canvas");
  const [above, below] = [44 * ratio, 34 * ratio];
  canvas.width = drawn.width + 2 * margin * ratio;
  canvas.height = drawn.height + above + below;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.fillStyle = color("views-paper");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, margin * ratio, above);
  pen.fillStyle = color("views-ink");
  pen.font = `600 ${17 * ratio}px ${family()}`;
  pen.fillText(title, margin * ratio, 29 * ratio);
  if (withWorlds) drawLegend(pen, canvas.width - margin * ratio, 29 * ratio, ratio);
  pen.fillStyle = color("views-soft");
  pen.font = `${12 * ratio}px ${family()}`;
  pen.fillText(caption(), margin * ratio, canvas.height - 12 * ratio);
  canvas.toBlob((blob) => blob && save(blob, nameOf(view.id, "png")));
}
