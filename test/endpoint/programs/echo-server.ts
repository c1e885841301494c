import { defineProtocol, request, serve } from "stratum/rpc";
import { contentLength, lines } from "stratum/wire";

const echo = defineProtocol({
  server: { echo: request<{ value: unknown }>(), exit: request<{ code: number }>() },
});

await serve(echo, {
  listen: "stdio:",
  framing: process.argv[2] === "contentLength" ? contentLength : lines,
  handlers: {
    echo: ({ value }) => ({ value, pid: process.pid, setting: process.env.ECHO_SETTING }),
    exit: ({ code }) => process.exit(code),
  },
});
