import { describe, expect, test } from 'vitest';
import type { OrderIntent, OrderTerms } from '../../../src-shared/domain/order.ts';
import { marketRulesOf, readSymbol } from './exchange-info.ts';
import { filterRefusal, ocoRefusal } from './filters.ts';
import futures from './fixtures/futures-exchange-info.json' with { type: 'json' };
import documented from './fixtures/rest-exchange-info-doc.json' with { type: 'json' };
import recorded from './fixtures/rest-exchange-info-recorded.json' with { type: 'json' };
import samples from './fixtures/rest-filters.json' with { type: 'json' };
import { encodeOrder } from './spot/encode.ts';

const symbolsOf = (payload: unknown) =>
  (payload as { symbols: unknown[] }).symbols.flatMap((row) => readSymbol(row) ?? []);
const rulesFrom = (payload: unknown, product: 'spot' | 'usd-m') =>
  symbolsOf(payload).flatMap((info) => marketRulesOf('live', product, info) ?? []);

const [bitcoin] = rulesFrom(recorded.payload, 'spot');
const [perpetual] = rulesFrom(futures.payload, 'usd-m');
if (bitcoin === undefined || perpetual === undefined) throw new Error('the recordings have these markets');

describe('markets as Binance describes them', () => {
  test('a recorded spot market', () => {
    expect(bitcoin.instrument).toEqual({
      id: 'BINANCE:BTCUSDT',
      name: 'BTC/USDT',
      assetClass: 'crypto',
      currency: 'USDT',
      tickSize: '0.01',
      lotStep: '0.00001',
      multiplier: '1',
      calendar: 'crypto-24-7',
      priceSide: 'trade',
      limits: { minQuantity: '0.00001', maxQuantity: '9000', minNotional: '10' },
    });
    expect(bitcoin.marketQuantity).toEqual({ max: '112.2110882' });
    expect(bitcoin.orderTypes).toContain('STOP_LOSS_LIMIT');
  });

  test('a documented futures market, whose precisions are not its steps', () => {
    expect(perpetual.instrument).toMatchObject({
      id: 'BINANCE:BLZUSDT.P',
      name: 'BLZ/USDT perpetual',
      assetClass: 'crypto-perpetual',
      tickSize: '0.0001',
      lotStep: '1',
      limits: { minNotional: '5' },
    });
    expect(perpetual.instrument.expiry).toBeUndefined();
  });

  test('a dated future has its expiry', () => {
    const [info] = symbolsOf(futures.payload);
    const rules =
      info &&
      marketRulesOf('live', 'usd-m', {
        ...info,
        symbol: 'BLZUSDT_261225',
        contractType: 'CURRENT_QUARTER',
        deliveryDate: Date.UTC(2026, 11, 25, 8),
      });
    expect(rules?.instrument).toMatchObject({
      id: 'BINANCE:BLZUSDT_261225.F',
      name: 'BLZ/USDT 2026-12-25',
      assetClass: 'future',
      expiry: Date.UTC(2026, 11, 25, 8),
    });
  });

  test('every kind of filter can be there, and a market without a grid is left out', () => {
    const [info] = symbolsOf(recorded.payload);
    const rules = info && marketRulesOf('live', 'spot', { ...info, filters: samples.payload });
    expect(rules?.instrument.tickSize).toBe('0.000001');
    expect(rules?.minNotional).toBe('0.001');
    expect(rulesFrom(documented.payload, 'spot')).toEqual([]);
    expect(symbolsOf({ symbols: [{ symbol: 1 }, null, 'x'] })).toEqual([]);
  });
});

const limit = (limitPrice: string): OrderTerms => ({ type: 'limit', limitPrice, isPostOnly: false });

describe('what is refused before it is sent', () => {
  test.each([
    [{ quantity: '0.000001', terms: limit('60000') }, 'at least 0.00001'],
    [{ quantity: '9000.00001', terms: limit('60000') }, 'at most 9000'],
    [{ quantity: '0.000015', terms: limit('60000') }, 'steps of 0.00001'],
    [{ quantity: '1', terms: limit('60000.001') }, 'steps of 0.01'],
    [{ quantity: '1', terms: limit('1000000.01') }, 'at most 1000000'],
    [{ quantity: '0.00016', terms: limit('60000') }, 'worth 9.6 USDT'],
    [{ quantity: '200', terms: { type: 'market' } as const }, 'at most 112.2110882'],
    [
      { quantity: '1', terms: { type: 'stop-limit', triggerPrice: '1.001', limitPrice: '60000' } as const },
      'steps of 0.01',
    ],
  ])('%j: %s', (order, part) => {
    expect(filterRefusal(bitcoin, order)).toMatchObject({
      outcome: 'rejected',
      code: 'local:filter',
      reason: expect.stringContaining(part),
    });
  });

  test('nothing speaks against an order that keeps to all of it', () => {
    expect(filterRefusal(bitcoin, { quantity: '0.00017', terms: limit('60000.01') })).toBeUndefined();
    expect(filterRefusal(bitcoin, { quantity: '112', terms: { type: 'market' } })).toBeUndefined();
  });

  test('a market that is halted takes no order', () => {
    expect(
      filterRefusal({ ...bitcoin, status: 'HALT' }, { quantity: '1', terms: limit('60000') }),
    ).toMatchObject({ code: 'local:market-closed', reason: expect.stringContaining('HALT') });
  });

  test('a pair stands on the right sides of each other', () => {
    const account = { mode: 'live', venue: 'binance', account: '1:spot' } as const;
    const pair = (side: 'buy' | 'sell', target: string, stop: string) =>
      ocoRefusal(bitcoin, {
        account,
        instrument: bitcoin.instrument.id,
        side,
        quantity: '1',
        origin: 'manual',
        target: { clientOrderId: 'a' as never, limitPrice: target },
        stop: { clientOrderId: 'b' as never, triggerPrice: stop, limitPrice: stop },
      });
    expect(pair('sell', '61000', '59000')).toBeUndefined();
    expect(pair('buy', '59000', '61000')).toBeUndefined();
    expect(pair('sell', '59000', '61000')).toMatchObject({ code: 'local:filter' });
    expect(pair('buy', '61000', '59000')).toMatchObject({ code: 'local:filter' });
  });

  test('a kind of order that the market does not list is refused, not tried', () => {
    const intent = {
      instrument: bitcoin.instrument.id,
      side: 'sell',
      quantity: '1',
      terms: { type: 'stop', triggerPrice: '59000' },
      duration: { timeInForce: 'gtc' },
      isReduceOnly: false,
    } as unknown as OrderIntent;
    expect(encodeOrder(bitcoin, intent)).toMatchObject({ outcome: 'rejected', code: 'local:unsupported' });
  });
});
