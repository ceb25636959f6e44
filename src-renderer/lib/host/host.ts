import type { MarketFeed } from '../market/market-feed.ts';
import type { RpcClient } from './rpc-client.ts';

export type HostPhase = 'connecting' | 'connected' | 'lost';

export interface HostStatus {
  readonly phase: HostPhase;
  /** A sentence for the person at the screen; empty while connected. */
  readonly reason: string;
  /** Epoch ms since when. */
  readonly since: number;
  /** Goes up with each new connection to the main process; what was asked of the earlier one has ended. */
  readonly generation: number;
  /** True when only a person can help: the web host was restarted and wants the launch code it printed. */
  readonly needsCode: boolean;
}

/** The page's one door to the main process. `rpc` and `market` stay the same objects across reconnects. */
export interface Host {
  readonly rpc: RpcClient;
  readonly market: MarketFeed;
  status(): HostStatus;
  onStatus(listener: (status: HostStatus) => void): () => void;
  /** Tries a launch code or the whole printed address. Rejects with a sentence when it is refused. */
  enterCode(code: string): Promise<void>;
}
