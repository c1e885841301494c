import type { ServerHandlers } from "../../../generated/daemon/index.js";
import { RpcError } from "../../rpc/index.js";
import {
  buildBlock,
  buildJob,
  difficultyOfTarget,
  hashShare,
  sha256d,
  type Template,
  targetHex,
  targetOfBits,
} from "../../work/index.js";
import { scriptOfAddress } from "./address.js";
import { MalformedBytes } from "./byte-reader.js";
import type { ChainBlock, DevChain } from "./chain.js";
import { subsidyAt, workOf } from "./rules.js";
import { witnessCommitment } from "./verdict.js";
