import type { MarketSpec } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { ExchangeRules } from '../exchange/exchange.ts';

/** A canonical product: one book. */
export interface CoinbaseMarket {
  symbol: string;
  base: string;
  quote: string;
  baseName: string;
  quoteName: string;
  priceIncrement: string;
  baseIncrement: string;
  quoteIncrement: string;
  baseMinSize: string;
  baseMaxSize: string;
  quoteMinSize: string;
  quoteMaxSize: string;
  startPrice: string;
  largestTrade: string;
}

const inDollars = {
  quote: 'USD',
  quoteName: 'US Dollar',
  priceIncrement: '0.01',
  quoteIncrement: '0.01',
  baseIncrement: '0.00000001',
  baseMinSize: '0.00000001',
  quoteMinSize: '1',
  quoteMaxSize: '150000000',
};

export const markets: readonly CoinbaseMarket[] = [
  {
    ...inDollars,
    symbol: 'BTC-USD',
    base: 'BTC',
    baseName: 'Bitcoin',
    baseMaxSize: '3400',
    startPrice: '60000',
    largestTrade: '0.5',
  },
  {
    ...inDollars,
    symbol: 'ETH-USD',
    base: 'ETH',
    baseName: 'Ethereum',
    baseMaxSize: '49000',
    startPrice: '3000',
    largestTrade: '5',
  },
  {
    ...inDollars,
    symbol: 'ETH-BTC',
    base: 'ETH',
    quote: 'BTC',
    baseName: 'Ethereum',
    quoteName: 'Bitcoin',
    priceIncrement: '0.00001',
    quoteIncrement: '0.00000001',
    quoteMinSize: '0.000016',
    quoteMaxSize: '200',
    baseMaxSize: '6500',
    startPrice: '0.05',
    largestTrade: '5',
  },
  {
    ...inDollars,
    symbol: 'USDT-USDC',
    base: 'USDT',
    quote: 'USDC',
    baseName: 'Tether',
    quoteName: 'USDC',
    priceIncrement: '0.00001',
    quoteIncrement: '0.00001',
    baseIncrement: '0.01',
    baseMinSize: '0.99',
    quoteMinSize: '0.99',
    quoteMaxSize: '20000000',
    baseMaxSize: '20000000',
    startPrice: '1',
    largestTrade: '5000',
  },
];

/** Products that share the book of a canonical one and are paid from another wallet. */
export const aliases: ReadonlyMap<string, { canonical: string; wallet: string }> = new Map([
  ['BTC-USDC', { canonical: 'BTC-USD', wallet: 'USDC' }],
  ['ETH-USDC', { canonical: 'ETH-USD', wallet: 'USDC' }],
]);

/** Taken off the venue long ago, without a price: lists still carry such rows. */
export const delisted = 'OLD-USD';

export function canonicalOf(productId: string): string {
  return aliases.get(productId)?.canonical ?? productId;
}

export const specs: MarketSpec[] = markets.map(({ symbol, base, quote, priceIncrement, baseIncrement }) => ({
  symbol,
  base,
  quote,
  tick: decimal(priceIncrement),
  step: decimal(baseIncrement),
  settlement: 'spot',
}));

export const feeTier = { maker: '0.0040', taker: '0.0060' };

export const rules: ExchangeRules = {
  fees: { ...feeTier, paidIn: 'quote', places: 10 },
  // The venue answers the first order again, before the engine hears of it.
  uniqueClientIds: 'any',
  refuseImmediateTrigger: true,
  firstOrderId: 1,
  firstTradeId: 995_098_664,
  firstListId: 1,
  firstBookSequence: 1,
};
