/** Series that the workers record in every run, because a view draws them. */
export const recorded = ["persons", "units_made", "units_delivered", "withdrawals"];
