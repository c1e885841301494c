/** The reference solo pool. */
export { SoloPool } from "./solo-pool.js";
export type {
  BlockEvent,
  PoolServer,
  PoolSession,
  ShareEvent,
  SoloPoolEvents,
  SoloPoolOptions,
  UnsubmittedEvent,
} from "./solo-pool-options.js";
export { TemplateSource, type TemplateSourceEvents, type TemplateSourceOptions } from "./template-source.js";
