import type { EpochMs } from '../../../src-shared/domain/time.ts';
import * as wire from './wire.ts';

/*
 * The careful reading of socket frames: every member checked, no frame refused for members it has besides. `hot-decode.ts`
 * falls back to it and must come to the same.
 */

/** One trade of a batch, by the taker's side. */
export interface TapeEntry {
  readonly product: string;
  readonly id: number;
  readonly time: EpochMs;
  readonly price: number;
  readonly size: number;
  readonly side: 'buy' | 'sell' | 'unknown';
}

/** Levels as the venue's decimals, in the order they were sent; a size of 0 takes the level away. */
export interface BookChange {
  readonly product: string;
  readonly isSnapshot: boolean;
  readonly bids: readonly (readonly [price: string, size: string])[];
  readonly asks: readonly (readonly [price: string, size: string])[];
}

export interface TickerEntry {
  readonly product: string;
  readonly last: number;
  readonly volume: number;
  readonly low: number;
  readonly high: number;
  readonly changePercent: number;
  /** NaN where it is not told. */
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
}

export interface CandleEntry {
  readonly product: string;
  readonly time: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

interface Head {
  /** Counts all frames of a connection, from 0. */
  readonly sequence: number;
  readonly time: EpochMs;
}

export type Frame =
  | (Head & { readonly kind: 'trades'; readonly trades: readonly TapeEntry[] })
  | (Head & { readonly kind: 'book'; readonly changes: readonly BookChange[] })
  | (Head & { readonly kind: 'tickers'; readonly tickers: readonly TickerEntry[] })
  | (Head & { readonly kind: 'candles'; readonly candles: readonly CandleEntry[] })
  | (Head & {
      readonly kind: 'orders';
      readonly isSnapshot: boolean;
      readonly orders: readonly wire.UserOrderWire[];
    })
  | (Head & { readonly kind: 'heartbeat'; readonly counter: number })
  | (Head & {
      readonly kind: 'subscriptions';
      readonly subscriptions: Readonly<Record<string, readonly string[]>>;
    })
  | (Head & {
      readonly kind: 'status';
      readonly products: readonly {
        readonly product: string;
        readonly status: string;
        readonly message: string;
      }[];
    })
  | (Head & { readonly kind: 'unknown'; readonly channel: string })
  | { readonly kind: 'error'; readonly message: string }
  | {
      readonly kind: 'unreadable';
      readonly reason: string;
      /** Absent where not even that could be read. */
      readonly sequence?: number;
    };

/** Never throws. */
export function decodeFrame(text: string): Frame {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof SyntaxError ? 'not JSON' : 'too deep' };
  }
  const error = wire.errorFrameWire.safeParse(message);
  if (error.success) return { kind: 'error', message: error.data.message };
  const head = wire.headWire.safeParse(message);
  if (!head.success) return { kind: 'unreadable', reason: reasonOf(head.error) };
  const { channel, timestamp, sequence_num: sequence, events } = head.data;
  const reader = Object.hasOwn(readers, channel) ? readers[channel] : undefined;
  if (reader === undefined) return { kind: 'unknown', channel, sequence, time: timestamp };
  try {
    return reader({ sequence, time: timestamp }, events);
  } catch (caught) {
    if (!(caught instanceof NotOfTheShape)) throw caught;
    return { kind: 'unreadable', reason: `${channel}: ${caught.message}`, sequence };
  }
}

class NotOfTheShape extends Error {
  override readonly name = 'NotOfTheShape';
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}
interface Schema<Shape> {
  safeParse(value: unknown): { success: true; data: Shape } | { success: false; error: Issues };
}

function reasonOf({ issues: [issue] }: Issues): string {
  return issue === undefined
    ? 'not of the known shape'
    : `${issue.path.join('.')}: ${issue.message}`.slice(0, 200);
}

function all<Shape>(schema: Schema<Shape>, events: readonly unknown[]): Shape[] {
  return events.map((event) => {
    const found = schema.safeParse(event);
    if (!found.success) throw new NotOfTheShape(reasonOf(found.error));
    return found.data;
  });
}

type Reader = (head: Head, events: readonly unknown[]) => Frame;

const readTickers: Reader = (head, events) => ({
  ...head,
  kind: 'tickers',
  tickers: all(wire.tickersEventWire, events).flatMap(({ tickers }) =>
    tickers.map((one) => ({
      product: one.product_id,
      last: Number(one.price),
      volume: Number(one.volume_24_h),
      low: Number(one.low_24_h),
      high: Number(one.high_24_h),
      changePercent: Number(one.price_percent_chg_24_h),
      bid: numberOr(one.best_bid),
      bidSize: numberOr(one.best_bid_quantity),
      ask: numberOr(one.best_ask),
      askSize: numberOr(one.best_ask_quantity),
    })),
  ),
});

const numberOr = (text: string | undefined) => (text === undefined ? Number.NaN : Number(text));

const readers: Readonly<Record<string, Reader>> = {
  market_trades: (head, events) => ({
    ...head,
    kind: 'trades',
    trades: all(wire.tradesEventWire, events).flatMap(({ trades }) =>
      trades.map((trade) => ({
        product: trade.product_id,
        id: trade.trade_id,
        time: trade.time,
        price: Number(trade.price),
        size: Number(trade.size),
        side: takerSide(trade.side),
      })),
    ),
  }),
  l2_data: (head, events) => ({
    ...head,
    kind: 'book',
    changes: all(wire.bookEventWire, events).map(({ type, product_id, updates }) => {
      const levels = (side: 'bid' | 'offer') =>
        updates.filter((one) => one.side === side).map((one) => [one.price_level, one.new_quantity] as const);
      return {
        product: product_id,
        isSnapshot: type === 'snapshot',
        bids: levels('bid'),
        asks: levels('offer'),
      };
    }),
  }),
  ticker: readTickers,
  ticker_batch: readTickers,
  candles: (head, events) => ({
    ...head,
    kind: 'candles',
    candles: all(wire.candlesEventWire, events).flatMap(({ candles }) =>
      candles.map((bar) => ({
        product: bar.product_id,
        time: (Number(bar.start) * 1000) as EpochMs,
        open: Number(bar.open),
        high: Number(bar.high),
        low: Number(bar.low),
        close: Number(bar.close),
        volume: Number(bar.volume),
      })),
    ),
  }),
  user: (head, events) => {
    const found = all(wire.userEventWire, events);
    return {
      ...head,
      kind: 'orders',
      isSnapshot: found.some(({ type }) => type === 'snapshot'),
      orders: found.flatMap(({ orders }) => orders),
    };
  },
  heartbeats: (head, events) => {
    const [beat] = all(wire.heartbeatEventWire, events);
    return { ...head, kind: 'heartbeat', counter: Number(beat?.heartbeat_counter ?? 0) };
  },
  subscriptions: (head, events) => ({
    ...head,
    kind: 'subscriptions',
    subscriptions: Object.assign(
      {},
      ...all(wire.subscriptionsEventWire, events).map(({ subscriptions }) =>
        Object.fromEntries(Object.entries(subscriptions).map(([channel, topics]) => [channel, topics ?? []])),
      ),
    ),
  }),
  status: (head, events) => ({
    ...head,
    kind: 'status',
    products: all(wire.statusEventWire, events).flatMap(({ products }) =>
      products.map(({ id, status, status_message }) => ({ product: id, status, message: status_message })),
    ),
  }),
};

/** Coinbase tells the maker's side: BUY means that a resting buy order was hit, so that the taker sold. */
export function takerSide(makerSide: string): TapeEntry['side'] {
  return makerSide === 'BUY' ? 'sell' : makerSide === 'SELL' ? 'buy' : 'unknown';
}
