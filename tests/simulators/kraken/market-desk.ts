import type { ExchangeEvent } from '../exchange/events.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { MarketTrade } from '../exchange/orders.ts';
import { BookView } from './book-view.ts';
import {
  type ClientSocket,
  type Desk,
  integerOf,
  type Outcome,
  type SocketParams,
  unknownMethod,
} from './client-socket.ts';
import { candleFrame, instrumentFrame, newestCandles, tickerFrame, tradeFrame } from './market-frames.ts';
import type { KrakenMarket } from './markets.ts';
import { intervalMinutes } from './public-endpoints.ts';
import type { World } from './world.ts';

const depths = [10, 25, 100, 500, 1000];
const snapshotTrades = 50;
const snapshotCandles = 20;
const privateChannels = new Set(['executions', 'balances', 'level3']);
const privateMethods =
  /^(add_order|amend_order|edit_order|cancel_order|cancel_all|cancel_all_orders_after|batch_add|batch_cancel)$/;

/** One thing that clients can listen to. */
interface Topic {
  key: string;
  /** What the acknowledgement repeats. */
  told: object;
  snapshot(): string | undefined;
}

type Sent = Outcome | { frame: string };

/** Market data: trades and candles as they happen, books after every change, everything to whoever asked for it. */
export class MarketDesk implements Desk {
  private readonly world: World;
  private readonly listeners = new Map<string, Set<ClientSocket>>();
  private readonly views = new Map<string, BookView>();
  private readonly tops = new Map<string, string>();
  private readonly waitingTrades = new Map<string, MarketTrade[]>();
  private readonly brokenChecksums = new Set<string>();

  constructor(world: World) {
    this.world = world;
    world.exchange.onEvent((event) => this.hear(event));
  }

  *handle(client: ClientSocket, method: string, params: SocketParams): Iterable<Sent> {
    if (privateMethods.test(method) || privateChannels.has(String(params.channel))) {
      yield { error: 'Private data and trading are unavailable on this endpoint. Try ws-auth.kraken.com' };
      return;
    }
    if (method !== 'subscribe' && method !== 'unsubscribe') throw unknownMethod();
    const channel = String(params.channel);
    if (channel === 'instrument') {
      yield* this.follow(client, method, this.instruments(params), undefined);
      return;
    }
    if (!['ticker', 'trade', 'ohlc', 'book'].includes(channel)) {
      yield { error: `Unsupported channel ${channel}` };
      return;
    }
    const symbols = Array.isArray(params.symbol) ? params.symbol.map(String) : [];
    if (symbols.length === 0) yield { error: 'Currency pair is missing' };
    for (const symbol of symbols) yield* this.handleSymbol(client, method, channel, symbol, params);
  }

  leave(client: ClientSocket): void {
    for (const key of client.topics) this.remove(client, key);
  }

  /** The next book frame of this market is sent with a wrong checksum. */
  breakChecksum(symbol: string): void {
    this.brokenChecksums.add(symbol);
  }

  private *handleSymbol(
    client: ClientSocket,
    method: string,
    channel: string,
    symbol: string,
    params: SocketParams,
  ): Iterable<Sent> {
    const market = this.world.markets.findSymbol(symbol);
    if (market === undefined) {
      yield { error: `Currency pair not supported ${symbol}`, more: { symbol } };
      return;
    }
    const topic = this.topic(channel, market, params);
    if ('error' in topic) yield { ...topic, more: { symbol } };
    else yield* this.follow(client, method, topic, symbol);
  }

  private *follow(
    client: ClientSocket,
    method: string,
    topic: Topic,
    symbol: string | undefined,
  ): Iterable<Sent> {
    const more = symbol === undefined ? {} : { symbol };
    if (method === 'unsubscribe') {
      if (!client.topics.has(topic.key)) {
        yield { error: 'Subscription Not Found', more };
        return;
      }
      this.remove(client, topic.key);
      yield { result: topic.told };
      return;
    }
    if (client.topics.has(topic.key)) {
      yield { error: 'Already subscribed', more };
      return;
    }
    const snapshot = topic.snapshot();
    this.add(client, topic.key);
    yield { result: topic.told };
    if (snapshot !== undefined) yield { frame: snapshot };
  }

  private topic(channel: string, market: KrakenMarket, params: SocketParams): Topic | { error: string } {
    const { symbol } = market;
    const engine = this.world.exchange.market(symbol);
    const now = this.world.clock.now();
    const wanted = (byDefault: boolean) =>
      typeof params.snapshot === 'boolean' ? params.snapshot : byDefault;
    if (channel === 'ticker') {
      const trigger = params.event_trigger === 'bbo' ? 'bbo' : 'trades';
      return {
        key: `ticker:${trigger}:${symbol}`,
        told: { channel, event_trigger: trigger, snapshot: wanted(true), symbol },
        snapshot: () => (wanted(true) ? tickerFrame('snapshot', market, engine, now) : undefined),
      };
    }
    if (channel === 'trade') {
      return {
        key: `trade:${symbol}`,
        told: { channel, snapshot: wanted(false), symbol },
        snapshot: () =>
          wanted(false)
            ? tradeFrame('snapshot', market, engine.tape.trades.slice(-snapshotTrades))
            : undefined,
      };
    }
    if (channel === 'ohlc') return this.candleTopic(market, engine, params, wanted(true));
    const depth = integerOf(params.depth) ?? 10;
    if (!depths.includes(depth)) return { error: 'Subscription depth not supported' };
    return {
      key: `book:${depth}:${symbol}`,
      told: { channel, depth, snapshot: wanted(true), symbol },
      snapshot: () => {
        const frame = this.spoilt(market, this.view(market, engine, depth).snapshot(now));
        return wanted(true) ? frame : undefined;
      },
    };
  }

  private candleTopic(
    market: KrakenMarket,
    engine: MatchingEngine,
    params: SocketParams,
    isWanted: boolean,
  ): Topic | { error: string } {
    const minutes = integerOf(params.interval) ?? 1;
    if (!intervalMinutes.includes(minutes)) return { error: 'Subscription ohlc interval not supported' };
    const { symbol } = market;
    const now = this.world.clock.now();
    const warnings = ['timestamp is deprecated, use interval_begin'];
    return {
      key: `ohlc:${minutes}:${symbol}`,
      told: { channel: 'ohlc', interval: minutes, snapshot: isWanted, symbol, warnings },
      snapshot: () => {
        const candles = newestCandles(engine, minutes, snapshotCandles, now);
        return isWanted ? candleFrame('snapshot', market, minutes, candles, now) : undefined;
      },
    };
  }

  private instruments(params: SocketParams): Topic {
    const isWanted = params.snapshot !== false;
    return {
      key: 'instrument',
      told: { channel: 'instrument', snapshot: isWanted },
      snapshot: () => {
        const pairs = this.world.markets.all.map((market) => ({
          market,
          engine: this.world.exchange.market(market.symbol),
        }));
        return isWanted ? instrumentFrame('snapshot', pairs) : undefined;
      },
    };
  }

  private add(client: ClientSocket, key: string): void {
    client.topics.add(key);
    const others = this.listeners.get(key);
    if (others === undefined) this.listeners.set(key, new Set([client]));
    else others.add(client);
  }

  private remove(client: ClientSocket, key: string): void {
    client.topics.delete(key);
    const others = this.listeners.get(key);
    others?.delete(client);
    if (others?.size !== 0) return;
    this.listeners.delete(key);
    this.views.delete(key);
  }

  private view(market: KrakenMarket, engine: MatchingEngine, depth: number): BookView {
    const key = `book:${depth}:${market.symbol}`;
    const found = this.views.get(key);
    if (found !== undefined) return found;
    const made = new BookView(market, engine.book, depth);
    this.views.set(key, made);
    return made;
  }

  private hear(event: ExchangeEvent): void {
    if (this.listeners.size === 0) return;
    if (event.type === 'trade') this.collect(event.market, event.trade);
    else if (event.type === 'book') this.publishBook(event.market);
    else if (event.type === 'market-state') {
      const market = this.world.markets.of(event.market);
      const engine = this.world.exchange.market(event.market);
      this.publish('instrument', () => instrumentFrame('update', [{ market, engine }]));
    }
  }

  /** Trades of one sweep travel in one frame. */
  private collect(symbol: string, trade: MarketTrade): void {
    const waiting = this.waitingTrades.get(symbol);
    if (waiting !== undefined) {
      waiting.push(trade);
      return;
    }
    this.waitingTrades.set(symbol, [trade]);
    queueMicrotask(() => this.publishTrades(symbol));
  }

  private publishTrades(symbol: string): void {
    const trades = this.waitingTrades.get(symbol) ?? [];
    this.waitingTrades.delete(symbol);
    const market = this.world.markets.of(symbol);
    const engine = this.world.exchange.market(symbol);
    const now = this.world.clock.now();
    this.publish(`trade:${symbol}`, () => tradeFrame('update', market, trades));
    this.publish(`ticker:trades:${symbol}`, () => tickerFrame('update', market, engine, now));
    for (const minutes of intervalMinutes) {
      this.publish(`ohlc:${minutes}:${symbol}`, () =>
        candleFrame('update', market, minutes, newestCandles(engine, minutes, 1, now), now),
      );
    }
  }

  private publishBook(symbol: string): void {
    const market = this.world.markets.of(symbol);
    const engine = this.world.exchange.market(symbol);
    const now = this.world.clock.now();
    for (const depth of depths) {
      const key = `book:${depth}:${symbol}`;
      const frame = this.views.get(key)?.update(now);
      if (frame !== undefined) this.publish(key, () => this.spoilt(market, frame));
    }
    const top = [...engine.book.depth('buy', 1), ...engine.book.depth('sell', 1)]
      .map(({ price, quantity }) => `${price.toFixed()} ${quantity.toFixed()}`)
      .join();
    if (this.tops.get(symbol) === top) return;
    this.tops.set(symbol, top);
    this.publish(`ticker:bbo:${symbol}`, () => tickerFrame('update', market, engine, now));
  }

  private spoilt(market: KrakenMarket, frame: string): string {
    if (!this.brokenChecksums.delete(market.symbol)) return frame;
    return frame.replace(/"checksum":(\d+)/, (_, right: string) => `"checksum":${(Number(right) ^ 1) >>> 0}`);
  }

  private publish(key: string, make: () => string): void {
    const clients = this.listeners.get(key);
    if (clients === undefined) return;
    const frame = make();
    for (const client of clients) client.send(frame);
  }
}
