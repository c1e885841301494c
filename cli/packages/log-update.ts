/** Redraws text in a terminal. The build bundles the package into this file. */
export { createLogUpdate } from "log-update";
