import type { ExchangeEvent } from '../exchange/events.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { BookStream } from './book-stream.ts';
import type { Client, Request } from './client.ts';
import { DepthByOrder } from './depth-by-order.ts';
import { type Fields, number, stamp, text } from './fields.ts';
import type { Floor } from './floor.ts';
import type { Contract } from './markets.ts';
import { SessionStatistics } from './session-statistics.ts';
import { listExchangePermissions, referenceHandlers } from './ticker-reference.ts';

/** Of RequestMarketDataUpdate. */
const bit = {
  lastTrade: 1,
  quotes: 2,
  book: 4,
  open: 8,
  openingIndicator: 16,
  highLow: 32,
  highBidLowAsk: 64,
  close: 128,
  closingIndicator: 256,
  settlement: 512,
  marketMode: 1024,
  openInterest: 2048,
  marginRate: 4096,
  highLimit: 8192,
  lowLimit: 16_384,
  projected: 32_768,
  adjustedClose: 65_536,
} as const;
const subscribe = 1;
const unsubscribe = 2;

/** Prices as they come: subscriptions by bit, snapshots first, then what changes. */
export class TickerPlant {
  private readonly floor: Floor;
  private readonly statistics: SessionStatistics;
  private readonly books: BookStream;
  private readonly depth: DepthByOrder;
  private readonly wanted = new Map<Client, Map<string, number>>();
  private readonly rolls = new Map<Client, Set<string>>();
  private readonly highLow = new Map<string, string>();

  constructor(floor: Floor) {
    this.floor = floor;
    this.statistics = new SessionStatistics(floor.exchange);
    this.books = new BookStream(floor);
    this.depth = new DepthByOrder(floor);
    floor.exchange.onEvent((event) => this.onEvent(event));
    this.books.onQuote((market, quote) => this.pushAll(market, bit.quotes, 'BestBidOffer', quote));
    this.books.onBook((market, frames) => {
      for (const frame of frames) this.pushAll(market, bit.book, 'OrderBook', frame);
    });
  }

  subscriptions(client: Client): ReadonlyMap<string, number> {
    return this.wanted.get(client) ?? new Map<string, number>();
  }

  wantsRolls(client: Client, product: string): void {
    this.clientsRolls(client).add(product);
  }

  /** Tells those who asked that another month is the front one now. */
  announceRoll(contract: Contract): void {
    for (const [client, products] of this.rolls) {
      if (!products.has(contract.product)) continue;
      client.push('FrontMonthContractUpdate', {
        symbol: contract.product,
        exchange: contract.exchange,
        is_front_month_symbol: true,
        symbol_name: contract.name,
        trading_symbol: contract.symbol,
        trading_exchange: contract.exchange,
      });
    }
  }

  /** False for what this plant does not serve. */
  handle(client: Client, request: Request): boolean {
    const reference = referenceHandlers[request.name];
    if (reference !== undefined) {
      reference(this.floor, client, request);
      return true;
    }
    switch (request.name) {
      case 'RequestMarketDataUpdate':
        this.update(client, request);
        return true;
      case 'RequestMarketDataUpdateByUnderlying':
        client.refuse(request, '7', 'no data');
        return true;
      case 'RequestListExchangePermissions':
        listExchangePermissions(this.floor, client, request);
        return true;
      case 'RequestGetVolumeAtPrice':
        this.tellVolumeAtPrice(client, request);
        return true;
      default:
        return this.depth.handle(client, request);
    }
  }

  private update(client: Client, request: Request): void {
    const { fields } = request;
    const contract = this.floor.listing.find(text(fields, 'symbol'), text(fields, 'exchange'));
    const bits = number(fields, 'update_bits') ?? 0;
    const what = number(fields, 'request');
    if (contract === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    if (bits === 0 || (what !== subscribe && what !== unsubscribe)) {
      client.refuse(request, '7', 'an error occurred while parsing data.');
      return;
    }
    const symbols = this.clientsSymbols(client);
    const before = symbols.get(contract.symbol) ?? 0;
    if (what === unsubscribe) {
      symbols.set(contract.symbol, before & ~bits);
      client.answer(request);
      return;
    }
    if ((before & bits) !== 0) {
      client.refuse(request, '7', 'update bit type already exists');
      return;
    }
    symbols.set(contract.symbol, before | bits);
    client.answer(request);
    this.sendSnapshots(client, contract, bits);
  }

  private sendSnapshots(client: Client, contract: Contract, bits: number): void {
    const market = contract.symbol;
    const name = this.nameOf(market);
    const day = this.statistics.of(market);
    const now = stamp(this.floor.exchange.clock.now());
    const snapshot = { ...name, is_snapshot: true };
    const { last } = this.floor.exchange.market(market).tape;
    if ((bits & bit.lastTrade) !== 0 && last !== undefined) {
      client.push('LastTrade', { ...this.tradeFields(market, last), is_snapshot: true });
    }
    if ((bits & bit.quotes) !== 0) {
      client.push('BestBidOffer', { ...this.books.wholeQuote(market), is_snapshot: true });
    }
    if ((bits & bit.book) !== 0) client.push('OrderBook', this.books.image(market));
    const statistics = this.statisticsFields(market, bits);
    if (statistics !== undefined) client.push('TradeStatistics', { ...statistics, is_snapshot: true });
    if ((bits & bit.highBidLowAsk) !== 0) {
      const highest = { highest_bid_price: day.high, lowest_ask_price: day.low };
      client.push('QuoteStatistics', { ...snapshot, presence_bits: 3, ...highest, ...now });
    }
    if ((bits & bit.openingIndicator) !== 0) {
      const prices = { presence_bits: 1, opening_indicator: day.open };
      client.push('IndicatorPrices', { ...snapshot, ...prices, ...now });
    }
    const ends = this.endOfDay(market, bits);
    if (ends !== undefined) client.push('EndOfDayPrices', { ...snapshot, ...ends, ...now });
    if ((bits & bit.marketMode) !== 0) client.push('MarketMode', this.modeFields(market, 'Open', ''));
    if ((bits & bit.openInterest) !== 0) {
      client.push('OpenInterest', { ...snapshot, open_interest: this.openInterest(contract), ...now });
    }
    if ((bits & bit.marginRate) !== 0) client.push('SymbolMarginRate', { ...snapshot, margin_rate: 500 });
    if ((bits & (bit.highLimit | bit.lowLimit)) !== 0) {
      const close = this.statistics.previousClose(market);
      client.push('OrderPriceLimits', {
        ...snapshot,
        presence_bits: 3,
        high_price_limit: this.onGrid(contract, close * 1.07),
        low_price_limit: this.onGrid(contract, close * 0.93),
        ...now,
      });
    }
  }

  private onEvent(event: ExchangeEvent): void {
    if (event.type === 'market-state') {
      const { state } = this.floor.exchange.market(event.market);
      const mode = state === 'trading' ? 'Open' : state === 'halted' ? 'Halted' : 'Closed';
      const fields = this.modeFields(event.market, mode, state === 'halted' ? 'By the exchange' : '');
      this.pushAll(event.market, bit.marketMode, 'MarketMode', fields);
    }
    if (event.type !== 'trade') return;
    const { market, trade } = event;
    this.pushAll(market, bit.lastTrade, 'LastTrade', this.tradeFields(market, trade));
    const day = this.statistics.of(market);
    const highLow = `${day.day.date} ${day.high} ${day.low}`;
    if (this.highLow.get(market) === highLow) return;
    this.highLow.set(market, highLow);
    for (const [client, symbols] of this.wanted) {
      const fields = this.statisticsFields(market, symbols.get(market) ?? 0);
      if (fields !== undefined) client.push('TradeStatistics', fields);
    }
  }

  private tradeFields(market: string, trade: MarketTrade): Fields {
    const day = this.statistics.of(market);
    const close = this.statistics.previousClose(market);
    const price = trade.price.toNumber();
    const { ssboe, usecs } = this.floor.stamps.of(market, trade);
    return {
      ...this.nameOf(market),
      presence_bits: 31,
      trade_price: price,
      trade_size: trade.quantity.toNumber(),
      aggressor: trade.takerSide === 'buy' ? 1 : 2,
      exchange_order_id: String(60_000_000_000 + trade.id),
      net_change: price - close,
      percent_change: ((price - close) / close) * 100,
      volume: BigInt(day.volume),
      vwap: day.turnover / Math.max(1, day.volume),
      trade_time: new Date(ssboe * 1000).toISOString().slice(11, 19),
      ssboe,
      usecs,
      source_ssboe: ssboe,
      source_usecs: usecs,
      source_nsecs: usecs * 1000,
      jop_ssboe: ssboe,
      jop_nsecs: usecs * 1000,
    };
  }

  private statisticsFields(market: string, bits: number): Fields | undefined {
    const day = this.statistics.of(market);
    const hasOpen = (bits & bit.open) !== 0;
    const hasHighLow = (bits & bit.highLow) !== 0;
    if (!hasOpen && !hasHighLow) return undefined;
    return {
      ...this.nameOf(market),
      presence_bits: (hasOpen ? 1 : 0) + (hasHighLow ? 6 : 0),
      ...(hasOpen ? { open_price: day.open } : {}),
      ...(hasHighLow ? { high_price: day.high, low_price: day.low } : {}),
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private endOfDay(market: string, bits: number): Fields | undefined {
    const close = this.statistics.previousClose(market);
    const date = String(this.statistics.of(market).day.date);
    const fields = {
      ...((bits & bit.close) === 0 ? {} : { close_price: close, close_date: date }),
      ...((bits & bit.settlement) === 0
        ? {}
        : { settlement_price: close, settlement_date: date, settlement_price_type: 'final' }),
      ...((bits & bit.projected) === 0 ? {} : { projected_settlement_price: close }),
      ...((bits & bit.adjustedClose) === 0 ? {} : { adjusted_close_price: close }),
    };
    if (Object.keys(fields).length === 0) return undefined;
    const presence =
      ('close_price' in fields ? 1 : 0) +
      ('settlement_price' in fields ? 2 : 0) +
      ('projected_settlement_price' in fields ? 4 : 0) +
      ('adjusted_close_price' in fields ? 8 : 0);
    return { presence_bits: presence, ...fields };
  }

  private modeFields(market: string, mode: string, reason: string): Fields {
    return {
      ...this.nameOf(market),
      market_mode: mode,
      halt_reason: reason,
      trade_date: String(this.statistics.of(market).day.date),
      ...stamp(this.floor.exchange.clock.now()),
    };
  }

  private tellVolumeAtPrice(client: Client, request: Request): void {
    const contract = this.floor.listing.find(
      text(request.fields, 'symbol'),
      text(request.fields, 'exchange'),
    );
    if (contract === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    const { atPrice } = this.statistics.of(contract.symbol);
    const prices = [...atPrice.keys()].sort((a, b) => a - b);
    const perRow = 50;
    const rows: Fields[] = [];
    for (let at = 0; at < prices.length; at += perRow) {
      const some = prices.slice(at, at + perRow);
      rows.push({
        ...this.nameOf(contract.symbol),
        trade_price: some,
        volume_at_price: some.map((price) => atPrice.get(price) ?? 0),
        ...stamp(this.floor.exchange.clock.now()),
      });
    }
    client.list(request, rows);
  }

  private openInterest(contract: Contract): bigint {
    return this.floor.listing.isFront(contract) ? 2_104_331n : 301_877n;
  }

  private onGrid(contract: Contract, price: number): number {
    const tick = Number(contract.tick);
    return Math.round(price / tick) * tick;
  }

  private pushAll(market: string, wantedBit: number, name: string, fields: Fields): void {
    for (const [client, symbols] of this.wanted) {
      if (((symbols.get(market) ?? 0) & wantedBit) !== 0) client.push(name, fields);
    }
  }

  private nameOf(market: string): { symbol: string; exchange: string } {
    const { symbol, exchange } = this.floor.listing.bySymbol(market);
    return { symbol, exchange };
  }

  private clientsSymbols(client: Client): Map<string, number> {
    return kept(this.wanted, client, () => new Map<string, number>());
  }

  private clientsRolls(client: Client): Set<string> {
    return kept(this.rolls, client, () => new Set<string>());
  }
}

/** What belongs to a client, until it is gone. */
function kept<T>(all: Map<Client, T>, client: Client, make: () => T): T {
  const found = all.get(client);
  if (found !== undefined) return found;
  const made = make();
  all.set(client, made);
  client.onGone(() => all.delete(client));
  return made;
}
