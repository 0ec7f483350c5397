/** The module that `make page` builds. */
declare module "*/muster.mjs" {
  const start: (settings: object) => Promise<unknown>;
  export default start;
}
