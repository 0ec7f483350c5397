/** The module that `make engine` builds. */
declare module "*/muster.mjs" {
  const start: (settings: object) => Promise<unknown>;
  export default start;
}
