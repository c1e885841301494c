import { protocol } from "../../codegen/schema/index.js";

export default protocol({
  title: "Notifications",
  version: "1.0.0",
  description:
    "What coin daemons tell a pool's RPC port by -blocknotify, -walletnotify and -alertnotify, and what operators ask it.",
});
