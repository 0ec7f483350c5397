import { optionLabel } from "../languages/use";
import { ready } from "../state";
import { reasonsStacked, withdrawalsSummedUp } from "./choices";
import { Toggle } from "./controls";
import { linesView, type PanelOf } from "./lines_view";
import { stacksOption } from "./stacks";
import type { View } from "./view";
import { capital, t } from "./words";

/** Who stops, and why: a panel for each reason, or all reasons of a world stacked. */

const Controls = () => (
  <>
    <Toggle label={t("views.withdrawals.stacked")} of={reasonsStacked} />
    <Toggle label={t("views.summedUp")} of={withdrawalsSummedUp} />
  </>
);

/** The reasons that people most talk about stand first; "no demand" and "structure lost" are rare. */
const order = ["legal fear", "fatigue", "time lost", "no material", "other"];

function panelOf(reason: string): PanelOf {
  return {
    id: reason,
    selection: { series: "withdrawals", where: { reason } },
    cumulative: withdrawalsSummedUp.value,
    title: capital(optionLabel(reason)),
    unit: t(withdrawalsSummedUp.value ? "views.units.persons" : "views.units.personsPerDay"),
  };
}

const all = (): PanelOf => ({
  ...panelOf(""),
  id: "all",
  selection: { series: "withdrawals" },
  title: t("views.withdrawals.all"),
});

const lines = linesView({
  id: "withdrawals",
  panels: () => [all(), ...order.map(panelOf)],
  watch: () => [reasonsStacked.value, withdrawalsSummedUp.value],
  Controls,
});

export const withdrawals: View = {
  ...lines,
  option: (frame) =>
    reasonsStacked.value && !frame.small
      ? stacksOption((ready.value?.reader.labels("reason") ?? []).map(panelOf), frame)
      : lines.option(frame),
};
