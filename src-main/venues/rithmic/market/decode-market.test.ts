import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import { gridOf } from '../../../../src-shared/domain/price-grid.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import {
  MarketState,
  readEndOfDay,
  readOpenInterest,
  readQuote,
  readTrade,
  readTradeStatistics,
  sessionOf,
} from './decode-market.ts';

const es = instrumentId('CME:ESZ6');
const newState = () => new MarketState(es, gridOf('0.25'));
const at = { ssboe: 1_790_000_000, usecs: 123_456 };
const time = 1_790_000_000_123;

describe('trades', () => {
  const print = { presence_bits: 1, trade_price: 6712.25, trade_size: 3, aggressor: 2, ...at };

  test('a print is told with its side and the millisecond of its microseconds', () => {
    expect(readTrade(print, newState())).toEqual({
      kind: 'trade',
      instrument: es,
      time,
      price: 6712.25,
      size: 3,
      side: 'sell',
    });
    expect(readTrade({ ...print, usecs: 123 }, newState())?.time).toBe(1_790_000_000_000);
    expect(readTrade({ ...print, aggressor: undefined }, newState())?.side).toBe('unknown');
    expect(readTrade({ ...print, aggressor: 9 }, newState())?.side).toBe('unknown');
  });

  test('neither a message without the trade’s bit nor the image of the last trade is a print', () => {
    expect(readTrade({ ...print, presence_bits: 8 | 16 }, newState())).toBeUndefined();
    expect(readTrade({ ...print, presence_bits: undefined }, newState())).toBeUndefined();
    expect(readTrade({ ...print, is_snapshot: true }, newState())).toBeUndefined();
    expect(readTrade({ ...print, trade_price: undefined }, newState())).toBeUndefined();
    expect(readTrade({ ...print, trade_price: Number.NaN }, newState())).toBeUndefined();
  });

  test('O14: prices with the dust of doubles are put on the grid, negative ones too', () => {
    const dusty = (price: number, tick: string) =>
      readTrade({ ...print, trade_price: price }, new MarketState(es, gridOf(tick)))?.price;
    expect(dusty(1.0943500000000002, '0.00005')).toBe(1.09435);
    expect(dusty(-37.63, '0.01')).toBe(-37.63);
    expect(dusty(111.265625, '0.015625')).toBe(111.265625);
    expect(dusty(0, '0.25')).toBe(0);
  });
});

describe('quotes', () => {
  test('sides come alone; what is not told stays, what is cleared is unknown', () => {
    const state = newState();
    const told = (fields: Parameters<typeof readQuote>[0]) => {
      const quote = readQuote({ ...at, ...fields }, state);
      return quote && [quote.bid, quote.bidSize, quote.ask, quote.askSize];
    };
    const none = Number.NaN;
    expect(told({ presence_bits: 1, bid_price: 10, bid_size: 5 })).toEqual([10, 5, none, none]);
    expect(told({ presence_bits: 2, ask_price: 10.25, ask_size: 7 })).toEqual([10, 5, 10.25, 7]);
    // Price without a new size, and a price of nothing, which is a price.
    expect(told({ presence_bits: 1, bid_price: 0 })).toEqual([0, 5, 10.25, 7]);
    expect(told({ clear_bits: 2, ask_price: 99 })).toEqual([0, 5, none, none]);
    // Fields without their bit say nothing.
    expect(told({ presence_bits: 4, lean_price: 1, bid_price: 8 })).toBeUndefined();
    expect(told({ clear_bits: 1, presence_bits: 2, ask_price: 11, ask_size: 1 })).toEqual([
      none,
      none,
      11,
      1,
    ]);
  });

  test('times never run backwards, nor before what history has told', () => {
    const state = newState();
    state.floor = time + 10;
    const quote = (ssboe: number) =>
      readQuote({ presence_bits: 1, bid_price: 1, ssboe, usecs: 0 }, state)?.time;
    expect([quote(1_790_000_000), quote(1_790_000_005), quote(1_790_000_001)]).toEqual([
      time + 11,
      1_790_000_005_000,
      1_790_000_005_000,
    ]);
  });
});

test('session figures are merged from all that tells of them; what was not told is absent', () => {
  const state = newState();
  expect(readTradeStatistics({ presence_bits: 6, high_price: 12, low_price: 9, open_price: 1 }, state)).toBe(
    true,
  );
  expect(readTradeStatistics({ presence_bits: 0, open_price: 1 }, state)).toBe(false);
  expect(readEndOfDay({ presence_bits: 1 | 2, close_price: 10, settlement_price: 10.25 }, state)).toBe(true);
  expect(readEndOfDay({ presence_bits: 8, adjusted_close_price: 1 }, state)).toBe(false);
  expect(readOpenInterest({ open_interest: 2_104_331n }, state)).toBe(true);
  expect(readOpenInterest({}, state)).toBe(false);
  readTrade({ presence_bits: 8, volume: 9_007_199_254_740_993n }, state);
  expect(sessionOf(state, epochMs(time))).toEqual({
    kind: 'session',
    instrument: es,
    time,
    high: 12,
    low: 9,
    volume: 9_007_199_254_740_992,
    openInterest: 2_104_331,
    settlement: 10.25,
    previousClose: 10,
  });
  readTradeStatistics({ clear_bits: 2 }, state);
  readOpenInterest({ should_clear: true }, state);
  expect(sessionOf(state, epochMs(time))).not.toHaveProperty('high');
  expect(sessionOf(state, epochMs(time))).not.toHaveProperty('openInterest');
});

test('whatever fields hold, nothing is thrown and no trade is without a finite price and time', () => {
  const number = fc.option(fc.oneof(fc.integer(), fc.double()), { nil: undefined });
  const bits = fc.option(fc.integer({ min: 0, max: 127 }), { nil: undefined });
  const fields = fc.record({
    presence_bits: bits,
    clear_bits: bits,
    trade_price: number,
    bid_price: number,
    ask_price: number,
    trade_size: number,
    bid_size: number,
    high_price: number,
    close_price: number,
    ssboe: fc.option(fc.integer({ min: 0 }), { nil: undefined }),
    usecs: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(fields), (messages) => {
      const state = newState();
      for (const message of messages) {
        const trade = readTrade(message, state);
        if (trade !== undefined)
          expect(Number.isFinite(trade.price) && Number.isFinite(trade.time)).toBe(true);
        readQuote(message, state);
        readTradeStatistics(message, state);
        readEndOfDay(message, state);
      }
    }),
  );
});
