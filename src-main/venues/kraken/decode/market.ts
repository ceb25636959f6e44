import type { z } from 'zod';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type {
  AggressorSide,
  CandleUpdate,
  Quote,
  Trade,
} from '../../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { timeframeOfMinutes } from '../intervals.ts';
import * as wire from '../wire.ts';

/*
 * The careful reading of market frames, row by row, every member checked. `hot.ts` reads the commonest frames faster and
 * must come to the same.
 */

/** The whole book, or changes in the order they were sent; a size of 0 takes the level away. */
export interface BookFrame {
  readonly kind: 'book-snapshot' | 'book-diff';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  /** Decimals in their shortest form. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** CRC-32 over the ten best levels after this frame; see `checksum.ts`. */
  readonly checksum: number;
}
export type Level = readonly [price: string, size: string];

/** The figures of the last 24 hours. */
export interface Ticker {
  readonly kind: 'ticker';
  readonly instrument: InstrumentId;
  readonly time: EpochMs;
  readonly last: number;
  readonly high: number;
  readonly low: number;
  readonly volume: number;
  readonly averagePrice: number;
  readonly change: number;
  readonly changePercent: number;
}

export type MarketRowEvent = Trade | Quote | Ticker | CandleUpdate | BookFrame;

export interface DecodeContext {
  /** Undefined for a market that has no id of ours. */
  instrumentOf(symbol: string): InstrumentId | undefined;
  /** Venue time, for rows that carry none. */
  now(): EpochMs;
}

type Reading = (row: unknown, isSnapshot: boolean, context: DecodeContext) => MarketRowEvent[];

/** How the rows of each channel are read. They throw a ZodError for what is not as expected. */
export const marketChannels: Readonly<Record<string, Reading>> = {
  trade: reading(wire.tradeRow, (row, instrument) => [
    {
      kind: 'trade',
      instrument,
      time: row.timestamp as EpochMs,
      price: Number(row.price),
      size: Number(row.qty),
      side: sideOf(row.side),
    },
  ]),
  ticker: reading(wire.tickerRow, (row, instrument, _isSnapshot, context) => {
    const time = (row.timestamp ?? context.now()) as EpochMs;
    return [
      {
        kind: 'quote',
        instrument,
        time,
        bid: Number(row.bid),
        ask: Number(row.ask),
        bidSize: Number(row.bid_qty),
        askSize: Number(row.ask_qty),
        volume: 0,
      },
      {
        kind: 'ticker',
        instrument,
        time,
        last: Number(row.last),
        high: Number(row.high),
        low: Number(row.low),
        volume: Number(row.volume),
        averagePrice: Number(row.vwap),
        change: Number(row.change),
        changePercent: Number(row.change_pct),
      },
    ];
  }),
  book: reading(wire.bookRow, (row, instrument, isSnapshot, context) => [
    {
      kind: isSnapshot ? 'book-snapshot' : 'book-diff',
      instrument,
      time: (row.timestamp ?? context.now()) as EpochMs,
      bids: row.bids.map(({ price, qty }) => [price, qty] as const),
      asks: row.asks.map(({ price, qty }) => [price, qty] as const),
      checksum: row.checksum,
    },
  ]),
  ohlc: reading(wire.candleRow, (row, instrument) => {
    const timeframe = timeframeOfMinutes(row.interval);
    if (timeframe === undefined) return [];
    return [
      {
        kind: 'candle',
        instrument,
        timeframe,
        priceSide: 'trade',
        candle: {
          time: row.interval_begin as EpochMs,
          open: Number(row.open),
          high: Number(row.high),
          low: Number(row.low),
          close: Number(row.close),
          volume: Number(row.volume),
        },
        // Kraken never says so; whoever keeps the stream sees it by the next bar or the clock.
        isClosed: false,
      },
    ];
  }),
};

function reading<Schema extends z.ZodType<{ readonly symbol: string }>>(
  schema: Schema,
  make: (
    row: z.infer<Schema>,
    instrument: InstrumentId,
    isSnapshot: boolean,
    context: DecodeContext,
  ) => MarketRowEvent[],
): Reading {
  return (row, isSnapshot, context) => {
    const found = schema.parse(row);
    const instrument = context.instrumentOf(found.symbol);
    return instrument === undefined ? [] : make(found, instrument, isSnapshot, context);
  };
}

function sideOf(side: string): AggressorSide {
  return side === 'buy' || side === 'sell' ? side : 'unknown';
}
