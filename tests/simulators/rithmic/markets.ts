import type { MarketSpec } from '../exchange/account.ts';
import { decimal } from '../exchange/decimal.ts';
import type { ExchangeRules } from '../exchange/exchange.ts';

/** One futures contract. */
export interface Contract {
  /** `ESZ6`, which is also the engine's name of the market. */
  readonly symbol: string;
  readonly exchange: string;
  readonly product: string;
  readonly name: string;
  readonly tick: string;
  /** Money for one whole point of price. */
  readonly pointValue: string;
  /** YYYYMMDD. */
  readonly expires: string;
  readonly startPrice: string;
  readonly priceFormat: string;
  /** Whole contracts. */
  readonly largestTrade: string;
  readonly stepTicks: number;
}

interface Product {
  readonly product: string;
  readonly exchange: string;
  readonly name: string;
  readonly tick: string;
  readonly pointValue: string;
  readonly priceFormat: string;
  readonly stepTicks: number;
  /** The nearest first. */
  readonly months: readonly {
    readonly code: string;
    readonly expires: string;
    readonly startPrice: string;
  }[];
}

const products: readonly Product[] = [
  {
    product: 'ES',
    exchange: 'CME',
    name: 'E-mini S&P 500',
    tick: '0.25',
    pointValue: '50',
    priceFormat: 'D2',
    stepTicks: 2,
    months: [
      { code: 'Z6', expires: '20261218', startPrice: '6712.25' },
      { code: 'H7', expires: '20270319', startPrice: '6768.5' },
    ],
  },
  {
    product: 'NQ',
    exchange: 'CME',
    name: 'E-mini Nasdaq-100',
    tick: '0.25',
    pointValue: '20',
    priceFormat: 'D2',
    stepTicks: 6,
    months: [
      { code: 'Z6', expires: '20261218', startPrice: '24318.75' },
      { code: 'H7', expires: '20270319', startPrice: '24561' },
    ],
  },
  {
    product: '6E',
    exchange: 'CME',
    name: 'Euro FX',
    tick: '0.00005',
    pointValue: '125000',
    priceFormat: 'D5',
    stepTicks: 2,
    months: [
      { code: 'Z6', expires: '20261214', startPrice: '1.09435' },
      { code: 'H7', expires: '20270315', startPrice: '1.09880' },
    ],
  },
  {
    product: 'CL',
    exchange: 'NYMEX',
    name: 'Crude Oil',
    tick: '0.01',
    pointValue: '1000',
    priceFormat: 'D2',
    stepTicks: 2,
    months: [
      { code: 'F7', expires: '20261221', startPrice: '71.42' },
      { code: 'G7', expires: '20270120', startPrice: '71.07' },
    ],
  },
];

export const contracts: readonly Contract[] = products.flatMap(({ months, ...product }) =>
  months.map(({ code, expires, startPrice }) => ({
    ...product,
    symbol: `${product.product}${code}`,
    name: `${product.name} ${code}`,
    expires,
    startPrice,
    largestTrade: '8',
  })),
);

export const rules: ExchangeRules = {
  // Money is kept by the ledger, which knows what a point is worth.
  fees: { maker: '0', taker: '0', paidIn: 'none', places: 2 },
  uniqueClientIds: 'any',
  refuseImmediateTrigger: false,
  firstOrderId: 700_100_001,
  firstTradeId: 1,
  firstListId: 1,
  firstBookSequence: 1,
};

export function specOf({ symbol, tick }: Contract): MarketSpec {
  return {
    symbol,
    base: symbol,
    quote: 'USD',
    tick: decimal(tick),
    step: decimal(1),
    settlement: 'margin',
  };
}

/** What is listed, and which month of a product trades most. */
export class Listing {
  readonly contracts: readonly Contract[];
  private readonly front = new Map<string, string>();

  constructor(listed: readonly Contract[]) {
    this.contracts = listed;
    for (const { product, symbol } of listed) if (!this.front.has(product)) this.front.set(product, symbol);
  }

  find(symbol: string, exchange: string): Contract | undefined {
    return this.contracts.find((one) => one.symbol === symbol && one.exchange === exchange);
  }

  bySymbol(symbol: string): Contract {
    const found = this.contracts.find((one) => one.symbol === symbol);
    if (found === undefined) throw new Error(`There is no contract ${symbol} here.`);
    return found;
  }

  /** The contract, or the front month where a root symbol was given. */
  resolve(symbol: string, exchange: string): Contract | undefined {
    return this.find(symbol, exchange) ?? this.frontOf(symbol, exchange);
  }

  frontOf(product: string, exchange: string): Contract | undefined {
    const symbol = this.front.get(product);
    return symbol === undefined ? undefined : this.find(symbol, exchange);
  }

  isFront(contract: Contract): boolean {
    return this.front.get(contract.product) === contract.symbol;
  }

  /** The next month becomes the front one. */
  roll(product: string): Contract {
    const months = this.contracts.filter((one) => one.product === product);
    const index = months.findIndex((one) => this.isFront(one));
    const next = months[(index + 1) % months.length];
    if (next === undefined) throw new Error(`There is no product ${product} here.`);
    this.front.set(product, next.symbol);
    return next;
  }
}
