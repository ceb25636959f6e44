import { type Amount, decimal, zero } from './decimal.ts';
import type { Exchange } from './exchange.ts';
import type { MatchingEngine } from './matching.ts';
import type { Side } from './orders.ts';
import { seeded } from './seeded.ts';

export interface FeedOptions {
  market: string;
  seed: number;
  startPrice: string;
  /** Largest move of one tick of the walk, in price ticks. */
  stepTicks?: number;
  /** Levels of the crowd on each side, and how many price ticks lie between them. */
  depth?: number;
  levelTicks?: number;
  /** Largest trade, in base units. */
  largestTrade?: string;
  /** Past, written before the market opens: dense minutes (four trades each), before them hours with one trade each. */
  historyMinutes?: number;
  historyHours?: number;
}

/**
 * The rest of the market: a random walk on the tick grid that trades and keeps a two-sided book of the crowd's liquidity. The
 * same seed gives the same walk. Customers' orders are filled when the walk goes through their price.
 */
export class MarketFeed {
  readonly market: MatchingEngine;
  private readonly exchange: Exchange;
  private readonly random: () => number;
  private readonly options: Required<FeedOptions>;
  /** Whether the crowd comes back when customers have taken half of its levels on a side. */
  isQuoting = true;
  private timer: NodeJS.Timeout | undefined;
  private isReplenishDue = false;

  constructor(exchange: Exchange, options: FeedOptions) {
    this.exchange = exchange;
    this.options = {
      stepTicks: 3,
      depth: 20,
      levelTicks: 5,
      largestTrade: '0.5',
      historyMinutes: 1500,
      historyHours: 1000,
      ...options,
    };
    this.market = exchange.market(options.market);
    this.random = seeded(options.seed);
    this.writeHistory();
    this.quote(this.market.lastPrice);
    exchange.onEvent((event) => {
      if (event.type === 'book' && event.market === options.market) this.replenishSoon();
    });
  }

  /** One event of the walk: a trade one side or the other, and the crowd's quotes around the new price. */
  tick(): void {
    const { tick } = this.market.spec;
    const { stepTicks } = this.options;
    const move = Math.floor(this.random() * (2 * stepTicks + 1)) - stepTicks;
    const next = this.market.lastPrice.plus(tick.times(move));
    const price = next.lessThan(tick.times(this.options.levelTicks * this.options.depth))
      ? this.market.lastPrice
      : next;
    const side: Side = this.random() < 0.5 ? 'buy' : 'sell';
    this.market.cross(side, price, this.tradeSize());
    this.quote(price);
  }

  /** Moves the market to a price, filling whatever lies between. */
  moveTo(price: string): void {
    const target = decimal(price);
    const side: Side = target.greaterThanOrEqualTo(this.market.lastPrice) ? 'buy' : 'sell';
    this.market.setCrowd(side, target, this.tradeSize());
    this.market.cross(side, target, this.tradeSize());
    this.quote(target);
  }

  /** Puts back the crowd's liquidity that customers have taken, at the present price. */
  replenish(): void {
    this.quote(this.market.lastPrice);
  }

  run(eventsPerSecond: number): void {
    this.stop();
    const everyMs = Math.max(10, 1000 / eventsPerSecond);
    const perTimer = Math.max(1, Math.round((eventsPerSecond * everyMs) / 1000));
    this.timer = setInterval(() => {
      this.exchange.expireDue();
      for (let count = 0; count < perTimer; count += 1) this.tick();
    }, everyMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** After the present match: the crowd must not quote in the middle of one. */
  private replenishSoon(): void {
    if (this.isReplenishDue || !this.isQuoting) return;
    this.isReplenishDue = true;
    queueMicrotask(() => {
      this.isReplenishDue = false;
      const isThin = (side: Side) => this.market.book.levels(side).length < this.options.depth / 2;
      if (this.isQuoting && (isThin('buy') || isThin('sell'))) this.replenish();
    });
  }

  private quote(middle: Amount): void {
    for (const side of ['buy', 'sell'] as const) this.quoteSide(side, middle);
  }

  private quoteSide(side: Side, middle: Amount): void {
    const { depth, levelTicks } = this.options;
    const { tick } = this.market.spec;
    const wanted = new Map<string, Amount>();
    for (let index = 0; index < depth; index += 1) {
      const distance = tick.times(1 + index * levelTicks);
      const price = side === 'buy' ? middle.minus(distance) : middle.plus(distance);
      if (price.greaterThan(0)) wanted.set(price.toFixed(), price);
    }
    for (const level of [...this.market.book.levels(side)]) {
      const isOurs = this.market.book.crowdAt(side, level.price).greaterThan(0);
      if (isOurs && !wanted.has(level.price.toFixed())) this.market.setCrowd(side, level.price, zero);
    }
    for (const price of wanted.values()) {
      if (this.market.book.crowdAt(side, price).isZero()) this.market.setCrowd(side, price, this.levelSize());
    }
  }

  private tradeSize(): Amount {
    return this.size(decimal(this.options.largestTrade));
  }

  private levelSize(): Amount {
    return this.size(decimal(this.options.largestTrade).times(20));
  }

  /** A random whole number of steps, at least one. */
  private size(largest: Amount): Amount {
    const { step } = this.market.spec;
    const steps = Math.max(1, largest.dividedBy(step).toNumber());
    return step.times(1 + Math.floor(this.random() * steps));
  }

  private writeHistory(): void {
    const { historyHours, historyMinutes, startPrice } = this.options;
    const now = this.exchange.clock.now();
    const denseFrom = Math.floor(now / 60_000) * 60_000 - historyMinutes * 60_000;
    const times: number[] = [];
    for (let hour = historyHours; hour > 0; hour -= 1) times.push(denseFrom - hour * 3_600_000);
    for (let minute = 0; minute < historyMinutes; minute += 1) {
      for (const second of [3, 17, 31, 52]) times.push(denseFrom + minute * 60_000 + second * 1000);
    }
    if (times.length === 0) times.push(now);
    let price = decimal(startPrice);
    for (const at of times) {
      const side: Side = this.random() < 0.5 ? 'buy' : 'sell';
      this.market.recordHistory({ price, quantity: this.tradeSize(), takerSide: side, at });
      const move = Math.floor(this.random() * 21) - 10;
      price = price.plus(this.market.spec.tick.times(move));
      if (price.lessThan(decimal(startPrice).dividedBy(2))) price = decimal(startPrice);
    }
  }
}
