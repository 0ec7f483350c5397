import { optionLabel } from "../languages/use";
import { ready } from "../state";
import { product, unitsSummedUp } from "./choices";
import { Menu, Toggle } from "./controls";
import { linesView, type PanelOf } from "./lines_view";
import { t } from "./words";

/** Units made, delivered, ordered, and still missing. */

export function ProductMenu() {
  const products = ready.value?.reader.labels("product") ?? [];
  const options = products.map((value) => ({ value, text: optionLabel(value) }));
  return <Menu label={t("views.product")} of={product} options={options} />;
}

const Controls = () => (
  <>
    <ProductMenu />
    <Toggle label={t("views.summedUp")} of={unitsSummedUp} />
  </>
);

function panelOf(id: string, series: string, isFlow: boolean): PanelOf {
  const cumulative = isFlow && unitsSummedUp.value;
  return {
    id,
    selection: { series, where: { product: product.value } },
    cumulative,
    title: t(`views.units.${id}`),
    unit: t(isFlow && !cumulative ? "views.units.perDay" : "views.units.pieces"),
  };
}

export const units = linesView({
  id: "units",
  panels: () => [
    panelOf("delivered", "units_delivered", true),
    panelOf("made", "units_made", true),
    panelOf("ordered", "demand_expressed", true),
    panelOf("missing", "need_latent", false),
  ],
  watch: () => [product.value, unitsSummedUp.value],
  Controls,
});
