import { apart } from "./apart";
import { map } from "./map";
import { means } from "./means";
import { network } from "./network";
import { people } from "./people";
import { units } from "./units";
import type { View } from "./view";
import { withdrawals } from "./withdrawals";

/** All views, in the order of the menu. */
export const allViews: readonly View[] = [people, units, withdrawals, map, network, means, apart];

export const viewOf = (id: string): View => allViews.find((view) => view.id === id) ?? people;
