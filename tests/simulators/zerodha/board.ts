import { type Amount, decimal, Exact, zero } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { MarketTrade, Side } from '../exchange/orders.ts';
import { indianMidnight } from './indian-time.ts';
import { type Catalogue, type Listing, nameOf } from './listings.ts';

export interface DepthRow {
  price: Amount;
  quantity: Amount;
  orders: number;
}

/** A market as it stands: what quotes and ticks tell. */
export interface MarketState {
  listing: Listing;
  last: Amount;
  lastQuantity: Amount;
  lastTradeAt: number | undefined;
  averagePrice: Amount;
  volume: Amount;
  buyQuantity: Amount;
  sellQuantity: Amount;
  open: Amount;
  high: Amount;
  low: Amount;
  /** Of the day before. */
  close: Amount;
  openInterest: number;
  /** Best first, five at most. */
  bids: DepthRow[];
  asks: DepthRow[];
  lowerLimit: Amount;
  upperLimit: Amount;
}

interface DayFigures {
  midnight: number;
  open: Amount;
  high: Amount;
  low: Amount;
  close: Amount;
  volume: Amount;
  value: Amount;
}

const depthRows = 5;
const circuit = '0.1';

/** Keeps the day's figures of every market as its trades happen. */
export class MarketBoard {
  private readonly exchange: Exchange;
  private readonly catalogue: Catalogue;
  private readonly days = new Map<string, DayFigures>();

  constructor(exchange: Exchange, catalogue: Catalogue) {
    this.exchange = exchange;
    this.catalogue = catalogue;
  }

  /** Begins with what the tape holds, and follows it from then on. */
  start(): void {
    for (const symbol of this.exchange.symbols()) this.readTape(symbol);
    this.exchange.onEvent((event) => {
      if (event.type === 'trade') this.add(event.market, event.trade);
    });
  }

  state(listing: Listing): MarketState {
    const name = nameOf(listing);
    const market = this.exchange.market(name);
    const day = this.day(name);
    const { last } = market.tape;
    const isTraded = day.volume.greaterThan(0);
    return {
      listing,
      last: market.lastPrice,
      lastQuantity: last?.quantity ?? zero,
      lastTradeAt: last?.at,
      averagePrice: isTraded ? day.value.dividedBy(day.volume) : zero,
      volume: day.volume,
      buyQuantity: total(market, 'buy'),
      sellQuantity: total(market, 'sell'),
      open: day.open,
      high: day.high,
      low: day.low,
      close: day.close,
      openInterest: listing.type === 'EQ' ? 0 : 1_366_775,
      bids: depth(market, 'buy'),
      asks: depth(market, 'sell'),
      lowerLimit: limit(market, day.close, decimal(1).minus(circuit)),
      upperLimit: limit(market, day.close, decimal(1).plus(circuit)),
    };
  }

  private day(name: string): DayFigures {
    const today = indianMidnight(this.exchange.clock.now());
    const found = this.days.get(name);
    if (found !== undefined && found.midnight >= today) return found;
    const { tape, lastPrice } = this.exchange.market(name);
    const close = tape.trades[tape.indexAt(today) - 1]?.price ?? lastPrice;
    const fresh = { midnight: today, open: zero, high: zero, low: zero, close, volume: zero, value: zero };
    this.days.set(name, fresh);
    return fresh;
  }

  private add(name: string, { price, quantity }: MarketTrade): void {
    const day = this.day(name);
    const isFirst = day.open.isZero();
    day.open = isFirst ? price : day.open;
    day.high = isFirst ? price : Exact.max(day.high, price);
    day.low = isFirst ? price : Exact.min(day.low, price);
    day.volume = day.volume.plus(quantity);
    day.value = day.value.plus(price.times(quantity));
  }

  private readTape(name: string): void {
    const { tape } = this.exchange.market(name);
    const now = this.exchange.clock.now();
    const midnight = indianMidnight(now);
    const before = tape.trades[tape.indexAt(midnight) - 1] ?? tape.trades[0];
    const today = tape.summary(midnight, now);
    this.days.set(name, {
      midnight,
      open: today?.open ?? zero,
      high: today?.high ?? zero,
      low: today?.low ?? zero,
      close: before?.price ?? zero,
      volume: today?.volume ?? zero,
      value: today?.quoteVolume ?? zero,
    });
  }

  /** By `NSE:INFY`; undefined for what is not listed. */
  find(name: string): MarketState | undefined {
    const listing = this.catalogue.find(name);
    return listing === undefined ? undefined : this.state(listing);
  }
}

/** The crowd's liquidity at a price counts as one order. */
function depth(market: MatchingEngine, side: Side): DepthRow[] {
  return market.book
    .levels(side)
    .slice(0, depthRows)
    .map(({ price, queue }) => ({
      price,
      quantity: market.book.totalAt(side, price),
      orders: queue.length,
    }));
}

function total(market: MatchingEngine, side: Side): Amount {
  return market.book.depth(side, 10_000).reduce((sum, { quantity }) => sum.plus(quantity), zero);
}

/** A band around yesterday's close, on the grid; there is none without a close. */
function limit(market: MatchingEngine, close: Amount, factor: Amount): Amount {
  const { tick } = market.spec;
  return close.times(factor).dividedBy(tick).floor().times(tick);
}
