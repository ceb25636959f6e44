import type { Candle } from '../../../src-shared/domain/candle.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { CandleUpdate, MarketEvent, Quote, Trade } from '../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { timeframeOfInterval } from './intervals.ts';
import * as wire from './wire.ts';

/*
 * The careful reading of market messages: every member checked, no frame refused for members it has besides. It is what
 * `hot-decode.ts` falls back to, and must come to the same events.
 */

/** A change of a book, levels as decimals in the order they were sent; a size of 0 takes the level away. */
export interface BookDiff {
  readonly kind: 'book-diff';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly first: number;
  readonly last: number;
  /** Only of futures: `last` of the change before. */
  readonly previous?: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** The best levels of a book, whole. */
export interface BookTop {
  readonly kind: 'book-snapshot';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly last: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export type Level = readonly [price: string, size: string];

/** A day's figures: the last 24 hours. */
export interface Ticker {
  readonly kind: 'ticker';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly last: number;
  readonly volume: number;
  /** Volume in the quote currency. */
  readonly turnover: number;
  /** Only of the full form. */
  readonly change?: number;
  readonly changePercent?: number;
  readonly averagePrice?: number;
  readonly lastSize?: number;
}

export interface MarkPrice {
  readonly kind: 'mark-price';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly mark: number;
  readonly index: number | null;
  readonly fundingRate: number | null;
  readonly nextFunding: EpochMs;
}

export interface Control {
  readonly kind: 'control';
  readonly name: string;
  readonly [field: string]: unknown;
}
/** A message of a kind that we do not use. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly name: string;
  readonly reason: string;
}
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
}

export type WireEvent =
  | MarketEvent
  | BookDiff
  | BookTop
  | Ticker
  | MarkPrice
  | Control
  | Unknown
  | Unreadable;

export interface DecodeContext {
  /** Undefined for a market that has no id of ours: its messages are `unknown`. */
  instrumentOf(symbol: string): InstrumentId | undefined;
  /** Venue time for messages that carry none. */
  now(): EpochMs;
}

export const unreadable = (reason: string): Unreadable => ({ kind: 'unreadable', reason });

/** One message of a market stream, bare or in the combined form's envelope. Never throws. */
export function decodeMarket(message: unknown, context: DecodeContext): WireEvent {
  if (!isRecord(message)) return unreadable('not a JSON object');
  if (typeof message.stream === 'string' && isRecord(message.data)) {
    return decodeMarket(withStream(message.data, message.stream), context);
  }
  switch (message.e) {
    case 'trade':
      return read(wire.trade, message, context, tradeOf);
    case 'aggTrade':
      return read(wire.aggTrade, message, context, tradeOf);
    case 'kline':
      return read(wire.kline, message, context, candleOf);
    case '24hrTicker':
      return read(wire.ticker, message, context, (found, instrument) => ({
        ...dayOf(found, instrument),
        change: Number(found.p),
        changePercent: Number(found.P),
        averagePrice: Number(found.w),
        lastSize: Number(found.Q),
      }));
    case '24hrMiniTicker':
      return read(wire.miniTicker, message, context, dayOf);
    case 'depthUpdate':
      return read(wire.depthUpdate, message, context, diffOf);
    case 'markPriceUpdate':
      return read(wire.markPrice, message, context, markOf);
    case 'bookTicker':
      return read(wire.bookTicker, message, context, (found, instrument) =>
        quoteOf(found, instrument, context),
      );
    case 'serverShutdown':
      return { kind: 'control', name: 'server-shutdown', time: message.E };
    case undefined:
      return withoutName(message, context);
    default:
      return unknown(String(message.e));
  }
}

/** Partial books carry no symbol: it is taken from the stream's name. */
function withStream(data: Record<string, unknown>, stream: string): Record<string, unknown> {
  if (!('lastUpdateId' in data) || 's' in data) return data;
  return { ...data, s: stream.slice(0, stream.indexOf('@')).toUpperCase() };
}

function withoutName(message: Record<string, unknown>, context: DecodeContext): WireEvent {
  if ('B' in message && 'A' in message) {
    return read(wire.bookTicker, message, context, (found, instrument) =>
      quoteOf(found, instrument, context),
    );
  }
  if ('lastUpdateId' in message) return snapshotOf(message, context);
  if (isRecord(message.event) && message.event.e === 'serverShutdown') {
    return { kind: 'control', name: 'server-shutdown', time: message.event.E };
  }
  if ('result' in message) {
    return { kind: 'control', name: 'answer', id: message.id ?? null, result: message.result };
  }
  const error = wire.streamError.safeParse(message);
  if (!error.success) return { kind: 'unknown', name: '', reason: 'it names no event' };
  const { code, msg, id } = error.data;
  return { kind: 'control', name: 'error', id: id ?? null, code, message: msg };
}

function snapshotOf(message: Record<string, unknown>, context: DecodeContext): WireEvent {
  const found = wire.depthSnapshot.safeParse(message);
  if (!found.success) return unreadable(reasonOf(found.error));
  const instrument = typeof message.s === 'string' ? context.instrumentOf(message.s) : undefined;
  if (instrument === undefined)
    return { kind: 'unknown', name: 'depth', reason: 'a book without its market' };
  const { bids, asks, lastUpdateId } = found.data;
  const time = context.now();
  return {
    kind: 'book-snapshot',
    instrument,
    time,
    last: lastUpdateId,
    bids: bids.map(pair),
    asks: asks.map(pair),
  };
}

interface Schema<Shape> {
  safeParse(
    value: unknown,
  ): { success: true; data: Shape } | { success: false; error: { issues: readonly Issue[] } };
}
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function read<Shape extends { readonly s: string }>(
  schema: Schema<Shape>,
  message: Record<string, unknown>,
  context: DecodeContext,
  map: (found: Shape, instrument: InstrumentId) => WireEvent,
): WireEvent {
  const found = schema.safeParse(message);
  if (!found.success) return unreadable(reasonOf(found.error));
  const instrument = context.instrumentOf(found.data.s);
  if (instrument !== undefined) return map(found.data, instrument);
  return { kind: 'unknown', name: found.data.s, reason: `the market ${found.data.s} has no name of ours` };
}

/** An event of a kind that has no meaning here. */
export function unknown(name: string): Unknown {
  return { kind: 'unknown', name, reason: `the event ${name}, which is not used` };
}

/** An order that cannot be told: of a market without a name of ours, or in a state that we have no word for. */
export function unknownOrder(name: string, symbol: string, status: string, isMarketKnown: boolean): Unknown {
  const reason = isMarketKnown
    ? `an order of ${symbol} with the status ${status}, which is not known`
    : `an order of ${symbol}, a market without a name of ours`;
  return { kind: 'unknown', name: `${name} ${symbol} ${status}`, reason };
}

export function reasonOf(error: { readonly issues: readonly Issue[] }): string {
  const [issue] = error.issues;
  return issue === undefined ? 'not of the known shape' : `${issue.path.join('.')}: ${issue.message}`;
}

/** `m`: the buyer was the maker, so that the aggressor sold. */
function tradeOf(
  { p, q, T, m }: { readonly p: string; readonly q: string; readonly T: number; readonly m: boolean },
  instrument: InstrumentId,
): Trade {
  return {
    kind: 'trade',
    instrument,
    time: T as EpochMs,
    price: Number(p),
    size: Number(q),
    side: m ? 'sell' : 'buy',
  };
}

function candleOf({ k }: ReturnType<typeof wire.kline.parse>, instrument: InstrumentId): WireEvent {
  const timeframe = timeframeOfInterval(k.i);
  if (timeframe === undefined) {
    return { kind: 'unknown', name: `kline ${k.i}`, reason: `bars of ${k.i}, which are not used` };
  }
  const candle = {
    time: k.t as EpochMs,
    open: Number(k.o),
    high: Number(k.h),
    low: Number(k.l),
    close: Number(k.c),
    volume: Number(k.v),
  };
  return candleUpdate(instrument, timeframe, candle, k.x);
}

export function candleUpdate(
  instrument: InstrumentId,
  timeframe: Timeframe,
  candle: Candle,
  isClosed: boolean,
): CandleUpdate {
  return { kind: 'candle', instrument, timeframe, priceSide: 'trade', candle, isClosed };
}

function quoteOf(
  found: ReturnType<typeof wire.bookTicker.parse>,
  instrument: InstrumentId,
  context: DecodeContext,
): Quote {
  return {
    kind: 'quote',
    instrument,
    time: (found.T ?? found.E ?? context.now()) as EpochMs,
    bid: Number(found.b),
    ask: Number(found.a),
    bidSize: Number(found.B),
    askSize: Number(found.A),
    volume: 0,
  };
}

function dayOf(
  found: ReturnType<typeof wire.miniTicker.parse> | ReturnType<typeof wire.ticker.parse>,
  instrument: InstrumentId,
): Ticker {
  return {
    kind: 'ticker',
    instrument,
    time: found.E as EpochMs,
    open: Number(found.o),
    high: Number(found.h),
    low: Number(found.l),
    last: Number(found.c),
    volume: Number(found.v),
    turnover: Number(found.q),
  };
}

const pair = ([price, size]: readonly [string, string, ...unknown[]]): Level => [price, size];

export function diffOf(found: wire.DepthUpdate, instrument: InstrumentId): BookDiff {
  return {
    kind: 'book-diff',
    instrument,
    time: found.E as EpochMs,
    first: found.U,
    last: found.u,
    ...(found.pu === undefined ? {} : { previous: found.pu }),
    bids: found.b.map(pair),
    asks: found.a.map(pair),
  };
}

function markOf(found: ReturnType<typeof wire.markPrice.parse>, instrument: InstrumentId): MarkPrice {
  return {
    kind: 'mark-price',
    instrument,
    time: found.E as EpochMs,
    mark: Number(found.p),
    index: found.i === undefined ? null : Number(found.i),
    // Empty for dated futures, which have no funding.
    fundingRate: found.r === '' ? null : Number(found.r),
    nextFunding: found.T as EpochMs,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
