import type { LatencyReport, Notice, SystemInfo } from '../../src-shared/contract/system.ts';
import type { Connections, SecretEntries, VaultAccess } from '../connections/index.ts';
import type { Importer } from '../market/import/index.ts';
import type { activityBars, FetchedTrades, MarketHub, PageStream, TradeFetch } from '../market/index.ts';
import type { Uploads } from '../market/uploads.ts';
import type { Scripts } from '../scripts/index.ts';
import type { JournalStore } from '../storage/journal-store.ts';
import type { MarketStore } from '../storage/market-store.ts';
import type { TradingService } from '../trading/index.ts';
import type { Broadcast } from './broadcast.ts';
import type { DataChannel } from './page-link.ts';
import type { ReplayControl } from './replay-control.ts';

export type { VaultAccess } from '../connections/index.ts';

export interface PreparationStep {
  readonly done: number;
  readonly total: number;
  readonly doing: string;
}

/** What the routers stand on. `app.ts` hands it over. */
export interface RpcServices {
  readonly market: MarketStore;
  readonly journal: JournalStore;
  readonly hub: MarketHub;
  /** The data plane of one page. */
  openStream(channel: DataChannel): PageStream;
  /** What a connection can be asked of the past besides time bars. */
  readonly trades: {
    fetch(fetch: Omit<TradeFetch, 'market'>): Promise<FetchedTrades>;
    readonly activityBars: typeof activityBars;
  };
  readonly importer: Importer;
  readonly uploads: Uploads;
  readonly replay: ReplayControl;
  readonly connections: Connections;
  readonly entries: SecretEntries;
  readonly vault: VaultAccess;
  readonly trading: TradingService;
  readonly scripts: Scripts;
  /** Opens an https page in the system's browser, where there is one; answers whether it did. */
  openInBrowser(url: string): Promise<boolean>;
  outgoingAddress(proxy: string): Promise<{ readonly address: string; readonly sentence: string }>;
  readonly latency: Broadcast<LatencyReport>;
  readonly notices: Broadcast<Notice>;
  /** News that stays true, told to every window when it opens. */
  standingNotices(): readonly Notice[];
  /** The first start's import of bundled markets. */
  readonly preparation: { current(): PreparationStep; readonly steps: Broadcast<PreparationStep> };
  info(): Omit<SystemInfo, 'host'>;
  now(): number;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
