/** Stands in until the views are there. */
export function Views() {
  return null;
}
