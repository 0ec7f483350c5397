/** The module that `make engine` builds. */
declare module "*/muster.mjs" {
  const start: () => Promise<unknown>;
  export default start;
}
