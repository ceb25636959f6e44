import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { DecodedEvent, FrameDecoder } from '../venue-kind.ts';
import { type BookChange, decodeFrame, type Frame } from './decode.ts';
import { reportOfUserOrder } from './decode-orders.ts';
import { instrumentIdOf } from './symbols.ts';
import { inTradeOrder } from './tape.ts';

/** As they are named when one subscribes; frames of `level2` say `l2_data`. */
export const channels = [
  'market_trades',
  'level2',
  'ticker',
  'ticker_batch',
  'candles',
  'status',
  'heartbeats',
  'user',
  'subscriptions',
] as const;

/** Longer than any frame but a book's snapshot. */
const maxText = 64 * 1024 * 1024;

/** The protocol inspector: frames without a connection. Aliases cannot be told apart here, only canonical products. */
export function createFrameDecoder(channel?: string): FrameDecoder {
  const frameChannel = channel === 'level2' ? 'l2_data' : channel;
  return {
    decode(frame) {
      if (frame.length > maxText) return [{ kind: 'unreadable', reason: 'too long' }];
      const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8');
      if (frameChannel !== undefined && !text.includes(`"channel":"${frameChannel}"`)) {
        const other = decodeFrame(text);
        if (other.kind === 'error' || other.kind === 'unreadable') return eventsOf(other);
        return [{ kind: 'unknown', reason: `not of the channel ${channel}` }];
      }
      return eventsOf(decodeFrame(text));
    },
  };
}

function eventsOf(frame: Frame): readonly DecodedEvent[] {
  switch (frame.kind) {
    case 'trades':
      return inTradeOrder(frame.trades).map(({ product, time, price, size, side }) =>
        named(product, (instrument) => ({ kind: 'trade', instrument, time, price, size, side })),
      );
    case 'book':
      return frame.changes.map((change) => bookEvent(change, frame.time, frame.sequence));
    case 'tickers':
      return frame.tickers.flatMap((one) => [
        ...(Number.isNaN(one.bid) && Number.isNaN(one.ask)
          ? []
          : [
              named(one.product, (instrument) => ({
                kind: 'quote',
                instrument,
                time: frame.time,
                bid: one.bid,
                ask: one.ask,
                bidSize: one.bidSize,
                askSize: one.askSize,
                volume: 0,
              })),
            ]),
        named(one.product, (instrument) => ({
          kind: 'ticker',
          instrument,
          time: frame.time,
          last: one.last,
          low: one.low,
          high: one.high,
          volume: one.volume,
          changePercent: one.changePercent,
        })),
      ]);
    case 'candles':
      return frame.candles.map(({ product, ...candle }) =>
        named(product, (instrument) => ({
          kind: 'candle',
          instrument,
          timeframe: '5m',
          priceSide: 'trade',
          candle,
          isClosed: false,
        })),
      );
    case 'orders':
      if (frame.orders.length === 0) {
        return [
          control('no-orders', { time: frame.time, sequence: frame.sequence, isSnapshot: frame.isSnapshot }),
        ];
      }
      return frame.orders.map((order) => {
        const account: AccountKey<'live'> = {
          mode: 'live',
          venue: 'coinbase',
          account: order.retail_portfolio_id,
        };
        const report = reportOfUserOrder(order, account, frame.time);
        return report === undefined
          ? { kind: 'unknown', reason: `an order of ${order.product_id} with the status ${order.status}` }
          : { kind: 'order', ...report };
      });
    case 'heartbeat':
      return [control('heartbeat', { time: frame.time, sequence: frame.sequence, counter: frame.counter })];
    case 'subscriptions':
      return [
        control('subscriptions', {
          time: frame.time,
          sequence: frame.sequence,
          subscriptions: frame.subscriptions,
        }),
      ];
    case 'status':
      return frame.products.map((one) => control('status', { time: frame.time, ...one }));
    case 'error':
      return [control('error', { message: frame.message })];
    case 'unknown':
      return [{ kind: 'unknown', reason: `the channel ${frame.channel}`, sequence: frame.sequence }];
    case 'unreadable':
      return [frame];
  }
}

function control(name: string, fields: Readonly<Record<string, unknown>>): DecodedEvent {
  return { ...fields, kind: 'control', name };
}

function named(product: string, event: (instrument: InstrumentId) => DecodedEvent): DecodedEvent {
  const instrument = instrumentIdOf(product);
  return instrument === undefined ? { kind: 'unknown', reason: `the product ${product}` } : event(instrument);
}

function bookEvent(
  { product, isSnapshot, bids, asks }: BookChange,
  time: number,
  sequence: number,
): DecodedEvent {
  return named(product, (instrument) => ({
    kind: isSnapshot ? 'book-snapshot' : 'book-diff',
    instrument,
    time,
    sequence,
    bids,
    asks,
  }));
}
