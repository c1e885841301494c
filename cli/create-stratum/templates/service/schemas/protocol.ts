import { protocol } from "stratum-codegen";

export default protocol({
  title: "{{name}}",
  version: "0.1.0",
  description: "Messages that clients post, and that the server passes on to every client.",
});
