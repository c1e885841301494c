/** Redraws text in a terminal. The build puts the package itself into this file. */
export { createLogUpdate } from "log-update";
