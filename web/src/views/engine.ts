import { CustomChart, GraphChart, LineChart, MapChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import regions from "./regions.geo.json";

/** The chart library, with only what the page draws. */

echarts.use([
  LineChart,
  CustomChart,
  MapChart,
  GraphChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  GeoComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  MarkLineComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export const mapName = "regions";
echarts.registerMap(mapName, regions as Parameters<typeof echarts.registerMap>[1]);

export { echarts };
export type Option = echarts.EChartsCoreOption;
