import { describe, expect, test } from 'vitest';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { candlesOf } from '../../../src-shared/domain/candle.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import futuresAccount from './fixtures/futures-account-v3.json' with { type: 'json' };
import algoPlaced from './fixtures/futures-algo-order-place.json' with { type: 'json' };
import futuresPlaced from './fixtures/futures-order-place.json' with { type: 'json' };
import restAccount from './fixtures/rest-account.json' with { type: 'json' };
import restrictions from './fixtures/rest-api-restrictions.json' with { type: 'json' };
import recordedDepth from './fixtures/rest-depth.json' with { type: 'json' };
import recordedKlines from './fixtures/rest-klines-recorded.json' with { type: 'json' };
import trades from './fixtures/rest-my-trades.json' with { type: 'json' };
import oco from './fixtures/rest-oco.json' with { type: 'json' };
import cancelled from './fixtures/rest-order-cancel.json' with { type: 'json' };
import query from './fixtures/rest-order-query.json' with { type: 'json' };
import result from './fixtures/rest-order-result.json' with { type: 'json' };
import * as futures from './futures/decode.ts';
import { account as futuresAccountShape } from './futures/rest.ts';
import { historyPage, klineRows } from './klines.ts';
import * as spot from './spot/decode.ts';
import { apiRestrictions, account as spotAccountShape } from './spot/rest.ts';
import { instrumentIdOf } from './symbols.ts';
import * as wire from './wire.ts';

const account: AccountKey<'live'> = { mode: 'live', venue: 'binance', account: '354937868:spot' };
const context = (product: 'spot' | 'usd-m') => ({
  account,
  instrumentOf: (symbol: string) => instrumentIdOf('live', product, symbol),
});

describe('answers of REST', () => {
  test('an order that is asked for', () => {
    expect(spot.reportOf(wire.spotOrder.parse(query.payload), context('spot'))).toEqual({
      account,
      instrument: 'BINANCE:LTCBTC',
      venueOrderId: '1',
      clientOrderId: 'myOrder1',
      state: 'open',
      side: 'buy',
      terms: { type: 'limit', limitPrice: '0.1', isPostOnly: false },
      duration: { timeInForce: 'gtc' },
      description: 'LIMIT',
      quantity: '1',
      filledQuantity: '0',
      time: 1499827319559,
    });
  });

  test('a filled market order has its average price from the money that changed hands', () => {
    expect(spot.reportOf(wire.spotOrder.parse(result.payload), context('spot'))).toMatchObject({
      state: 'filled',
      side: 'sell',
      terms: { type: 'market' },
      filledQuantity: '10',
      averagePrice: '1',
    });
  });

  test('a cancel names the order, not itself', () => {
    expect(spot.reportOf(wire.spotOrder.parse(cancelled.payload), context('spot'))).toMatchObject({
      clientOrderId: 'myOrder1',
      state: 'cancelled',
    });
  });

  test('the legs of a pair', () => {
    const legs = oco.payload.orderReports.map((order) =>
      spot.reportOf(wire.spotOrder.parse(order), context('spot')),
    );
    expect(legs.map((leg) => [leg?.venueOrderId, leg?.terms])).toEqual([
      ['10', { type: 'stop-limit', triggerPrice: '1', limitPrice: '1' }],
      ['11', { type: 'limit', limitPrice: '3', isPostOnly: true }],
    ]);
  });

  test('a fill with its fee', () => {
    expect(trades.payload.map((trade) => spot.fillOf(wire.spotTrade.parse(trade), context('spot')))).toEqual([
      {
        account,
        instrument: 'BINANCE:BNBBTC',
        tradeId: '28457',
        venueOrderId: '100234',
        side: 'buy',
        price: '4.000001',
        quantity: '12',
        fee: { amount: '10.1', currency: 'BNB' },
        liquidity: 'taker',
        time: 1499865549590,
        isSynthetic: false,
      },
    ]);
  });

  test('balances, permissions and a book', () => {
    const found = spotAccountShape.parse(restAccount.payload);
    expect([found.uid, found.canTrade]).toEqual(['354937868', true]);
    expect(
      found.balances.map(
        ({ asset, free, locked }) => spot.balanceOf(asset, free, locked, account).total.amount,
      ),
    ).toEqual(['4723846.89208129', '4763368.68006011']);
    expect(apiRestrictions.parse(restrictions.payload)).toMatchObject({
      ipRestrict: false,
      enableReading: true,
      enableWithdrawals: false,
    });
    expect(wire.depthSnapshot.parse(recordedDepth.payload).lastUpdateId).toBe(1027024);
  });

  test('a futures account, an order, and a conditional order that keeps apart from it', () => {
    expect(futuresAccountShape.parse(futuresAccount.payload).assets.map(({ asset }) => asset)).toEqual([
      'USDT',
      'USDC',
    ]);
    expect(
      futures.reportOf(wire.futuresRestOrder.parse(futuresPlaced.payload), context('usd-m')),
    ).toMatchObject({
      venueOrderId: '22542179',
      state: 'open',
      duration: { timeInForce: 'gtd', until: 1693207680000 },
      description: 'TRAILING_STOP_MARKET, short',
    });
    expect(futures.algoReport(wire.algoOrder.parse(algoPlaced.payload), context('usd-m'))).toMatchObject({
      venueOrderId: 'algo:2146760',
      clientOrderId: '6B2I9XVcJpCjqPAJ4YoFX7',
      state: 'open',
      terms: { type: 'limit-if-touched', triggerPrice: '750', limitPrice: '750' },
    });
  });
});

describe('a page of history', () => {
  const rows = klineRows.parse(recordedKlines.payload);
  const range = { from: epochMs(1634943840000), to: epochMs(1634944320000) };

  test('keeps to its range and tells whether there is more before it', () => {
    const page = historyPage(rows, { range }, 1_000, epochMs(1634999999999));
    expect([page.candles.length, page.candles.time[0], page.olderBefore, page.formingFrom]).toEqual([
      8,
      1634943840000,
      undefined,
      undefined,
    ]);
    expect(candlesOf(page.candles)[0]).toEqual({
      time: 1634943840000,
      open: 60719.28,
      high: 60780.41,
      low: 60707,
      close: 60771.81,
      volume: 21.91797,
    });
    const whole = { from: epochMs(0), to: epochMs(1634944380000) };
    expect(historyPage(rows, { range: whole }, 10, epochMs(1634999999999)).olderBefore).toBe(1634943780000);
    expect(historyPage(rows, { range: whole }, 11, epochMs(1634999999999)).olderBefore).toBeUndefined();
  });

  test('marks the bar that is not finished, and shows nothing later than its moment', () => {
    const whole = { from: epochMs(0), to: epochMs(2e12) };
    expect(historyPage(rows, { range: whole }, 1_000, epochMs(1634944320001)).formingFrom).toBe(
      1634944320000,
    );
    expect(historyPage(rows, { range: whole }, 1_000, epochMs(1634944319999))).toMatchObject({
      formingFrom: 1634944260000,
    });
    expect(historyPage(rows, { range: whole }, 1_000, epochMs(1634944379999)).formingFrom).toBe(
      1634944320000,
    );
    expect(historyPage(rows, { range: whole }, 1_000, epochMs(1634944380000)).formingFrom).toBeUndefined();
  });
});
