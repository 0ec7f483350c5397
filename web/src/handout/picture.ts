import { echarts } from "../views/engine";
import type { View } from "../views/view";

/** A view as a drawing of lines, which paper shows as sharp as it can. */
export function drawing(view: View, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(view.option({ width, height, small: false, printed: true }));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
