import { optionLabel } from "../languages/use";
import { ready } from "../state";
import { stage } from "./choices";
import { Menu } from "./controls";
import { linesView } from "./lines_view";
import { t } from "./words";

/** How many people stand where: who has not heard, stands by, takes part, paused or left. */

function Controls() {
  const stages = ready.value?.reader.labels("stage") ?? [];
  const options = stages.map((value) => ({ value, text: optionLabel(value) }));
  return <Menu label={t("views.people.stage")} of={stage} options={options} />;
}

export const people = linesView({
  id: "people",
  panels: () => [
    {
      id: "people",
      selection: { series: "persons", where: { stage: stage.value } },
      title: t("views.people.panel", { stage: optionLabel(stage.value) }),
      unit: t("views.units.persons"),
    },
  ],
  watch: () => stage.value,
  Controls,
});
