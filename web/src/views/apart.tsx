import { splitShown } from "../state";
import { type ApartMeasure, apartMeasure } from "./choices";
import { Menu } from "./controls";
import { linesView, type PanelOf } from "./lines_view";
import { shownApart } from "./shown";
import type { View } from "./view";
import { t } from "./words";

/** Four lines: the base, what policies alone do, what assumptions alone do, and both. */

const measures: Record<ApartMeasure, Pick<PanelOf, "selection" | "cumulative">> = {
  engaged: { selection: { series: "persons", where: { stage: "engaged" } } },
  delivered: {
    selection: { series: "units_delivered", where: { product: "visor" } },
    cumulative: true,
  },
  withdrawn: { selection: { series: "withdrawals" }, cumulative: true },
  hours: { selection: { series: "hours_given" }, cumulative: true },
};

function Controls() {
  const options = (Object.keys(measures) as ApartMeasure[]).map((value) => ({
    value,
    text: t(`views.apart.${value}`),
  }));
  return <Menu label={t("views.measure")} of={apartMeasure} options={options} />;
}

/** It needs two worlds more, and only while somebody looks. */
function opened(large: boolean): () => void {
  splitShown.value = large;
  return () => {
    splitShown.value = false;
  };
}

const lines = linesView({
  id: "apart",
  panels: () => [
    {
      id: "apart",
      ...measures[apartMeasure.value],
      title: t(`views.apart.${apartMeasure.value}`),
      unit: t(`views.apart.unit.${apartMeasure.value}`),
    },
  ],
  watch: () => apartMeasure.value,
  worlds: () => shownApart.value,
  Controls,
  opened,
});

/** It names its own worlds at their lines. */
export const apart: View = { ...lines, drawsWorlds: false };
