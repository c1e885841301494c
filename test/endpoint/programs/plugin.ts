import { connect, defineProtocol, request } from "stratum/rpc";
import { values } from "stratum/wire";

interface Payment {
  label: string;
  msat: string;
}

/** What a lightning daemon answers, and what it asks of its plugins. */
const lightning = defineProtocol({
  server: {
    register: request<{ name: string }, { accepted: boolean }>(),
    getinfo: request<object, { id: string; alias: string }>(),
    listinvoices: request<{ label?: string }, { invoices: { label: string; description: string }[] }>(),
  },
  client: {
    getmanifest: request<object, { hooks: string[]; dynamic: boolean }>(),
    invoice_payment: request<{ payment: Payment }, { result: "continue" | "reject" }>(),
  },
});

const daemon = await connect(`unix:${process.argv[2]}`, lightning, {
  framing: values,
  handlers: {
    getmanifest: () => ({ hooks: ["invoice_payment"], dynamic: true }),
    invoice_payment: async ({ payment: { label, msat } }, { server }) => {
      const { invoices } = await server.listinvoices({ label });
      console.log(`${msat} for ${invoices[0]?.description ?? "nothing"}`);
      return { result: invoices.length > 0 ? "continue" : "reject" };
    },
  },
});
daemon.on("close", () => console.log("the daemon is gone"));
const { alias } = await daemon.getinfo();
const { accepted } = await daemon.register({ name: "guard" });
console.log(`${alias}: ${accepted}`);
