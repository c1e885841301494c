/** The reference solo pool, and the service that `stratum serve` runs. */
export {
  type BlockEvent,
  type PoolServer,
  type ShareEvent,
  SoloPool,
  type SoloPoolEvents,
  type SoloPoolOptions,
} from "./solo-pool.js";
export { TemplateSource, type TemplateSourceOptions } from "./template-source.js";
