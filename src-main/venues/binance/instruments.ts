import { type Instrument, type InstrumentId, matchRank } from '../../../src-shared/domain/instrument.ts';
import type { Environment, VenueParts } from '../venue-kind.ts';
import { type MarketRules, marketRulesOf } from './exchange-info.ts';
import { type DayFigures, symbols, tickers24h } from './market-rest.ts';
import type { RestClient } from './rest-client.ts';
import type { Product } from './urls.ts';

const refreshAfterMs = 60 * 60_000;
const volumesAfterMs = 10 * 60_000;
/** Dollars by another name; other quotes are valued by their own market in one of them. */
const dollars = ['USDT', 'USDC', 'FDUSD', 'TUSD', 'USD1', 'BUSD', 'DAI'];

export interface InstrumentsParts extends Pick<VenueParts, 'monotonicMs'> {
  readonly environment: Environment;
  readonly clients: ReadonlyMap<Product, RestClient>;
}

/** What can be traded, kept in memory and asked anew every hour and when something unknown is wanted. */
export interface Instruments {
  /** All products anew; the old are kept when it fails. */
  load(signal?: AbortSignal): Promise<void>;
  /** From memory; undefined for what is not known or not loaded yet. */
  known(id: InstrumentId): MarketRules | undefined;
  bySymbol(product: Product, symbol: string): MarketRules | undefined;
  /** Loads first where nothing is loaded or an hour has gone by. */
  find(id: InstrumentId): Promise<MarketRules | undefined>;
  search(text: string, limit: number): Promise<readonly Instrument[]>;
}

export function createInstruments({ environment, clients, monotonicMs }: InstrumentsParts): Instruments {
  let byId = new Map<InstrumentId, MarketRules>();
  let bySymbol = new Map<string, MarketRules>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  let volumes = new Map<InstrumentId, number>();
  let volumesAt = Number.NEGATIVE_INFINITY;

  async function loadAll(signal?: AbortSignal): Promise<void> {
    const lists = await Promise.all(
      [...clients].map(([product, client]) =>
        symbols(client, product, (info) => marketRulesOf(environment, product, info), signal),
      ),
    );
    const all = lists.flat();
    byId = new Map(all.map((rules) => [rules.instrument.id, rules]));
    bySymbol = new Map(all.map((rules) => [`${rules.product} ${rules.symbol}`, rules]));
    loadedAt = monotonicMs();
  }

  function load(signal?: AbortSignal): Promise<void> {
    loading ??= loadAll(signal).finally(() => {
      loading = undefined;
    });
    return loading;
  }

  async function refreshed(): Promise<void> {
    if (byId.size === 0) await load();
    // What is known serves while it is asked anew; a failure shows at the next question.
    else if (monotonicMs() - loadedAt > refreshAfterMs) load().catch(() => undefined);
  }

  /** In dollars, as near as the ranking of a search needs it. */
  async function loadVolumes(): Promise<void> {
    if (monotonicMs() - volumesAt < volumesAfterMs) return;
    volumesAt = monotonicMs();
    const found = new Map<InstrumentId, number>();
    for (const [product, client] of clients) {
      const figures: DayFigures = await tickers24h(client, product).catch(() => []);
      const prices = new Map(figures.map(({ symbol, lastPrice }) => [symbol, Number(lastPrice)]));
      for (const { symbol, quoteVolume } of figures) {
        const rules = bySymbol.get(`${product} ${symbol}`);
        if (rules === undefined) continue;
        const worth = dollars.includes(rules.quoteAsset) ? 1 : (prices.get(`${rules.quoteAsset}USDT`) ?? 0);
        found.set(rules.instrument.id, Number(quoteVolume) * worth);
      }
    }
    volumes = found;
  }

  return {
    load,
    known: (id) => byId.get(id),
    bySymbol: (product, symbol) => bySymbol.get(`${product} ${symbol}`),
    async find(id) {
      await refreshed();
      return byId.get(id);
    },
    async search(text, limit) {
      await refreshed();
      await loadVolumes();
      const needle = text.trim().toLowerCase();
      const rank = ({ instrument, status }: MarketRules) =>
        matchRank(instrument.id, needle) * 2 + (status === 'TRADING' ? 0 : 1);
      const volume = ({ instrument }: MarketRules) => volumes.get(instrument.id) ?? 0;
      return [...byId.values()]
        .filter(({ instrument }) => `${instrument.id} ${instrument.name}`.toLowerCase().includes(needle))
        .toSorted(
          (a, b) =>
            rank(a) - rank(b) || volume(b) - volume(a) || (a.instrument.id < b.instrument.id ? -1 : 1),
        )
        .slice(0, limit)
        .map(({ instrument }) => instrument);
    },
  };
}
