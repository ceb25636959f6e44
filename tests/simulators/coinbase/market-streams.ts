import { type Amount, plain, zero } from '../exchange/decimal.ts';
import type { ExchangeEvent } from '../exchange/events.ts';
import type { MatchingEngine } from '../exchange/matching.ts';
import type { BookChange, MarketTrade, Side } from '../exchange/orders.ts';
import { fixedInterval, type TapeCandle } from '../exchange/trade-tape.ts';
import { candleRow, tradeRow } from './market-endpoints.ts';
import { canonicalOf, markets } from './markets.ts';
import {
  type Outcome,
  SocketHall,
  type SocketPace,
  type SubscriptionRequest,
  type VenueSocket,
} from './socket-hall.ts';
import { quotientText, timeText } from './wire-text.ts';
import type { World } from './world.ts';

const channels = ['heartbeats', 'candles', 'market_trades', 'ticker', 'ticker_batch', 'status', 'level2'];
const withoutProducts = ['heartbeats', 'status'];
const bucket = fixedInterval(300_000);
const day = 86_400_000;
const year = 364 * day;

const sides: Record<Side, string> = { buy: 'bid', sell: 'offer' };

interface Summary {
  at: number;
  today: TapeCandle | undefined;
  year: TapeCandle | undefined;
}

/** Market data for everybody: book changes every 50 ms, trades every 250 ms, candles and heartbeats each second. */
export class MarketStreams {
  readonly hall: SocketHall;
  private readonly world: World;
  private readonly levels = new Map<string, Map<string, BookChange>>();
  private readonly trades = new Map<string, MarketTrade[]>();
  private readonly summaries = new Map<string, Summary>();
  private readonly lastBuckets = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly onSecond: (counter: number) => void;
  private ticks = 0;
  private batches = 0;
  private counter = 66_987;

  constructor(world: World, pace: SocketPace, onSecond: (counter: number) => void) {
    this.world = world;
    this.onSecond = onSecond;
    this.hall = new SocketHall(world, pace, (socket, request) => this.subscribe(socket, request));
    world.exchange.onEvent((event) => this.hear(event));
    world.products.onFlags((productId) => this.publishStatus(productId));
    this.timer = setInterval(() => this.tick(), 50);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Everything that waits for its pace, now. */
  flush(): void {
    this.publishLevels();
    this.publishTrades();
    this.publishCandles();
    this.publishTickers('ticker_batch');
    this.second();
  }

  private tick(): void {
    this.ticks += 1;
    this.publishLevels();
    if (this.ticks % 5 === 0) this.publishTrades();
    if (this.ticks % 20 === 0) {
      this.publishCandles();
      this.second();
    }
    if (this.ticks % 100 === 0) this.publishTickers('ticker_batch');
  }

  private second(): void {
    this.counter += 1;
    this.world.exchange.expireDue();
    this.hall.beat(this.counter);
    this.onSecond(this.counter);
  }

  private hear(event: ExchangeEvent): void {
    if (event.type === 'book') {
      const waiting = this.levels.get(event.market) ?? new Map<string, BookChange>();
      for (const change of event.changes) waiting.set(`${change.side}${change.price.toFixed()}`, change);
      this.levels.set(event.market, waiting);
    } else if (event.type === 'trade') {
      const waiting = this.trades.get(event.market);
      if (waiting === undefined) this.trades.set(event.market, [event.trade]);
      else waiting.push(event.trade);
      this.publishTicker('ticker', event.market);
    } else if (event.type === 'market-state') {
      this.publishStatus(event.market);
    }
  }

  private subscribe(socket: VenueSocket, { type, channel, products = [] }: SubscriptionRequest): Outcome {
    if (!channels.includes(channel)) return 'unknown';
    const needsProducts = !withoutProducts.includes(channel);
    if (needsProducts && products.length === 0) return 'refused';
    if (channel !== 'heartbeats' && !products.every((id) => this.world.products.find(id) !== undefined))
      return 'refused';
    const all = channel === 'heartbeats' ? ['heartbeats'] : this.world.products.ids();
    const asked = channel === 'heartbeats' || products.length === 0 ? all : products;
    const topics = socket.topics.get(channel) ?? new Set<string>();
    if (type === 'subscribe') {
      const before = new Set([...topics].map(canonicalOf));
      for (const id of asked) topics.add(id);
      socket.topics.set(channel, topics);
      // The first data overtakes the acknowledgement, as recorded.
      const fresh = new Set(asked.map(canonicalOf).filter((id) => !before.has(id)));
      this.sendSnapshots(socket, channel, [...fresh]);
    } else {
      for (const id of asked) topics.delete(id);
      if (topics.size === 0) socket.topics.delete(channel);
    }
    this.acknowledge(socket);
    return 'done';
  }

  /** Names the canonical products: that is what the frames will be called. */
  private acknowledge(socket: VenueSocket): void {
    const subscriptions = Object.fromEntries(
      [...socket.topics]
        .map(([channel, topics]) => [channel, [...new Set([...topics].map(canonicalOf))]] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    socket.frame('subscriptions', JSON.stringify([{ subscriptions }]), false);
  }

  private sendSnapshots(socket: VenueSocket, channel: string, ids: string[]): void {
    const send = (name: string, content: object): void =>
      socket.frame(name, JSON.stringify([{ type: 'snapshot', ...content }]));
    if (channel === 'status' && ids.length > 0)
      send('status', { products: ids.map((id) => this.statusRow(id)) });
    for (const id of ids) {
      if (channel === 'level2') send('l2_data', { product_id: id, updates: this.wholeBook(id) });
      if (channel === 'market_trades') send('market_trades', { trades: this.lastTrades(id) });
      if (channel === 'ticker' || channel === 'ticker_batch')
        send(channel, { tickers: [this.tickerRow(id)] });
      if (channel === 'candles') {
        const now = this.world.clock.now();
        const rows = this.candleRows(id, bucket.openOf(now) - 10 * 300_000, now);
        send('candles', { candles: rows.reverse() });
      }
    }
  }

  private wholeBook(id: string): object[] {
    const { book } = this.market(id);
    return (['buy', 'sell'] as const).flatMap((side) =>
      book.depth(side, 1_000_000).map(({ price, quantity }) => ({
        side: sides[side],
        event_time: '1970-01-01T00:00:00Z',
        price_level: plain(price),
        new_quantity: plain(quantity),
      })),
    );
  }

  private lastTrades(id: string): object[] {
    return this.market(id)
      .tape.trades.slice(-10)
      .reverse()
      .map((trade) => streamTrade(id, trade));
  }

  private publishLevels(): void {
    for (const [id, waiting] of this.levels) {
      if (waiting.size === 0) continue;
      const at = timeText(this.world.clock.now());
      const changes = [...waiting.values()];
      waiting.clear();
      this.publish('level2', id, () => ({
        type: 'update',
        product_id: id,
        updates: changes.map(({ side, price, quantity }) => ({
          side: sides[side],
          event_time: at,
          price_level: plain(price),
          new_quantity: plain(quantity),
        })),
      }));
    }
  }

  /** Batches come newest first and oldest first by turns: both have been seen. */
  private publishTrades(): void {
    for (const [id, waiting] of this.trades) {
      if (waiting.length === 0) continue;
      const batch = waiting.splice(0);
      this.batches += 1;
      if (this.batches % 2 === 1) batch.reverse();
      this.publish('market_trades', id, () => ({
        type: 'update',
        trades: batch.map((trade) => streamTrade(id, trade)),
      }));
    }
  }

  private publishCandles(): void {
    const now = this.world.clock.now();
    for (const { symbol } of markets) {
      const open = bucket.openOf(now);
      const from = Math.min(this.lastBuckets.get(symbol) ?? open, open);
      this.lastBuckets.set(symbol, open);
      if (!this.isHeard('candles', symbol)) continue;
      const candles = this.candleRows(symbol, from, now);
      if (candles.length > 0) this.publish('candles', symbol, () => ({ type: 'update', candles }));
    }
  }

  private candleRows(id: string, from: number, to: number): object[] {
    return this.market(id)
      .tape.candles(bucket, { from, to, limit: 350 })
      .filter((candle) => candle.trades > 0)
      .map((candle) => {
        const { start, high, low, open, close, volume } = candleRow(candle);
        return { start, high, low, open, close, volume, product_id: id };
      });
  }

  private publishTickers(channel: 'ticker_batch'): void {
    for (const { symbol } of markets) this.publishTicker(channel, symbol);
  }

  private publishTicker(channel: 'ticker' | 'ticker_batch', id: string): void {
    this.publish(channel, id, () => ({ type: 'update', tickers: [this.tickerRow(id)] }));
  }

  private tickerRow(id: string): object {
    const market = this.market(id);
    const { today, year: long } = this.summaryOf(id);
    const last = market.lastPrice;
    const open = today?.open ?? last;
    const [bid, ask] = [market.book.depth('buy', 1)[0], market.book.depth('sell', 1)[0]];
    const change = open.isZero() ? zero : last.minus(open).times(100).dividedBy(open);
    return {
      type: 'ticker',
      product_id: id,
      price: plain(last),
      volume_24_h: plain(today?.volume ?? zero),
      low_24_h: plain(today?.low ?? last),
      high_24_h: plain(today?.high ?? last),
      low_52_w: plain(long?.low ?? last),
      high_52_w: plain(long?.high ?? last),
      price_percent_chg_24_h: quotientText(change),
      best_bid: text(bid?.price),
      best_bid_quantity: text(bid?.quantity),
      best_ask: text(ask?.price),
      best_ask_quantity: text(ask?.quantity),
    };
  }

  /** Summing up a year of trades for each tick would be slow: a second old is good enough. */
  private summaryOf(id: string): Summary {
    const now = this.world.clock.now();
    const known = this.summaries.get(id);
    if (known !== undefined && Math.abs(now - known.at) < 1000) return known;
    const { tape } = this.market(id);
    const summary = { at: now, today: tape.summary(now - day, now), year: tape.summary(now - year, now) };
    this.summaries.set(id, summary);
    return summary;
  }

  private publishStatus(id: string): void {
    this.publish('status', id, () => ({ type: 'update', products: [this.statusRow(id)] }));
  }

  private statusRow(id: string): object {
    const spec = markets.find(({ symbol }) => symbol === id);
    if (spec === undefined) throw new Error(`There is no market ${id}.`);
    const isOnline = this.world.products.isTrading(id);
    return {
      product_type: 'SPOT',
      id,
      base_currency: spec.base,
      quote_currency: spec.quote,
      base_increment: spec.baseIncrement,
      quote_increment: spec.quoteIncrement,
      display_name: `${spec.base}/${spec.quote}`,
      status: isOnline ? 'online' : 'offline',
      status_message: '',
      min_market_funds: spec.quoteMinSize,
    };
  }

  private isHeard(channel: string, id: string): boolean {
    return this.listeners(channel, id).length > 0;
  }

  private listeners(channel: string, id: string): VenueSocket[] {
    return [...this.hall.sockets].filter((socket) =>
      [...(socket.topics.get(channel) ?? [])].some((topic) => canonicalOf(topic) === id),
    );
  }

  private publish(channel: string, id: string, event: () => object): void {
    const listeners = this.listeners(channel, id);
    if (listeners.length === 0) return;
    const events = JSON.stringify([event()]);
    for (const socket of listeners) socket.frame(channel === 'level2' ? 'l2_data' : channel, events);
  }

  private market(id: string): MatchingEngine {
    return this.world.exchange.market(id);
  }
}

function text(amount: Amount | undefined): string {
  return plain(amount ?? zero);
}

function streamTrade(id: string, trade: MarketTrade): object {
  const { trade_id, product_id, price, size, time, side } = tradeRow(id, trade);
  return { product_id, trade_id, price, size, time, side };
}
