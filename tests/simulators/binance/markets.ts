import type { MarketSpec } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { ExchangeRules } from '../exchange/exchange.ts';
import type { LimitRule } from './limits.ts';

export interface BinanceMarket {
  symbol: string;
  base: string;
  quote: string;
  tick: string;
  step: string;
  minNotional: string;
  startPrice: string;
  largestTrade: string;
}

export const spotMarkets: readonly BinanceMarket[] = [
  {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    tick: '0.01',
    step: '0.00001',
    minNotional: '5',
    startPrice: '60000',
    largestTrade: '0.5',
  },
  {
    symbol: 'ETHUSDT',
    base: 'ETH',
    quote: 'USDT',
    tick: '0.01',
    step: '0.0001',
    minNotional: '5',
    startPrice: '3000',
    largestTrade: '5',
  },
  {
    symbol: 'BNBUSDT',
    base: 'BNB',
    quote: 'USDT',
    tick: '0.1',
    step: '0.001',
    minNotional: '5',
    startPrice: '600',
    largestTrade: '10',
  },
  {
    symbol: 'ETHBTC',
    base: 'ETH',
    quote: 'BTC',
    tick: '0.00001',
    step: '0.0001',
    minNotional: '0.0001',
    startPrice: '0.05',
    largestTrade: '5',
  },
];

export const futuresMarkets: readonly BinanceMarket[] = [
  {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    tick: '0.1',
    step: '0.001',
    minNotional: '100',
    startPrice: '60010',
    largestTrade: '1',
  },
  {
    symbol: 'ETHUSDT',
    base: 'ETH',
    quote: 'USDT',
    tick: '0.01',
    step: '0.001',
    minNotional: '20',
    startPrice: '3001',
    largestTrade: '10',
  },
];

export function specsOf(
  markets: readonly BinanceMarket[],
  settlement: MarketSpec['settlement'],
): MarketSpec[] {
  return markets.map(({ symbol, base, quote, tick, step }) => ({
    symbol,
    base,
    quote,
    tick: decimal(tick),
    step: decimal(step),
    settlement,
  }));
}

/** First ids in the size that the venue has reached: beyond 2^31, below 2^53. */
export const spotRules: ExchangeRules = {
  fees: { maker: '0.00100000', taker: '0.00100000', paidIn: 'received', places: 8 },
  uniqueClientIds: 'open',
  refuseImmediateTrigger: true,
  firstOrderId: 12_569_099_453,
  firstTradeId: 4_650_422_481,
  firstListId: 1929,
  firstBookSequence: 40_090_021_700,
};

export const futuresRules: ExchangeRules = {
  ...spotRules,
  fees: { maker: '0.00020000', taker: '0.00050000', paidIn: 'quote', places: 8 },
  firstOrderId: 8_886_774_000,
  firstTradeId: 5_550_000_001,
  firstBookSequence: 7_000_000_000,
};

/** Replaces the limit of one rule, as a venue may do for an account of its choice. */
export function withLimits(
  rules: LimitRule[],
  wanted: { weightPerMinute?: number; ordersPerTenSeconds?: number },
): LimitRule[] {
  return rules.map((rule) => {
    const isWeight = rule.rateLimitType === 'REQUEST_WEIGHT';
    const isShort = rule.rateLimitType === 'ORDERS' && rule.interval === 'SECOND';
    const limit = isWeight ? wanted.weightPerMinute : isShort ? wanted.ordersPerTenSeconds : undefined;
    return limit === undefined ? rule : { ...rule, limit };
  });
}

export const spotLimits: LimitRule[] = [
  { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6000 },
  { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 50 },
  { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 160_000 },
  { rateLimitType: 'RAW_REQUESTS', interval: 'MINUTE', intervalNum: 5, limit: 300_000 },
];

export const futuresLimits: LimitRule[] = [
  { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 },
  { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1200 },
  { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 300 },
];
