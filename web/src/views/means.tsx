import { meansSummedUp } from "./choices";
import { Toggle } from "./controls";
import { linesView } from "./lines_view";
import { t } from "./words";

/** What it takes: hours that people give, and money by who pays. */

const money = ["own pocket", "gifts", "patrons", "public order"];

export const means = linesView({
  id: "means",
  panels: () => [
    {
      id: "hours",
      selection: { series: "hours_given" },
      cumulative: meansSummedUp.value,
      title: t("views.means.hours"),
      unit: t(meansSummedUp.value ? "views.means.hour" : "views.means.hoursPerDay"),
    },
    {
      id: "money",
      selection: { series: "money_spent" },
      cumulative: meansSummedUp.value,
      title: t("views.means.money"),
      unit: t(meansSummedUp.value ? "views.means.euro" : "views.means.eurosPerDay"),
    },
    ...money.slice(0, 2).map((source) => ({
      id: source,
      selection: { series: "money_spent", where: { source } },
      cumulative: meansSummedUp.value,
      title: t(`views.means.${source.replace(" ", "-")}`),
      unit: t(meansSummedUp.value ? "views.means.euro" : "views.means.eurosPerDay"),
    })),
  ],
  watch: () => meansSummedUp.value,
  Controls: () => <Toggle label={t("views.summedUp")} of={meansSummedUp} />,
});
