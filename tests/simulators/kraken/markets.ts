import type { MarketSpec } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { ExchangeRules } from '../exchange/exchange.ts';

export interface KrakenAsset {
  /** REST's name: `XXBT`. */
  key: string;
  /** REST's other name: `XBT`. */
  altname: string;
  /** The name of WebSocket v2, which is also the engine's: `BTC`. */
  name: string;
  decimals: number;
  displayDecimals: number;
}

export interface KrakenMarket {
  /** REST's name: `XXBTZUSD`. */
  key: string;
  altname: string;
  /** Of WebSocket v1; not always the one of v2. */
  wsname: string;
  /** The name of WebSocket v2, which is also the engine's: `BTC/USD`. */
  symbol: string;
  base: KrakenAsset;
  quote: KrakenAsset;
  priceDecimals: number;
  lotDecimals: number;
  costDecimals: number;
  tick: string;
  minQuantity: string;
  minCost: string;
  startPrice: string;
  largestTrade: string;
}

function asset(
  key: string,
  altname: string,
  name: string,
  decimals: number,
  displayDecimals: number,
): KrakenAsset {
  return { key, altname, name, decimals, displayDecimals };
}

const bitcoin = asset('XXBT', 'XBT', 'BTC', 10, 5);
const ether = asset('XETH', 'ETH', 'ETH', 10, 5);
const dogecoin = asset('XXDG', 'XDG', 'DOGE', 8, 2);
const solana = asset('SOL', 'SOL', 'SOL', 10, 5);
const dollar = asset('ZUSD', 'USD', 'USD', 4, 2);
const euro = asset('ZEUR', 'EUR', 'EUR', 4, 2);

export const assets: readonly KrakenAsset[] = [bitcoin, ether, dogecoin, solana, dollar, euro];

/** The names differ on purpose: prefixes on both sides, on one, on none, and XBT and XDG against BTC and DOGE. */
export const markets: readonly KrakenMarket[] = [
  {
    key: 'XXBTZUSD',
    altname: 'XBTUSD',
    wsname: 'XBT/USD',
    symbol: 'BTC/USD',
    base: bitcoin,
    quote: dollar,
    priceDecimals: 1,
    lotDecimals: 8,
    costDecimals: 5,
    tick: '0.1',
    minQuantity: '0.00005',
    minCost: '0.5',
    startPrice: '60000.0',
    largestTrade: '0.5',
  },
  {
    key: 'XETHZUSD',
    altname: 'ETHUSD',
    wsname: 'ETH/USD',
    symbol: 'ETH/USD',
    base: ether,
    quote: dollar,
    priceDecimals: 2,
    lotDecimals: 8,
    costDecimals: 5,
    tick: '0.01',
    minQuantity: '0.001',
    minCost: '0.5',
    startPrice: '3000.00',
    largestTrade: '5',
  },
  {
    key: 'XETHXXBT',
    altname: 'ETHXBT',
    wsname: 'ETH/XBT',
    symbol: 'ETH/BTC',
    base: ether,
    quote: bitcoin,
    priceDecimals: 5,
    lotDecimals: 8,
    costDecimals: 6,
    tick: '0.00001',
    minQuantity: '0.001',
    minCost: '0.00002',
    startPrice: '0.05000',
    largestTrade: '5',
  },
  {
    key: 'XDGUSD',
    altname: 'XDGUSD',
    wsname: 'XDG/USD',
    symbol: 'DOGE/USD',
    base: dogecoin,
    quote: dollar,
    priceDecimals: 7,
    lotDecimals: 8,
    costDecimals: 9,
    tick: '0.0000001',
    minQuantity: '13',
    minCost: '0.5',
    startPrice: '0.1500000',
    largestTrade: '20000',
  },
  {
    key: 'SOLUSD',
    altname: 'SOLUSD',
    wsname: 'SOL/USD',
    symbol: 'SOL/USD',
    base: solana,
    quote: dollar,
    priceDecimals: 2,
    lotDecimals: 8,
    costDecimals: 5,
    tick: '0.01',
    minQuantity: '0.02',
    minCost: '0.5',
    startPrice: '150.00',
    largestTrade: '100',
  },
];

export function lotStep(market: KrakenMarket): string {
  return `0.${'0'.repeat(market.lotDecimals - 1)}1`;
}

export function specsOf(list: readonly KrakenMarket[]): MarketSpec[] {
  return list.map((market) => ({
    symbol: market.symbol,
    base: market.base.name,
    quote: market.quote.name,
    tick: decimal(market.tick),
    step: decimal(lotStep(market)),
    settlement: 'spot',
  }));
}

/** Percent, as an account without volume pays. */
export const fees = { maker: '0.2500', taker: '0.4000' } as const;

export const rules: ExchangeRules = {
  fees: { maker: '0.0025', taker: '0.0040', paidIn: 'quote', places: 8 },
  uniqueClientIds: 'open',
  refuseImmediateTrigger: false,
  firstOrderId: 1,
  firstTradeId: 109_116_693,
  firstListId: 1,
  firstBookSequence: 1,
};

/** By any of a market's names. */
export class MarketList {
  readonly all: readonly KrakenMarket[];
  private readonly byName = new Map<string, KrakenMarket>();
  private readonly bySymbol: ReadonlyMap<string, KrakenMarket>;

  constructor(all: readonly KrakenMarket[]) {
    this.all = all;
    this.bySymbol = new Map(all.map((market) => [market.symbol, market]));
    for (const market of all) {
      for (const name of [market.key, market.altname, market.wsname, market.symbol]) {
        this.byName.set(name, market);
      }
    }
  }

  /** As REST reads names. */
  find(name: string): KrakenMarket | undefined {
    return this.byName.get(name.toUpperCase());
  }

  /** As WebSocket v2 reads them: its own and no other. */
  findSymbol(symbol: string): KrakenMarket | undefined {
    return this.bySymbol.get(symbol);
  }

  /** A market of this exchange, by the engine's name. */
  of(symbol: string): KrakenMarket {
    const market = this.bySymbol.get(symbol);
    if (market === undefined) throw new Error(`There is no market ${symbol} here.`);
    return market;
  }
}

export function assetNamed(name: string): KrakenAsset {
  const found = assets.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no asset ${name} here.`);
  return found;
}

/** As REST reads the names of assets. */
export function findAsset(name: string): KrakenAsset | undefined {
  const wanted = name.toUpperCase();
  return assets.find((one) => one.key === wanted || one.altname === wanted || one.name === wanted);
}
