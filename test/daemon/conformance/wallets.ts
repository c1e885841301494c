import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusal } from "../refusals.js";
import type { Subject } from "../subject.js";

export function wallets(start: () => Promise<Subject>): void {
  describe("wallets", () => {
    let subject: Subject;
    let rpc: Subject["client"]["rpc"];
    beforeAll(async () => {
      subject = await start();
      rpc = subject.client.rpc;
    });
    afterAll(() => subject?.stop());

    it("has none at first", async () => {
      expect(await rpc.listwallets()).toEqual([]);
      await expectRefusal(rpc.getbalance(), -18, /No wallet is loaded/);
      await expectRefusal(subject.wallet("pool").rpc.getbalance(), -18, /does not exist or is not loaded/);
      await expectRefusal(rpc.loadwallet({ filename: "pool" }), -18, /does not exist/);
    });

    it("makes and loads one, which calls without a path are for", async () => {
      expect(await rpc.createwallet({ walletName: "pool" })).toMatchObject({ name: "pool" });
      expect(await rpc.listwallets()).toEqual(["pool"]);
      expect(await rpc.getbalance()).toBe("0.00000000");
      expect(await rpc.getwalletinfo()).toMatchObject({
        walletname: "pool",
        txcount: 0,
        private_keys_enabled: true,
        scanning: false,
      });
      expect(await rpc.getwalletinfo()).not.toHaveProperty("unlocked_until");
    });

    it("makes none that there is already", async () => {
      await expectRefusal(rpc.createwallet({ walletName: "pool" }), -4, /already exists/);
      await expectRefusal(
        rpc.loadwallet({ filename: "pool" }),
        subject.codes.alreadyLoaded,
        /already loaded/,
      );
    });

    it("must be told which one is meant where there are several", async () => {
      await rpc.createwallet({ walletName: "w a $x" });
      await expectRefusal(rpc.getbalance(), -19, /must request wallet RPC through \/wallet\//);
      expect(await subject.wallet("w a $x").rpc.getwalletinfo()).toMatchObject({ walletname: "w a $x" });
      expect(await rpc.getblockcount()).toBe(1);
    });

    it("forgets one until it is loaded again", async () => {
      const named = subject.wallet("w a $x");
      const address = await named.rpc.getnewaddress({ label: "kept" });
      await expectRefusal(named.rpc.unloadwallet({ walletName: "pool" }), -8, /only one allowed/);
      await named.rpc.unloadwallet();
      expect(await rpc.listwallets()).toEqual(["pool"]);
      expect((await rpc.listwalletdir()).wallets.map(({ name }) => name).sort()).toEqual(["pool", "w a $x"]);
      await expectRefusal(named.rpc.getbalance(), -18, /does not exist or is not loaded/);
      await expectRefusal(rpc.unloadwallet({ walletName: "w a $x" }), -18);
      expect(await rpc.loadwallet({ filename: "w a $x" })).toMatchObject({ name: "w a $x" });
      expect(await named.rpc.getaddressesbylabel({ label: "kept" })).toEqual({
        [address]: { purpose: "receive" },
      });
      await rpc.unloadwallet({ walletName: "w a $x" });
    });

    it("gives addresses with labels", async () => {
      const address = await rpc.getnewaddress({ label: "alice", addressType: "bech32" });
      const { scriptPubKey, ...facts } = await rpc.getaddressinfo({ address });
      expect(facts).toMatchObject({
        address,
        ismine: true,
        solvable: true,
        iswitness: true,
        witness_version: 0,
        ischange: false,
        labels: ["alice"],
      });
      expect(scriptPubKey).toBe(`0014${facts.witness_program}`);
      expect(await rpc.validateaddress({ address })).toMatchObject({ isvalid: true, scriptPubKey });
      expect(await rpc.getnewaddress()).not.toBe(address);
      expect(await rpc.setlabel({ address, label: "bob" })).toBeNull();
      expect(await rpc.getaddressinfo({ address })).toMatchObject({ labels: ["bob"] });
      expect(await rpc.listlabels()).toEqual(["", "bob"]);
      expect(await rpc.getaddressesbylabel({ label: "bob" })).toEqual({ [address]: { purpose: "receive" } });
    });

    it("knows addresses of others when it has a label for them", async () => {
      const { elsewhere: address } = subject;
      expect(await rpc.getaddressinfo({ address })).toMatchObject({
        ismine: false,
        solvable: false,
        labels: [],
      });
      await rpc.setlabel({ address, label: "carol" });
      expect(await rpc.getaddressinfo({ address })).toMatchObject({ ismine: false, labels: ["carol"] });
      expect(await rpc.getaddressesbylabel({ label: "carol" })).toEqual({ [address]: { purpose: "send" } });
      expect(await rpc.listlabels({ purpose: "send" })).toEqual(["carol"]);
    });

    it("refuses addresses and labels that can't be", async () => {
      await expectRefusal(rpc.getnewaddress({ addressType: "bech32m" }), -5, /Unknown address type/);
      await expectRefusal(subject.client.call("getnewaddress", ["", "p2wsh"]), -5, /Unknown address type/);
      await expectRefusal(rpc.getnewaddress({ label: "*" }), -11, /Invalid label name/);
      await expectRefusal(rpc.getaddressesbylabel({ label: "nobody" }), -11, /No addresses with label/);
      await expectRefusal(rpc.getaddressinfo({ address: "nowhere" }), -5, /Invalid address/);
      await expectRefusal(rpc.getreceivedbyaddress({ address: "nowhere" }), -5, /Invalid/);
      await expectRefusal(
        rpc.getreceivedbyaddress({ address: subject.elsewhere }),
        -4,
        /not found in wallet/,
      );
    });

    it("gives no addresses of a wallet without keys", async () => {
      await rpc.createwallet({ walletName: "watching", disablePrivateKeys: true });
      const watching = subject.wallet("watching");
      expect(await watching.rpc.getwalletinfo()).toMatchObject({
        private_keys_enabled: false,
        keypoolsize: 0,
      });
      await expectRefusal(watching.rpc.getnewaddress(), -4, /no available keys/);
      await watching.rpc.unloadwallet();
    });

    it("does not lock a wallet without a passphrase", async () => {
      await expectRefusal(rpc.walletlock(), -15, /unencrypted wallet/);
      await expectRefusal(
        rpc.walletpassphrase({ passphrase: "secret", timeout: 1 }),
        -15,
        /unencrypted wallet/,
      );
    });

    it("spends from a wallet with a passphrase only for a while after it was given", async () => {
      await rpc.createwallet({ walletName: "safe", passphrase: "open sesame" });
      const wallet = subject.wallet("safe");
      const safe = wallet.rpc;
      const send = () => safe.sendtoaddress({ address: subject.elsewhere, amount: "1" });
      expect(await safe.getwalletinfo()).toMatchObject({ unlocked_until: 0 });
      await expectRefusal(send(), -13, /enter the wallet passphrase/);
      await expectRefusal(safe.walletpassphrase({ passphrase: "guess", timeout: 60 }), -14, /incorrect/);
      await expectRefusal(wallet.call("walletpassphrase", ["", 60]), -8);
      await expectRefusal(wallet.call("walletpassphrase", ["open sesame", -1]), -8);
      expect(await safe.walletpassphrase({ passphrase: "open sesame", timeout: 60 })).toBeNull();
      const { unlocked_until = 0 } = await safe.getwalletinfo();
      expect(unlocked_until).toBeGreaterThan(Date.now() / 1000);
      await expectRefusal(send(), -6, /Insufficient funds/);
      expect(await safe.walletlock()).toBeNull();
      await expectRefusal(send(), -13);
      await safe.unloadwallet();
    });

    it("takes a fee rate that is neither too low nor too high", async () => {
      expect(await rpc.settxfee({ amount: "0.00050000" })).toBe(true);
      expect(await rpc.getwalletinfo()).toMatchObject({ paytxfee: "0.00050000" });
      await expectRefusal(rpc.settxfee({ amount: "0.00000001" }), -8, /cannot be less than/);
      await expectRefusal(rpc.settxfee({ amount: "1" }), -8, /cannot be more than/);
      expect(await rpc.keypoolrefill()).toBeNull();
    });
  });
}
