import type { SimulatorClock } from '../exchange/clock.ts';
import type { ExchangeEvent } from '../exchange/events.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { BookChange, MarketTrade } from '../exchange/orders.ts';
import type { Interval, TapeCandle } from '../exchange/trade-tape.ts';
import { intervals } from './intervals.ts';
import type { StreamSocket } from './stream-socket.ts';

/** Level changes since the last diff of one pace. `before` is the last id of the previous one. */
export interface DepthBatch {
  first: number;
  last: number;
  before: number;
  changes: BookChange[];
}

/** How one half of the venue writes its stream messages. */
export interface StreamShapes {
  trade(market: MatchingEngine, trade: MarketTrade, now: number): object | undefined;
  aggTrade(market: MatchingEngine, trade: MarketTrade, now: number): object;
  bookTicker(market: MatchingEngine, now: number): object;
  depth(market: MatchingEngine, batch: DepthBatch, now: number): object;
  partialDepth(market: MatchingEngine, levels: number, now: number): object;
  kline(market: MatchingEngine, name: string, interval: Interval, candle: TapeCandle, now: number): object;
  miniTicker(market: MatchingEngine, now: number): object;
  ticker(market: MatchingEngine, now: number): object;
  markPrice?(market: MatchingEngine, now: number): object;
}

interface Collected {
  changes: Map<string, BookChange>;
  first: number;
  last: number;
  before: number;
}

const fast = 100;
const slow = 1000;

/** Publishes trades at once, book changes every 100 or 1000 ms, candles every 2 s, tickers every second. */
export class MarketStreams {
  private readonly subscribers = new Map<string, Set<StreamSocket>>();
  private readonly collected = new Map<string, Collected>();
  private readonly lastTops = new Map<string, string>();
  private readonly klineOpens = new Map<string, number>();
  private readonly exchange: Exchange;
  private readonly clock: SimulatorClock;
  private readonly shapes: StreamShapes;
  private readonly timer: NodeJS.Timeout;
  private beats = 0;

  constructor(exchange: Exchange, clock: SimulatorClock, shapes: StreamShapes) {
    this.exchange = exchange;
    this.clock = clock;
    this.shapes = shapes;
    exchange.onEvent((event) => this.hear(event));
    this.timer = setInterval(() => this.beat(), fast);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  subscribe(socket: StreamSocket, name: string): void {
    const others = this.subscribers.get(name);
    if (others === undefined) this.subscribers.set(name, new Set([socket]));
    else others.add(socket);
  }

  unsubscribe(socket: StreamSocket, name: string): void {
    const others = this.subscribers.get(name);
    others?.delete(socket);
    if (others?.size === 0) this.subscribers.delete(name);
  }

  /** Everything that waits for its pace, now. Tests call it instead of waiting. */
  flush(): void {
    this.publishDepth(fast);
    this.publishDepth(slow);
    this.publishTickers();
    this.publishKlines(true);
  }

  private beat(): void {
    this.beats += 1;
    this.publishDepth(fast);
    if (this.beats % 10 === 0) {
      this.publishDepth(slow);
      this.publishTickers();
    }
    this.publishKlines(this.beats % 20 === 0);
  }

  private hear(event: ExchangeEvent): void {
    if (event.type === 'trade') this.publishTrade(event.market, event.trade);
    if (event.type === 'book') {
      this.collect(event, fast);
      this.collect(event, slow);
      this.publishTop(event.market);
    }
  }

  private publishTrade(symbol: string, trade: MarketTrade): void {
    const market = this.exchange.market(symbol);
    const now = this.clock.now();
    const prefix = symbol.toLowerCase();
    if (this.subscribers.has(`${prefix}@trade`)) {
      const message = this.shapes.trade(market, trade, now);
      if (message !== undefined) this.publish(`${prefix}@trade`, message);
    }
    if (this.subscribers.has(`${prefix}@aggTrade`)) {
      this.publish(`${prefix}@aggTrade`, this.shapes.aggTrade(market, trade, now));
    }
  }

  private collect(event: Extract<ExchangeEvent, { type: 'book' }>, pace: number): void {
    const key = `${event.market} ${pace}`;
    let batch = this.collected.get(key);
    if (batch === undefined) {
      batch = { changes: new Map(), first: event.firstSequence, last: 0, before: event.firstSequence - 1 };
      this.collected.set(key, batch);
    }
    if (batch.changes.size === 0) batch.first = event.firstSequence;
    batch.last = event.lastSequence;
    for (const change of event.changes) batch.changes.set(`${change.side}${change.price.toFixed()}`, change);
  }

  private publishDepth(pace: number): void {
    const suffixes = pace === fast ? ['@100ms'] : ['', '@250ms', '@500ms'];
    for (const symbol of this.exchange.symbols()) {
      const batch = this.collected.get(`${symbol} ${pace}`);
      if (batch === undefined || batch.changes.size === 0) continue;
      const { first, last, before } = batch;
      const changes = [...batch.changes.values()];
      batch.changes.clear();
      batch.before = last;
      const market = this.exchange.market(symbol);
      const now = this.clock.now();
      for (const suffix of suffixes) {
        const name = `${symbol.toLowerCase()}@depth${suffix}`;
        if (this.subscribers.has(name)) {
          this.publish(name, this.shapes.depth(market, { first, last, before, changes }, now));
        }
        for (const levels of [5, 10, 20]) {
          const partial = `${symbol.toLowerCase()}@depth${levels}${suffix}`;
          if (this.subscribers.has(partial)) {
            this.publish(partial, this.shapes.partialDepth(market, levels, now));
          }
        }
      }
    }
  }

  private publishTop(symbol: string): void {
    const name = `${symbol.toLowerCase()}@bookTicker`;
    if (!this.subscribers.has(name)) return;
    const market = this.exchange.market(symbol);
    const [bid, ask] = [market.book.depth('buy', 1)[0], market.book.depth('sell', 1)[0]];
    if (bid === undefined || ask === undefined) return;
    const top = `${bid.price} ${bid.quantity} ${ask.price} ${ask.quantity}`;
    if (this.lastTops.get(symbol) === top) return;
    this.lastTops.set(symbol, top);
    this.publish(name, this.shapes.bookTicker(market, this.clock.now()));
  }

  private publishTickers(): void {
    const now = this.clock.now();
    const all = this.subscribers.has('!miniTicker@arr');
    const list: object[] = [];
    for (const symbol of this.exchange.symbols()) {
      const market = this.exchange.market(symbol);
      const prefix = symbol.toLowerCase();
      if (all) list.push(this.shapes.miniTicker(market, now));
      if (this.subscribers.has(`${prefix}@miniTicker`)) {
        this.publish(`${prefix}@miniTicker`, this.shapes.miniTicker(market, now));
      }
      if (this.subscribers.has(`${prefix}@ticker`)) {
        this.publish(`${prefix}@ticker`, this.shapes.ticker(market, now));
      }
      for (const name of [`${prefix}@markPrice`, `${prefix}@markPrice@1s`]) {
        const message = this.subscribers.has(name) ? this.shapes.markPrice?.(market, now) : undefined;
        if (message !== undefined) this.publish(name, message);
      }
    }
    if (all) this.publish('!miniTicker@arr', list);
  }

  /** A candle that has just closed is published at once; the running one when it is time. */
  private publishKlines(isTime: boolean): void {
    const now = this.clock.now();
    for (const name of this.subscribers.keys()) {
      const [prefix = '', topic = ''] = name.split('@');
      const interval = intervals.get(topic.startsWith('kline_') ? topic.slice(6) : '');
      const market = this.exchange.findMarket(prefix.toUpperCase());
      if (interval === undefined || market === undefined) continue;
      const open = interval.openOf(now);
      const before = this.klineOpens.get(name);
      this.klineOpens.set(name, open);
      const due = before !== undefined && before < open ? [before] : [];
      if (isTime || due.length > 0) due.push(open);
      for (const openTime of due) {
        const candle = market.tape.candles(interval, { from: openTime, to: openTime, limit: 1 })[0];
        if (candle !== undefined) {
          this.publish(name, this.shapes.kline(market, topic.slice(6), interval, candle, now));
        }
      }
    }
  }

  private publish(name: string, payload: object): void {
    const sockets = this.subscribers.get(name);
    if (sockets === undefined) return;
    const data = JSON.stringify(payload);
    for (const socket of sockets) socket.deliver(name, data);
  }
}
