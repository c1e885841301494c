import { Type, withDescription } from "../../codegen/schema/index.js";

/** Shapes shared by daemon calls. */

export const Hash = Type.String({
  $id: "Hash",
  pattern: "^[0-9a-f]{64}$",
  description: "A 32-byte hash in display order: bytes reversed.",
});

export const Bytes = Type.String({
  $id: "Bytes",
  pattern: "^([0-9a-f]{2})*$",
  description: "Bytes as lowercase hexadecimal digits.",
});

export const HeaderBytes = Type.String({
  $id: "HeaderBytes",
  pattern: "^([0-9a-f]{2}){80,}$",
  description: "A block's header: 80 bytes as hexadecimal digits, more on merge-mined chains.",
});

export const CompactTarget = Type.String({
  $id: "CompactTarget",
  pattern: "^[0-9a-f]{8}$",
  description:
    "A block's target in compact form, as in the header: 8 hexadecimal digits, most significant first.",
});

export const Target = Type.String({
  $id: "Target",
  pattern: "^[0-9a-f]{64}$",
  description: "A target as 64 hexadecimal digits, most significant first.",
});

export const Chainwork = Type.String({
  $id: "Chainwork",
  pattern: "^[0-9a-f]{64}$",
  description:
    "The total work since the genesis block, in expected hashes: 64 hexadecimal digits, most significant first.",
});

export const Difficulty = Type.Number({
  $id: "Difficulty",
  minimum: 0,
  description: "How many times harder than the target `00000000ffff0000…`, for any coin; below 1 on regtest.",
});

export const Chain = Type.String({
  $id: "Chain",
  description: "The daemon's chain: `main`, `test`, `testnet4`, `signet` or `regtest`.",
});

export const Amount = Type.Unsafe<string>({
  $id: "Amount",
  type: ["number", "string"],
  "x-exact": true,
  description:
    "Coins as an exact decimal, `0.30000000`. A number on the wire, text here: doubles lose digits.",
});

export const FeeRate = Type.Unsafe<string>({
  $id: "FeeRate",
  type: ["number", "string"],
  "x-exact": true,
  description: "Coins per 1000 virtual bytes, as an exact decimal: `0.00001000`.",
});

export const Satoshis = Type.Integer({
  $id: "Satoshis",
  minimum: -9007199254740991,
  maximum: 9007199254740991,
  description: "An amount in the coin's smallest unit, 1/100,000,000 of a coin.",
});

export const UnixTime = Type.Integer({
  $id: "UnixTime",
  minimum: 0,
  maximum: 9007199254740991,
  description: "Seconds since 1970-01-01 UTC.",
});

export const Milliseconds = Type.Integer({
  $id: "Milliseconds",
  minimum: 0,
  maximum: 2147483647,
  description: "Milliseconds.",
});

export const Height = Type.Integer({
  $id: "Height",
  minimum: 0,
  maximum: 4294967295,
  description: "A block's height; the genesis block has 0.",
});

export const Count = Type.Integer({
  $id: "Count",
  minimum: 0,
  maximum: 9007199254740991,
  description: "A count.",
});

export const Address = Type.String({
  $id: "Address",
  description: "An address of the daemon's chain.",
});

export const Warnings = Type.Unsafe<string | string[]>({
  $id: "Warnings",
  anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
  description: "The node's warnings. One text until Bitcoin Core 27, a list since 28.",
});

export const BlockPosition = Type.Object(
  {
    hash: withDescription(Hash, "The block's hash."),
    height: Height,
  },
  { $id: "BlockPosition", description: "A block of the best chain." },
);

export const LastProcessedBlock = withDescription(
  BlockPosition,
  "The last block that the wallet had processed, since Bitcoin Core 26.",
);

// Peers

export const Services = Type.String({
  $id: "Services",
  pattern: "^[0-9a-f]{16}$",
  description: "A node's services as bits: 16 hexadecimal digits, most significant first.",
});

export const ServiceNames = Type.Array(Type.String(), {
  $id: "ServiceNames",
  description: "A node's services by name: `NETWORK`, `WITNESS`.",
});

// Blocks

const BlockVersion = Type.Integer({
  minimum: -2147483648,
  maximum: 2147483647,
  description: "The header's version as a signed 32-bit number; `versionHex` has its bits.",
});

/** Members of both `getblock`'s and `getblockheader`'s result. */
export const BlockFacts = Type.Object(
  {
    hash: withDescription(Hash, "The block's hash."),
    confirmations: Type.Integer({
      minimum: -1,
      description: "1 for the tip, 2 for its parent; -1 if the block is not in the best chain.",
    }),
    height: Height,
    version: BlockVersion,
    versionHex: Type.String({
      pattern: "^[0-9a-f]{8}$",
      description: "The header's version: 8 hexadecimal digits, most significant first.",
    }),
    merkleroot: withDescription(Hash, "The root of the tree of txids."),
    time: withDescription(UnixTime, "The header's time, in Unix seconds."),
    mediantime: withDescription(UnixTime, "The median time of the last 11 blocks, this one included."),
    nonce: Type.Integer({ minimum: 0, maximum: 4294967295, description: "The header's nonce." }),
    bits: CompactTarget,
    target: Type.Optional(withDescription(Target, "The block's target, since Bitcoin Core 29.")),
    difficulty: Difficulty,
    chainwork: Chainwork,
    nTx: Type.Optional(withDescription(Count, "Transactions in the block; missing in Dogecoin Core 1.14.")),
    previousblockhash: Type.Optional(
      withDescription(Hash, "The previous block; missing for the genesis block."),
    ),
    nextblockhash: Type.Optional(withDescription(Hash, "The next block; missing for the tip.")),
  },
  { $id: "BlockFacts", description: "A block's header and its position in the chain." },
);

const MwebHash = Type.String({
  $id: "MwebHash",
  pattern: "^[0-9a-f]{64}$",
  description: "32 bytes of a Litecoin extension block, a hash or an id, as 64 hexadecimal digits.",
});

export const MwebHeader = Type.Object(
  {
    hash: withDescription(MwebHash, "The extension header's hash."),
    height: Height,
    kernel_offset: withDescription(MwebHash, "The sum of the kernels' blinding offsets."),
    stealth_offset: withDescription(MwebHash, "The sum of the owners' blinding offsets."),
    num_kernels: withDescription(Count, "Kernels of this block."),
    num_txos: withDescription(Count, "Outputs so far, spent ones included."),
    kernel_root: withDescription(MwebHash, "The root of the tree of this block's kernels."),
    output_root: withDescription(MwebHash, "The root of the tree of outputs."),
    leaf_root: withDescription(MwebHash, "The root over which outputs are unspent."),
  },
  { $id: "MwebHeader", description: "The header of a Litecoin extension block." },
);

// Soft forks

const DeploymentState = Type.Enum(["defined", "started", "locked_in", "active", "failed"], {
  $id: "DeploymentState",
  description: "The deployment's state.",
});

const VersionBits = Type.Object(
  {
    status: DeploymentState,
    bit: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 28, description: "The version bit that miners signal with." }),
    ),
    start_time: Type.Optional(
      Type.Integer({ description: "When signaling begins, in Unix seconds; negative if it never did." }),
    ),
    timeout: Type.Optional(
      Type.Number({
        description:
          "When the deployment fails, in Unix seconds. Without a limit 2^63 - 1, which a double rounds up.",
      }),
    ),
    start_height: Type.Optional(withDescription(Height, "Litecoin: the height at which signaling begins.")),
    timeout_height: Type.Optional(
      withDescription(Height, "Litecoin: the height at which the deployment fails."),
    ),
    min_activation_height: Type.Optional(
      withDescription(Height, "The lowest height at which it can become active."),
    ),
    since: withDescription(Height, "The first block of this state."),
    status_next: Type.Optional(withDescription(DeploymentState, "The state of the next block.")),
    statistics: Type.Optional(
      Type.Object(
        {
          period: withDescription(Count, "Blocks per signaling period."),
          threshold: Type.Optional(withDescription(Count, "Blocks that must signal to lock it in.")),
          elapsed: withDescription(Count, "Blocks since the period began."),
          count: withDescription(Count, "Blocks of the period that signaled."),
          possible: Type.Optional(
            Type.Boolean({ description: "Whether the threshold can still be met in this period." }),
          ),
        },
        { $id: "SignallingStatistics", description: "Signaling statistics of the current period." },
      ),
    ),
    signalling: Type.Optional(
      Type.String({
        description: "One character per block of the period: `#` if it signaled, else `-`.",
      }),
    ),
  },
  { $id: "VersionBits", description: "The state of a deployment by version bits (BIP9)." },
);

export const Deployment = Type.Object(
  {
    type: Type.Enum(["buried", "bip8", "bip9"], {
      description: "`buried`: the height is in the code; the others are signaled by miners.",
    }),
    active: Type.Boolean({ description: "Whether it applies to the next block." }),
    height: Type.Optional(withDescription(Height, "The first block that it applies to.")),
    bip9: Type.Optional(VersionBits),
    bip8: Type.Optional(
      withDescription(VersionBits, "Litecoin: the same for a deployment by height (BIP8)."),
    ),
  },
  { $id: "Deployment", description: "A soft fork." },
);

// Transactions

export const OutputIndex = Type.Integer({
  $id: "OutputIndex",
  minimum: 0,
  maximum: 4294967295,
  description: "The output's number in its transaction, from 0.",
});

export const Sequence = Type.Integer({
  $id: "Sequence",
  minimum: 0,
  maximum: 4294967295,
  description: "The sequence number of an input.",
});

export const Locktime = Type.Integer({
  $id: "Locktime",
  minimum: 0,
  maximum: 4294967295,
  description:
    "The earliest height (below 500,000,000) or time in Unix seconds at which a transaction can be mined.",
});

export const TransactionVersion = Type.Integer({
  $id: "TransactionVersion",
  minimum: -2147483648,
  maximum: 4294967295,
  description: "A transaction's version. Older daemons return a signed 32-bit number.",
});

export const ScriptPubKey = Type.Object(
  {
    asm: Type.String({ description: "The script as text, opcode by opcode." }),
    hex: withDescription(Bytes, "The script."),
    type: Type.String({ description: "The script's type: `pubkeyhash`, `witness_v0_keyhash`." }),
    desc: Type.Optional(Type.String({ description: "Its descriptor, since Bitcoin Core 23." })),
    address: Type.Optional(
      withDescription(Address, "The address that it pays to, if there is one, since Bitcoin Core 22."),
    ),
    addresses: Type.Optional(
      Type.Array(Address, { description: "The addresses that it pays to, before Bitcoin Core 22." }),
    ),
    reqSigs: Type.Optional(withDescription(Count, "Required signatures, before Bitcoin Core 22.")),
  },
  { $id: "ScriptPubKey", description: "The script that locks an output." },
);

const SpentOutput = Type.Object(
  {
    generated: Type.Boolean({ description: "Whether a coinbase created it." }),
    height: withDescription(Height, "The height of the block that created it."),
    value: Amount,
    scriptPubKey: ScriptPubKey,
  },
  { $id: "SpentOutput", description: "The output that an input spends." },
);

const notMweb = Type.Optional(
  Type.Literal(false, { description: "Litecoin: false, because it is not part of the extension block." }),
);
const ofMweb = {
  ismweb: Type.Literal(true, { description: "True: it is part of the extension block." }),
  output_id: withDescription(MwebHash, "The extension block's id of the output."),
};

const TransactionInput = Type.Object(
  {
    ismweb: notMweb,
    txid: withDescription(Hash, "The transaction whose output it spends."),
    vout: OutputIndex,
    scriptSig: Type.Object(
      {
        asm: Type.String({ description: "The script as text, opcode by opcode." }),
        hex: withDescription(Bytes, "The script; empty for a native witness input."),
      },
      { $id: "ScriptSig", description: "The script that unlocks the output." },
    ),
    txinwitness: Type.Optional(Type.Array(Bytes, { description: "The witness, item by item." })),
    prevout: Type.Optional(SpentOutput),
    sequence: Sequence,
  },
  { $id: "TransactionInput", description: "An input that spends an output." },
);

const CoinbaseInput = Type.Object(
  {
    ismweb: notMweb,
    coinbase: withDescription(Bytes, "The coinbase's script, written by the miner."),
    txinwitness: Type.Optional(Type.Array(Bytes, { description: "The witness: 32 bytes, mostly zero." })),
    sequence: Sequence,
  },
  { $id: "CoinbaseInput", description: "The only input of a block's first transaction." },
);

const MwebInput = Type.Object(ofMweb, {
  $id: "MwebInput",
  description: "Litecoin: an input of the extension block.",
});

const TransactionOutput = Type.Object(
  {
    ismweb: notMweb,
    value: Amount,
    n: OutputIndex,
    scriptPubKey: ScriptPubKey,
    ischange: Type.Optional(
      Type.Boolean({ description: "Whether it is the wallet's change; only in `gettransaction`." }),
    ),
  },
  { $id: "TransactionOutput", description: "An output." },
);

const MwebOutput = Type.Object(ofMweb, {
  $id: "MwebOutput",
  description: "Litecoin: an output of the extension block; only its owner knows the amount.",
});

const MwebKernel = Type.Object(
  {
    kernel_id: withDescription(MwebHash, "The kernel's id."),
    fee: Type.Optional(Amount),
    pegin: Type.Optional(withDescription(Amount, "Coins that enter the extension block.")),
  },
  {
    $id: "MwebKernel",
    description: "Litecoin: a kernel, the part of an extension transaction that is never pruned.",
  },
);

export const Transaction = Type.Object(
  {
    txid: withDescription(Hash, "The transaction's id, its hash without the witness."),
    hash: withDescription(Hash, "Its wtxid; equals the txid without a witness."),
    version: TransactionVersion,
    size: withDescription(Count, "Bytes, witness included."),
    vsize: withDescription(Count, "Virtual bytes: weight / 4, rounded up."),
    weight: Type.Optional(withDescription(Count, "Weight units; missing in Dogecoin Core 1.14.")),
    locktime: Locktime,
    vin: Type.Array(Type.Union([TransactionInput, CoinbaseInput, MwebInput]), {
      description: "Its inputs.",
    }),
    vout: Type.Array(Type.Union([TransactionOutput, MwebOutput]), { description: "Its outputs." }),
    vkern: Type.Optional(Type.Array(MwebKernel, { description: "Litecoin: its kernels, if it has any." })),
  },
  { $id: "Transaction", description: "A transaction, decoded." },
);

export const MempoolEntry = Type.Object(
  {
    vsize: Type.Optional(withDescription(Count, "Virtual bytes, adjusted for signature operations.")),
    vsize_adjusted: Type.Optional(withDescription(Count, "The same as `vsize`, newer than Bitcoin Core 31.")),
    vsize_bip141: Type.Optional(
      withDescription(Count, "Virtual bytes: weight / 4, rounded up; newer than Bitcoin Core 31."),
    ),
    size: Type.Optional(withDescription(Count, "Virtual bytes, in Dogecoin Core 1.14.")),
    weight: Type.Optional(withDescription(Count, "Weight units.")),
    mwebweight: Type.Optional(withDescription(Count, "Litecoin: the weight of its extension part.")),
    time: withDescription(UnixTime, "When it entered the mempool, in Unix seconds."),
    height: withDescription(Height, "The tip's height when it entered the mempool."),
    descendantcount: withDescription(
      Count,
      "Transactions of the mempool that depend on it, itself included.",
    ),
    descendantsize: withDescription(Count, "Their virtual bytes."),
    descendantfees: Type.Optional(withDescription(Satoshis, "Their fees in satoshis, on older daemons.")),
    descendantmwebweight: Type.Optional(
      withDescription(Count, "Litecoin: the weight of their extension parts."),
    ),
    ancestorcount: withDescription(Count, "Transactions of the mempool that it depends on, itself included."),
    ancestorsize: withDescription(Count, "Their virtual bytes."),
    ancestorfees: Type.Optional(withDescription(Satoshis, "Their fees in satoshis, on older daemons.")),
    ancestormwebweight: Type.Optional(
      withDescription(Count, "Litecoin: the weight of their extension parts."),
    ),
    chunkweight: Type.Optional(
      withDescription(Count, "The weight of the chunk that it would be mined with, since Bitcoin Core 31."),
    ),
    wtxid: Type.Optional(withDescription(Hash, "Its hash with the witness.")),
    fee: Type.Optional(withDescription(Amount, "Its fee in coins, on older daemons.")),
    modifiedfee: Type.Optional(
      withDescription(
        Amount,
        "Its fee in coins including `prioritisetransaction`'s delta, on older daemons.",
      ),
    ),
    fees: Type.Optional(
      Type.Object(
        {
          base: withDescription(Amount, "Its fee."),
          modified: withDescription(Amount, "Its fee including `prioritisetransaction`'s delta."),
          ancestor: withDescription(Amount, "The modified fees of it and its ancestors."),
          descendant: withDescription(Amount, "The modified fees of it and its descendants."),
          chunk: Type.Optional(
            withDescription(
              Amount,
              "The modified fees of the chunk that it would be mined with, since Bitcoin Core 31.",
            ),
          ),
        },
        { $id: "MempoolFees", description: "Fees in coins." },
      ),
    ),
    depends: Type.Array(Hash, { description: "Its parents in the mempool." }),
    spentby: Type.Optional(Type.Array(Hash, { description: "Its children in the mempool." })),
    "bip125-replaceable": Type.Optional(
      Type.Boolean({ description: "Whether it can be replaced by one with a higher fee (BIP125)." }),
    ),
    unbroadcast: Type.Optional(
      Type.Boolean({ description: "Whether no peer has requested it yet, so that it is announced again." }),
    ),
  },
  { $id: "MempoolEntry", description: "An unconfirmed transaction." },
);

// The wallet

export const LoadedWallet = Type.Object(
  {
    name: Type.String({ description: "The wallet's name." }),
    warning: Type.Optional(Type.String({ description: "The warning, or empty; until Bitcoin Core 25." })),
    warnings: Type.Optional(Type.Array(Type.String(), { description: "Warnings, since Bitcoin Core 25." })),
  },
  { $id: "LoadedWallet", description: "A loaded wallet." },
);

export const AddressType = Type.Enum(["legacy", "p2sh-segwit", "bech32", "bech32m", "mweb"], {
  $id: "AddressType",
  description:
    "A type of address. `bech32m` since Bitcoin Core 22; `mweb`, of the extension block, on Litecoin only.",
});

export const FeeEstimateMode = Type.Enum(["unset", "economical", "conservative"], {
  $id: "FeeEstimateMode",
  description: "How conservatively a fee is estimated: `conservative` is higher and rarely too low.",
});

export const ConfirmationTarget = Type.Integer({
  $id: "ConfirmationTarget",
  minimum: 1,
  maximum: 1008,
  description: "The number of blocks within which a transaction should be mined.",
});

export const SatoshisPerByte = Type.Number({
  $id: "SatoshisPerByte",
  minimum: 0,
  description: "A fee rate in satoshis per virtual byte.",
});

export const SentTransaction = Type.Object(
  {
    txid: withDescription(Hash, "The transaction that was sent."),
    fee_reason: Type.String({ description: "The reason for the fee: `Fallback fee`." }),
  },
  { $id: "SentTransaction", description: "A sent transaction with the reason for its fee." },
);

/** Members of all wallet results that describe a transaction. */
export const WalletTransactionStatus = Type.Object(
  {
    txid: withDescription(Hash, "The transaction's id."),
    wtxid: Type.Optional(withDescription(Hash, "Its hash with the witness, since Bitcoin Core 24.")),
    alternate_wtxids: Type.Optional(
      Type.Array(Hash, { description: "The wtxids of the same transaction with different witnesses." }),
    ),
    confirmations: Type.Integer({
      minimum: -4294967295,
      maximum: 4294967295,
      description:
        "0 while unconfirmed, 1 in the tip. Negative: a conflicting transaction has that many confirmations.",
    }),
    generated: Type.Optional(Type.Boolean({ description: "True for a coinbase." })),
    trusted: Type.Optional(
      Type.Boolean({ description: "While unconfirmed: whether the wallet would spend its outputs." }),
    ),
    blockhash: Type.Optional(withDescription(Hash, "The block that contains it.")),
    blockheight: Type.Optional(
      withDescription(Height, "That block's height; missing in Dogecoin Core 1.14."),
    ),
    blockindex: Type.Optional(withDescription(Count, "Its position in that block; 0 for the coinbase.")),
    blocktime: Type.Optional(withDescription(UnixTime, "That block's time, in Unix seconds.")),
    walletconflicts: Type.Array(Hash, {
      description: "Transactions of the wallet that spend the same outputs.",
    }),
    mempoolconflicts: Type.Optional(
      Type.Array(Hash, {
        description: "Transactions of the mempool that spend the same outputs; newer daemons only.",
      }),
    ),
    replaced_by_txid: Type.Optional(withDescription(Hash, "The transaction that replaced it.")),
    replaces_txid: Type.Optional(withDescription(Hash, "The transaction that it replaced.")),
    time: withDescription(UnixTime, "When it was created or received, in Unix seconds."),
    timereceived: withDescription(UnixTime, "When the wallet learned of it, in Unix seconds."),
    comment: Type.Optional(Type.String({ description: "The `comment` that it was sent with." })),
    to: Type.Optional(Type.String({ description: "The `comment_to` that it was sent with." })),
    "bip125-replaceable": Type.Optional(
      Type.Enum(["yes", "no", "unknown"], {
        description:
          "Whether it can be replaced by one with a higher fee (BIP125); omitted by newer daemons.",
      }),
    ),
  },
  { $id: "WalletTransactionStatus", description: "The status of a wallet's transaction." },
);

export const WalletTransactionDetail = Type.Object(
  {
    address: Type.Optional(withDescription(Address, "The paid address, if the output has one.")),
    category: Type.Enum(["send", "receive", "generate", "immature", "orphan", "hogex"], {
      description: [
        "The entry's category. A block reward is `immature`, then `generate`, or `orphan` if the block",
        "was disconnected. `hogex`, on Litecoin only: coins that left the extension block.",
      ].join(" "),
    }),
    amount: withDescription(Amount, "Coins; negative if sent."),
    label: Type.Optional(Type.String({ description: "The address's label." })),
    vout: Type.Optional(
      withDescription(
        OutputIndex,
        "The output's number, from 0; missing for one of Litecoin's extension block.",
      ),
    ),
    mweb_out: Type.Optional(
      withDescription(MwebHash, "Litecoin: the id of an output of the extension block."),
    ),
    fee: Type.Optional(
      withDescription(
        Amount,
        "The fee of the whole transaction in coins, negative; only if coins were sent.",
      ),
    ),
    abandoned: Type.Optional(
      Type.Boolean({ description: "Whether it was abandoned, so that its inputs may be spent again." }),
    ),
    parent_descs: Type.Optional(
      Type.Array(Type.String(), { description: "The wallet descriptors that the address is derived from." }),
    ),
    involvesWatchonly: Type.Optional(
      Type.Boolean({ description: "Whether it is watch-only, before Bitcoin Core 30." }),
    ),
    account: Type.Optional(Type.String({ description: "Dogecoin: the account." })),
  },
  { $id: "WalletTransactionDetail", description: "One output that the wallet sent or received." },
);

export const WalletEntry = Type.Intersect([WalletTransactionDetail, WalletTransactionStatus], {
  $id: "WalletEntry",
  description: "One output that the wallet sent or received, with its transaction's status.",
});

// Merged mining

export const AuxBlock = Type.Object(
  {
    hash: withDescription(Hash, "The block's hash, which goes into the parent's coinbase."),
    chainid: Type.Integer({
      minimum: 0,
      maximum: 65535,
      description: "The chain's number, which determines its position in the tree of merged chains.",
    }),
    previousblockhash: withDescription(Hash, "The tip's hash: the block's parent."),
    coinbasevalue: withDescription(Satoshis, "The block's reward, in satoshis."),
    bits: CompactTarget,
    height: Height,
    target: Type.Optional(
      Type.String({
        pattern: "^[0-9a-f]{64}$",
        description: "The target, least significant byte first: the reverse of other targets.",
      }),
    ),
    _target: Type.Optional(
      Type.String({
        pattern: "^[0-9a-f]{64}$",
        description: "The same under an older name, enabled by `-rpcnamecoinapi`.",
      }),
    ),
  },
  { $id: "AuxBlock", description: "A block for merged mining." },
);
