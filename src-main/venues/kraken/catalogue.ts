import { Failure } from '../../../src-shared/domain/failure.ts';
import { type Instrument, type InstrumentId, matchRank } from '../../../src-shared/domain/instrument.ts';
import { compareDecimals } from '../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Rest } from './rest.ts';
import { currencyOf, instrumentIdOf, socketSymbolOf } from './symbols.ts';
import * as wire from './wire.ts';

/** One market with everything an adapter must know of it. */
export interface Market {
  readonly instrument: Instrument;
  /** `XXBTZUSD`: what REST is asked with. */
  readonly key: string;
  /** `BTC/USD`: what sockets are asked with. */
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  /** Digits after the point in books and their checksums. */
  readonly priceDecimals: number;
  readonly sizeDecimals: number;
  /** `online`, `cancel_only`, `post_only`, `limit_only`, `reduce_only`. */
  readonly status: string;
}

const freshForMs = 60 * 60_000;
const retryAfterMs = 5 * 60_000;
const turnoverFreshForMs = 10 * 60_000;
const cash = new Set(['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'CHF', 'JPY']);
const dollars = new Set(['USD', 'USDT', 'USDC', 'USDG', 'PYUSD', 'DAI']);

export interface Catalogue {
  /** Reads the lists unless they are fresh. */
  refresh(): Promise<void>;
  byId(id: InstrumentId): Market | undefined;
  bySymbol(symbol: string): Market | undefined;
  /** By any of Kraken's names of a market. */
  byName(name: string): Market | undefined;
  /** The currency that an asset code of REST means. */
  currencyOf(asset: string): string;
  search(text: string, limit: number): Promise<readonly Instrument[]>;
}

export function createCatalogue(
  rest: Pick<Rest, 'Assets' | 'AssetPairs' | 'Ticker'>,
  now: () => EpochMs,
): Catalogue {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let altnames: ReadonlyMap<string, string> = new Map();
  let byId = new Map<InstrumentId, Market>();
  let byName = new Map<string, Market>();
  let turnovers: ReadonlyMap<string, number> = new Map();
  let turnoversAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const [assets, pairs] = [await rest.Assets(), await rest.AssetPairs()];
    altnames = new Map(Object.entries(assets).map(([code, { altname }]) => [code, altname]));
    const ids = new Map<InstrumentId, Market>();
    const names = new Map<string, Market>();
    for (const [key, row] of Object.entries(pairs)) {
      const pair = wire.assetPair.safeParse(row);
      const market = pair.success ? marketOf(key, pair.data, altnames) : undefined;
      if (market === undefined || !pair.success) continue;
      ids.set(market.instrument.id, market);
      for (const name of [pair.data.wsname, market.symbol, pair.data.altname, key]) names.set(name, market);
    }
    [byId, byName] = [ids, names];
    readAt = now();
  }

  /** Daily turnover in dollars, roughly; what Kraken lists without a price in dollars counts as nothing. */
  async function readTurnovers(): Promise<void> {
    if (now() - turnoversAt < turnoverFreshForMs) return;
    const rows = new Map<string, { last: number; turnover: number }>();
    for (const [name, row] of Object.entries(await rest.Ticker())) {
      const market = byName.get(name);
      const ticker = wire.restTicker.safeParse(row);
      if (market === undefined || !ticker.success) continue;
      const { c, v, p } = ticker.data;
      rows.set(market.symbol, { last: Number(c[0]), turnover: Number(v[1]) * Number(p[1]) });
    }
    const inDollars = (quote: string) => (dollars.has(quote) ? 1 : (rows.get(`${quote}/USD`)?.last ?? 0));
    turnovers = new Map(
      [...byId.values()].map(({ symbol, quote }) => [
        symbol,
        (rows.get(symbol)?.turnover ?? 0) * inDollars(quote),
      ]),
    );
    turnoversAt = now();
  }

  return {
    refresh() {
      if (now() - readAt < freshForMs) return Promise.resolve();
      reading ??= read()
        .catch((error: unknown) => {
          // Lists of an hour ago serve on; they are asked for again in a while.
          if (byId.size === 0 || !(error instanceof Failure)) throw error;
          readAt = now() - freshForMs + retryAfterMs;
        })
        .finally(() => {
          reading = undefined;
        });
      return reading;
    },
    byId: (id) => byId.get(id),
    bySymbol: (symbol) => byName.get(symbol),
    byName: (name) => byName.get(name) ?? byName.get(socketSymbolOf(name)),
    currencyOf: (asset) => currencyOf(asset, altnames),
    async search(text, limit) {
      const needle = text.trim().toLowerCase();
      const found = [...byId.values()].filter(({ instrument: { id, name } }) =>
        `${id} ${name}`.toLowerCase().includes(needle),
      );
      if (found.length > 1) {
        await readTurnovers().catch((error: unknown) => {
          // The order among equal matches is then that of the last time, or Kraken's own.
          if (!(error instanceof Failure)) throw error;
        });
      }
      const turnover = ({ symbol }: Market) => turnovers.get(symbol) ?? 0;
      return found
        .toSorted(
          (a, b) =>
            matchRank(a.instrument.id, needle) - matchRank(b.instrument.id, needle) ||
            turnover(b) - turnover(a),
        )
        .slice(0, limit)
        .map(({ instrument }) => instrument);
    },
  };
}

function marketOf(
  key: string,
  pair: wire.AssetPair,
  altnames: ReadonlyMap<string, string>,
): Market | undefined {
  const symbol = socketSymbolOf(pair.wsname);
  const id = instrumentIdOf(symbol);
  // Every market of today counts its lots singly; another would need all quantities multiplied.
  if (id === undefined || (pair.lot_multiplier ?? 1) !== 1) return undefined;
  const [base, quote] = [currencyOf(pair.base, altnames), currencyOf(pair.quote, altnames)];
  const { pair_decimals: priceDecimals, lot_decimals: sizeDecimals, ordermin, costmin, tick_size } = pair;
  const isStep = tick_size !== undefined && compareDecimals(tick_size, '0') > 0;
  return {
    instrument: {
      id,
      name: `${base} / ${quote} spot`,
      assetClass: cash.has(base) && cash.has(quote) ? 'forex' : 'crypto',
      currency: quote,
      tickSize: isStep ? tick_size : stepOf(priceDecimals),
      lotStep: stepOf(sizeDecimals),
      multiplier: '1',
      calendar: 'crypto-24-7',
      priceSide: 'trade',
      limits: {
        ...(ordermin === undefined ? {} : { minQuantity: ordermin }),
        ...(costmin === undefined ? {} : { minNotional: costmin }),
      },
    },
    key,
    symbol,
    base,
    quote,
    priceDecimals,
    sizeDecimals,
    status: pair.status ?? 'online',
  };
}

function stepOf(decimals: number): string {
  return decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`;
}
