import { describe, expect, test } from 'vitest';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { parseExact } from '../connection/exact-json.ts';
import { accountKey, accountsOf, balancesOf } from './accounts.ts';
import { fillOf, orderReport, orderState } from './decode-order.ts';
import { heldPositions, isFlat, positionsOf } from './decode-portfolio.ts';
import { placedBy, triggerReport } from './decode-trigger.ts';
import { dataText } from './testing/fixture.ts';
import {
  holdingsWire,
  lastPricesWire,
  marginsWire,
  orderIdWire,
  ordersWire,
  positionsWire,
  profileWire,
  sessionWire,
  tradesWire,
  triggerIdWire,
  triggersWire,
  triggerWire,
} from './wire.ts';

const user = 'AB1234';
const data = (name: string) => parseExact(dataText(name));
const ist = (text: string) => Date.parse(`${text.replace(' ', 'T')}+05:30`);

describe('orders', () => {
  test('of a day are read whole', () => {
    const reports = ordersWire.parse(data('rest-orders')).map((wire) => orderReport(wire, user));
    expect(reports).toHaveLength(10);
    expect(reports[0]).toEqual({
      account: { mode: 'live', venue: 'zerodha', account: 'AB1234:equity' },
      instrument: 'CDS:USDINR21JUNFUT',
      venueOrderId: '100000000000000',
      state: 'cancelled',
      side: 'buy',
      terms: { type: 'limit', limitPrice: '72', isPostOnly: false },
      duration: { timeInForce: 'day' },
      description: 'CANCELLED · NRML',
      quantity: '1',
      filledQuantity: '0',
      time: ist('2021-05-31 09:18:58'),
    });
    const brief = reports.map((one) => [one?.instrument, one?.state, one?.terms?.type, one?.filledQuantity]);
    expect(brief.slice(1)).toEqual([
      ['NSE:IOC', 'filled', 'limit', '1'],
      ['NSE:IOC', 'filled', 'market', '1'],
      ['NSE:SBIN', 'rejected', 'limit', '0'],
      ['MCX:GOLDPETAL21JUNFUT', 'filled', 'limit', '1'],
      ['MCX:GOLDPETAL21JUNFUT', 'filled', 'limit', '1'],
      ['NSE:BHEL', 'cancelled', 'limit', '0'],
      ['NSE:SBIN', 'cancelled', 'limit', '0'],
      ['NSE:TATASTEEL', 'filled', 'market', '1'],
      ['NFO:NIFTY2580724400CE', 'filled', 'market', '150'],
    ]);
  });

  test('what Zerodha says of them is passed on in its words', () => {
    const reports = ordersWire.parse(data('rest-orders')).map((wire) => orderReport(wire, user));
    const words = reports.map((one) => one?.description);
    expect(words[3]).toMatch(/^REJECTED · CNC · iceberg · Insufficient funds\. Required margin is 95417\.84/);
    expect(words[8]).toBe('COMPLETE · CNC · market order protected 2.00 % (sent at 159.82)');
    expect(reports[3]).toMatchObject({
      clientOrderId: 'icebergord',
      duration: { timeInForce: 'gtd', until: ist('2022-05-24 12:28:52') },
    });
    expect(reports[4]?.account.account).toBe('AB1234:commodity');
  });

  test('the states of one order are those of its life', () => {
    const states = ordersWire.parse(data('rest-order-history')).map((wire) => orderReport(wire, user)?.state);
    expect(states).toEqual([
      'acknowledged',
      'acknowledged',
      'acknowledged',
      'open',
      'open',
      'open',
      'open',
      'open',
    ]);
  });

  test.each<[string, boolean, string, OrderReport['state']]>([
    ['OPEN', true, '0', 'open'],
    ['OPEN', true, '5', 'partial'],
    ['TRIGGER PENDING', true, '0', 'open'],
    ['AMO REQ RECEIVED', false, '0', 'acknowledged'],
    ['CANCEL PENDING', true, '5', 'partial'],
    ['CANCELLED', true, '5', 'cancelled'],
    ['CANCELLED AMO', false, '0', 'cancelled'],
    ['LAPSED', true, '0', 'expired'],
    ['REJECTED', false, '0', 'rejected'],
    ['COMPLETE', true, '9', 'filled'],
    ['A WORD OF TOMORROW', false, '0', 'acknowledged'],
    ['A WORD OF TOMORROW', true, '0', 'open'],
  ])('%s, at the exchange %s, filled %s: %s', (status, isAtExchange, filled, state) => {
    expect(orderState(status, isAtExchange, filled)).toBe(state);
  });
});

test('trades have the day in their identity and no fee', () => {
  const fills = tradesWire.parse(data('rest-trades')).map((wire) => fillOf(wire, user, undefined));
  expect(fills).toHaveLength(4);
  expect(fills[1]).toEqual({
    account: { mode: 'live', venue: 'zerodha', account: 'AB1234:equity' },
    instrument: 'CDS:USDINR21JUNFUT',
    tradeId: '40000000',
    tradeDate: '2021-05-31',
    venueOrderId: '500000000000000',
    side: 'buy',
    price: '72.755',
    quantity: '1',
    liquidity: 'unknown',
    time: ist('2021-05-31 11:18:27'),
    isSynthetic: false,
  });
});

describe('what an account holds', () => {
  const now = epochMs(1_700_000_000_000);

  test('positions are kept apart by product', () => {
    const { net } = positionsWire.parse(data('rest-positions'));
    const positions = positionsOf(net, user, now);
    expect(positions[0]).toEqual({
      account: { mode: 'live', venue: 'zerodha', account: 'AB1234:commodity' },
      instrument: 'MCX:LEADMINI17DECFUT',
      positionId: 'NRML',
      quantity: '1',
      averagePrice: '161.05',
      time: now,
    });
    expect(positions.map(isFlat)).toEqual([false, true, true]);
  });

  test('holdings are positions too, those on margin beside the others', () => {
    const held = heldPositions(holdingsWire.parse(data('rest-holdings')), user, now);
    expect(
      held
        .filter((one) => !isFlat(one))
        .map((one) => [one.instrument, one.positionId, one.quantity, one.averagePrice]),
    ).toEqual([
      ['NSE:AARON', 'holding', '1', '161'],
      ['NSE:AARON', 'holding MTF', '1000', '100'],
      ['BSE:SBIN', 'holding', '16', '801.78125'],
    ]);
  });

  test('money of both ledgers, without the dust', () => {
    const margins = marginsWire.parse(data('rest-margins'));
    const [equity, commodity] = accountsOf(user, margins, true, '');
    expect([equity?.key.account, commodity?.key.account]).toEqual(['AB1234:equity', 'AB1234:commodity']);
    const key = accountKey(user, 'equity');
    expect(balancesOf(key, margins)).toEqual([
      {
        account: key,
        total: { amount: '245431.6', currency: 'INR' },
        available: { amount: '99725.05', currency: 'INR' },
      },
    ]);
    expect(profileWire.parse(data('rest-profile')).user_id).toBe('AB1234');
  });
});

describe('GTTs', () => {
  const triggers = triggersWire.parse(data('rest-gtt-list'));

  test('a single one is an order that waits', () => {
    const [single] = triggers;
    expect(single && triggerReport(single, user, undefined, undefined)).toEqual({
      account: { mode: 'live', venue: 'zerodha', account: 'AB1234:equity' },
      instrument: 'NSE:INFY',
      venueOrderId: 'gtt:112127',
      state: 'open',
      side: 'buy',
      terms: { type: 'limit-if-touched', triggerPrice: '702', limitPrice: '702.5' },
      duration: { timeInForce: 'gtc' },
      description: 'GTT single active · CNC · at 702 BUY LIMIT 702.5',
      quantity: '1',
      filledQuantity: '0',
      time: ist('2019-09-12 13:25:16'),
    });
  });

  test('a pair whose order was refused is rejected, with the reason', () => {
    const pair = triggers[1];
    const report = pair && triggerReport(pair, user, 'mine', undefined);
    expect(report).toMatchObject({ venueOrderId: 'gtt:105099', clientOrderId: 'mine', state: 'rejected' });
    expect(report?.terms).toBeUndefined();
    expect(report?.description).toMatch(
      /^GTT two-leg triggered · CNC · at 102 SELL LIMIT 1 or at 103\.7 .* · Your order price/,
    );
    expect(pair && placedBy(pair)).toBeUndefined();
  });
});

describe('answers to requests', () => {
  const orderId = '151220000000000';
  test.each([
    ['rest-order-place', orderIdWire, { order_id: orderId }],
    ['rest-order-modify', orderIdWire, { order_id: orderId }],
    ['rest-order-cancel', orderIdWire, { order_id: orderId }],
    // Only asked for by others: the first of the slices stands for all.
    ['rest-order-place-autoslice', orderIdWire, { order_id: '1914227164488687616' }],
    ['rest-gtt-place', triggerIdWire, { trigger_id: '123' }],
    ['rest-gtt-delete', triggerIdWire, { trigger_id: '123' }],
    ['rest-ltp', lastPricesWire, { 'NSE:INFY': { instrument_token: 408065, last_price: '1074.35' } }],
    [
      'rest-session-token',
      sessionWire,
      { user_id: 'XX0000', api_key: 'XXXXXX', access_token: 'XXXXXX', login_time: '2021-01-01 16:15:14' },
    ],
  ] as const)('%s', (name, schema, expected) => {
    expect(schema.parse(data(name))).toEqual(expected);
  });

  test('one GTT is read as in the list, the trades of one order as among all', () => {
    expect(triggerWire.parse(data('rest-gtt-get'))).toMatchObject({
      id: '123',
      status: 'triggered',
      condition: { trigger_values: ['102', '103.7'], last_price: '102.6' },
    });
    const [fill] = tradesWire.parse(data('rest-order-trades')).map((wire) => fillOf(wire, user, 'mine'));
    expect(fill).toMatchObject({
      account: { account: 'AB1234:commodity' },
      tradeId: '10000000',
      tradeDate: '2021-05-31',
      clientOrderId: 'mine',
      price: '4852',
    });
  });
});
