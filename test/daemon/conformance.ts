import { describe } from "vitest";
import { blocks } from "./conformance/blocks.js";
import { calls } from "./conformance/calls.js";
import { history } from "./conformance/history.js";
import { payments } from "./conformance/payments.js";
import { rawTransactions } from "./conformance/raw-transactions.js";
import { reorganizations } from "./conformance/reorganizations.js";
import { submitting } from "./conformance/submitting.js";
import { wallets } from "./conformance/wallets.js";
import type { Subject } from "./subject.js";

/** What holds for coin daemons, each topic on a fresh one. One that is absent is skipped. */
export function conformance(name: string, start: () => Promise<Subject>, isAbsent = false): void {
  describe.skipIf(isAbsent)(name, () => {
    calls(start);
    blocks(start);
    submitting(start);
    wallets(start);
    payments(start);
    history(start);
    rawTransactions(start);
    reorganizations(start);
  });
}
