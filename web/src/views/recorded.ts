/** Series that the workers record in every run, because a view draws them. Each is copied out of
 *  every run, so only what is drawn stands here. */
export const recorded = [
  "persons",
  "withdrawals",
  "units_made",
  "units_delivered",
  "demand_expressed",
  "need_latent",
  "units_held",
  "money_spent",
  "hours_given",
];
