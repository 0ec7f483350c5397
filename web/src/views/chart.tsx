import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { echarts } from "./engine";
import type { View } from "./view";

/** A picture that follows its view: drawn again at most once a frame, the small ones less often. */

export type Chart = ReturnType<typeof echarts.init>;

const restOfSmall = 250; // milliseconds

interface Props {
  view: View;
  small: boolean;
  onChart?: (chart: Chart | null) => void;
}

/** Keeps a chart in an element up to date; returns how to stop. */
function keepDrawn(element: HTMLElement, view: View, small: boolean, chart: Chart): () => void {
  let frame = 0;
  let timer = 0;
  let before = "";
  const draw = () => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = element;
    if (width === 0 || height === 0) return;
    untracked(() => {
      const option = view.option({ width, height, small, printed: false });
      const series = (option.series ?? []) as { id?: string }[];
      const names = series.map(({ id }) => id).join();
      const gone = names !== before;
      before = names;
      const parts = ["series", "grid", "xAxis", "yAxis", "title", "visualMap", "geo"];
      chart.setOption(option, gone ? { replaceMerge: parts } : {});
    });
  };
  const soon = () => {
    if (small)
      timer ||= window.setTimeout(() => {
        timer = 0;
        frame ||= requestAnimationFrame(draw);
      }, restOfSmall);
    else frame ||= requestAnimationFrame(draw);
  };
  const stop = effect(() => {
    view.watch();
    soon();
  });
  const sizes = new ResizeObserver(() => {
    chart.resize();
    soon();
  });
  sizes.observe(element);
  return () => {
    stop();
    sizes.disconnect();
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}

export function ChartOf({ view, small, onChart }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = echarts.init(element, null, { renderer: "canvas" });
    onChart?.(chart);
    const stop = keepDrawn(element, view, small, chart);
    return () => {
      stop();
      onChart?.(null);
      chart.dispose();
    };
  }, [view, small]);
  return <div class="views-chart" ref={place} aria-hidden="true" />;
}
