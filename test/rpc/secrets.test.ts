import { describe, expect, it } from "vitest";
import { daemonSecrets } from "../../src/daemon/secrets.js";
import { notifySecrets } from "../../src/notify/secrets.js";
import { withoutSecrets } from "../../src/rpc/secrets.js";
import { stratumSecrets } from "../../src/stratum/secrets.js";

const hash = "a5040973b83bad0cf46d02a3e914a1e50432692d0380ff81788142106ced8cdf";

describe("a message as it is shown", () => {
  it.each([
    [
      "a worker's password",
      stratumSecrets,
      '{"id": 2, "method": "mining.authorize", "params": ["alice", "hunter2"]}',
      '{"id":2,"method":"mining.authorize","params":["alice","***"]}',
    ],
    [
      "a password by name",
      stratumSecrets,
      '{"id":2,"method":"mining.authorize","params":{"username":"alice","password":"hunter2"}}',
      '{"id":2,"method":"mining.authorize","params":"***"}',
    ],
    [
      "the password of an RPC port",
      notifySecrets,
      `{"jsonrpc":"2.0","method":"own","params":["aHVudGVyMg==","${hash}"],"id":1}`,
      `{"jsonrpc":"2.0","method":"own","params":["***","${hash}"],"id":1}`,
    ],
    [
      "passwords in a batch",
      notifySecrets,
      '[{"method":"a","params":["aHVudGVyMg=="]},{"method":"b"},1]',
      '[{"method":"a","params":["***"]},{"method":"b"},1]',
    ],
    [
      "passphrases of a wallet",
      daemonSecrets,
      '{"method":"walletpassphrasechange","params":["hunter2","hunter3"],"id":1}',
      '{"method":"walletpassphrasechange","params":["***","***"],"id":1}',
    ],
    [
      "what can't be read",
      stratumSecrets,
      '{"method":"mining.authorize","params":["a","hunter2"',
      "52 characters that are not JSON",
    ],
  ])("hides %s", (_what, secrets, text, shown) => {
    expect(withoutSecrets(text, secrets)).toBe(shown);
  });

  it.each([
    ["by position", '{"method":"rpc.authenticate","params":["Basic OmFiYw==",1]}', '["***","***"]'],
    ["by name", '{"method":"rpc.authenticate","params":{"authorization":"Basic OmFiYw=="}}', '"***"'],
  ])("never has the login of a service, %s, whatever else is secret", (_how, text, params) => {
    const shown = `{"method":"rpc.authenticate","params":${params}}`;
    expect(withoutSecrets(text)).toBe(shown);
    expect(withoutSecrets(text, notifySecrets)).toBe(shown);
  });

  it("gives way to a message that is nested too deep to be written", () => {
    const depth = 500_000;
    const text = `{"method":"mining.authorize","params":["a","hunter2"],"x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const shown = withoutSecrets(text, stratumSecrets);
    // From Node.js 26 on, no depth is too deep.
    const isShown = Number(process.versions.node.split(".")[0]) >= 26;
    const told = `${text.length} characters that are nested too deeply to be shown`;
    expect(shown === (isShown ? text.replace("hunter2", "***") : told)).toBe(true);
  });

  it.each([
    [
      "a worker without a password",
      stratumSecrets,
      '{"id":2, "method":"mining.authorize","params":["alice"]}',
    ],
    ["another method", stratumSecrets, '{"id":2, "method":"mining.subscribe","params":["a","b"]}'],
    ["a block's hash", notifySecrets, `{"id":2, "method":"mining.block","params":["${hash}"]}`],
    ["a call without parameters", notifySecrets, '{"id":2, "method":"mining.connections"}'],
    ["a wallet without a passphrase", daemonSecrets, '{"id":2, "method":"createwallet","params":["name"]}'],
    ["a method that every object has", daemonSecrets, '{"id":2, "method":"toString","params":["name"]}'],
    ["an answer", stratumSecrets, '{"id":1, "result":1.50,"error":null}'],
    ["what is no message", stratumSecrets, '[null, 1.0, "text", {"method":1,"params":null}]'],
  ])("leaves %s as it was written", (_what, secrets, text) => {
    expect(withoutSecrets(text, secrets)).toBe(text);
  });
});
