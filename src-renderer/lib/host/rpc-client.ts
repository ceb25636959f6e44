import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../src-shared/contract/index.ts';

/** The control plane as the page calls it: `rpc.market.search({ text: 'eur', limit: 20 })`. */
export type RpcClient = ContractRouterClient<Contract>;
