import { protocol } from "../../codegen/schema/index.js";

export default protocol({
  title: "Notifications",
  version: "1.0.0",
  description:
    "Notifications of coin daemons to a pool's RPC port (-blocknotify, -walletnotify, -alertnotify), and operators' queries.",
});
