import { protocol } from "stratum-codegen";

export default protocol({
  title: "Tasks",
  version: "1.0.0",
  description:
    "A to-do list that several clients share. The server tells each of them what the others change.",
});
