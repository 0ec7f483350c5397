import { useEffect } from "preact/hooks";
import { allViews } from "./catalog";
import { ChartOf } from "./chart";
import { largeViews } from "./choices";
import type { View } from "./view";
import { t } from "./words";

function Small({ view }: { view: View }) {
  useEffect(() => view.opened?.(false), [view]);
  return <ChartOf view={view} small />;
}

/** The views that are not large, small: a click makes one large. */
export function Strip() {
  const [one, other] = largeViews.value;
  const small = allViews.filter(({ id }) => id !== one && id !== other);
  return (
    <nav class="views-strip" aria-label={t("views.strip")}>
      {small.map((view) => (
        <button
          key={view.id}
          type="button"
          title={t("views.enlarge")}
          onClick={() => {
            largeViews.value = [one, view.id];
          }}
        >
          <Small view={view} />
          <span>{t(`views.${view.id}.title`)}</span>
        </button>
      ))}
    </nav>
  );
}
