import { describe, expect, test } from 'vitest';
import type { AccountKey } from '../../../src-shared/domain/account.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type {
  ClientOrderId,
  OcoIntent,
  OrderIntent,
  OrderReport,
  OrderTerms,
} from '../../../src-shared/domain/order.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { balancesOf, fillOf, reportOfOrder, reportOfUserOrder } from './decode-orders.ts';
import { bracketBody, orderBody } from './encode.ts';
import { checkChange, checkOco, checkOrder } from './order-checks.ts';
import { type Product, productOfWire } from './products.ts';
import { fixture } from './testing/fixture.ts';
import * as wire from './wire.ts';

const account: AccountKey<'live'> = { mode: 'live', venue: 'coinbase', account: 'portfolio' };
const now = epochMs(Date.UTC(2026, 9, 1));
const product = productOfWire(wire.productWire.parse(fixture('rest-product').payload)) as Product;
const base: OrderIntent<'live'> = {
  clientOrderId: 'fm000100000001' as ClientOrderId,
  account,
  instrument: instrumentId('COINBASE:BTC-USD'),
  side: 'buy',
  quantity: '0.001',
  terms: { type: 'limit', limitPrice: '60000.1', isPostOnly: true },
  duration: { timeInForce: 'gtc' },
  isReduceOnly: false,
  origin: 'manual',
};
const intent = (change: Partial<OrderIntent<'live'>>): OrderIntent<'live'> => ({ ...base, ...change });
const limit = (limitPrice: string, isPostOnly = false): OrderTerms => ({
  type: 'limit',
  limitPrice,
  isPostOnly,
});

describe('orders in Coinbase’s words', () => {
  const bodies = fixture('rest-order-create-bodies').payload as Record<string, unknown>[];

  test('are those of the recording', () => {
    expect(JSON.stringify(orderBody(base, 'BTC-USD'))).toBe(fixture('rest-order-create-limit').request?.body);
  });

  test('are those of the manual, for every kind that is offered', () => {
    const until = epochMs(Date.UTC(2026, 11, 31, 9, 59, 59));
    const sell = intent({ side: 'sell', terms: { type: 'market' }, duration: { timeInForce: 'ioc' } });
    const stop: OrderTerms = { type: 'stop-limit', triggerPrice: '10000.00', limitPrice: '9900.00' };
    const made = [
      orderBody(sell, 'BTC-USD'),
      orderBody(intent({ terms: limit('10000.00'), duration: { timeInForce: 'ioc' } }), 'BTC-USD'),
      orderBody(intent({ terms: limit('10000.00'), duration: { timeInForce: 'gtd', until } }), 'BTC-USD'),
      orderBody(intent({ terms: limit('10000.00'), duration: { timeInForce: 'fok' } }), 'BTC-USD'),
      orderBody(intent({ side: 'sell', terms: stop }), 'BTC-USD'),
      bracketBody(bracket({ quantity: '0.001', target: '70000.00', stop: '50000.00' }), 'BTC-USD'),
    ];
    expect(made).toEqual(
      bodies.slice(1).map((body) => JSON.parse(JSON.stringify(body).replace('59Z"', '59.000Z"'))),
    );
  });

  test('the same order comes back as it was sent', () => {
    const until = epochMs(Date.UTC(2026, 11, 31));
    const orders: OrderIntent<'live'>[] = [
      base,
      intent({ terms: { type: 'market' }, duration: { timeInForce: 'ioc' } }),
      intent({ terms: { type: 'market' }, duration: { timeInForce: 'fok' }, side: 'sell' }),
      intent({ terms: limit('10000.5'), duration: { timeInForce: 'ioc' } }),
      intent({ terms: limit('10000.5'), duration: { timeInForce: 'fok' } }),
      intent({ terms: limit('10000.5'), duration: { timeInForce: 'gtd', until } }),
      intent({ terms: { type: 'stop-limit', triggerPrice: '71000', limitPrice: '71010' } }),
      intent({
        side: 'sell',
        terms: { type: 'stop-limit', triggerPrice: '50000', limitPrice: '49900' },
        duration: { timeInForce: 'gtd', until },
      }),
    ];
    for (const order of orders) {
      const { product_id, side, client_order_id, order_configuration } = orderBody(order, 'BTC-USD');
      const report = reportOfOrder(
        wire.orderWire.parse({
          order_id: 'x',
          product_id,
          side,
          client_order_id,
          order_configuration,
          status: 'OPEN',
          created_time: '2026-10-01T00:00:00Z',
          filled_size: '0',
        }),
        account,
      );
      expect(report).toEqual({
        account,
        instrument: order.instrument,
        venueOrderId: 'x',
        clientOrderId: order.clientOrderId,
        state: 'open',
        side: order.side,
        terms: order.terms,
        duration: order.duration,
        description: '',
        quantity: order.quantity,
        filledQuantity: '0',
        time: now,
      });
    }
  });
});

describe('orders as Coinbase tells them', () => {
  test('the recorded answers', () => {
    const query = reportOfOrder(
      wire.orderAnswerWire.parse(fixture('rest-order-query').payload).order,
      account,
    );
    expect(query).toMatchObject({
      state: 'partial',
      side: 'buy',
      filledQuantity: '0.001',
      averagePrice: '50',
    });
    // The manual's sample has every configuration at once and no side: nothing is guessed.
    const [sample] = wire.ordersWire.parse(fixture('rest-orders-list').payload).orders;
    expect(sample && reportOfOrder(sample, account)).toBeUndefined();
    const sided = reportOfOrder({ ...(sample as wire.OrderWire), side: 'SELL' }, account);
    expect(sided).toMatchObject({ state: 'partial', side: 'sell', quantity: '0.001' });
    expect(sided?.terms).toBeUndefined();
    expect(wire.ordersWire.parse(fixture('rest-orders-empty').payload)).toEqual({
      orders: [],
      has_next: false,
      cursor: '',
    });
  });

  test.each([
    ['PENDING', '0', 'acknowledged'],
    ['QUEUED', '0', 'acknowledged'],
    ['OPEN', '0', 'open'],
    ['OPEN', '0.0004', 'partial'],
    ['CANCEL_QUEUED', '0', 'open'],
    ['EDIT_QUEUED', '0.0004', 'partial'],
    ['FILLED', '0.001', 'filled'],
    ['CANCELLED', '0.0004', 'cancelled'],
    ['EXPIRED', '0', 'expired'],
    ['FAILED', '0', 'rejected'],
    ['UNKNOWN_ORDER_STATUS', '0', undefined],
    ['SOMETHING_NEW', '0', undefined],
  ])('%s with %s filled is %s', (status, filled, state) => {
    const order = wire.orderWire.parse({
      order_id: 'x',
      product_id: 'BTC-USD',
      side: 'BUY',
      status,
      filled_size: filled,
      created_time: '2026-10-01T00:00:00Z',
    });
    expect(reportOfOrder(order, account)?.state).toBe(state);
  });

  test('a bracket, and an order for an amount of money, are named in words', () => {
    const order = (configuration: object) =>
      reportOfOrder(
        wire.orderWire.parse({
          order_id: 'x',
          product_id: 'BTC-USD',
          side: 'SELL',
          status: 'OPEN',
          filled_size: '0.2',
          created_time: '2026-10-01T00:00:00Z',
          order_configuration: configuration,
        }),
        account,
      ) as OrderReport<'live'>;
    const pair = order({
      trigger_bracket_gtc: { base_size: '1', limit_price: '70000', stop_trigger_price: '50000' },
    });
    expect([pair.terms, pair.description, pair.quantity]).toEqual([
      undefined,
      'bracket: target 70000, stop 50000',
      '1',
    ]);
    const money = order({ market_market_ioc: { quote_size: '10.00' } });
    expect([money.terms, money.quantity]).toEqual([{ type: 'market' }, '0.2']);
    expect(money.description).toContain('10 of the quote currency');
  });

  test('kinds that the user channel has no words for keep their prices in the description', () => {
    const order = wire.userOrderWire.parse({
      order_id: 'x',
      product_id: 'BTC-USD',
      order_side: 'SELL',
      order_type: 'Bracket',
      status: 'OPEN',
      stop_price: '50000',
      leaves_quantity: '1',
    });
    const report = reportOfUserOrder(order, account, now);
    expect(report).toMatchObject({ description: 'bracket, trigger 50000', quantity: '1', state: 'open' });
    expect(report?.terms).toBeUndefined();
  });

  test('fills: identity, fee in the quote currency, and money turned into quantity', () => {
    const [recorded] = wire.fillsWire.parse(fixture('rest-fills').payload).fills as [wire.FillWire];
    expect(fillOf(recorded, account)).toEqual({
      account,
      instrument: 'COINBASE:BTC-USD',
      tradeId: '22222-2222222-22222222',
      venueOrderId: '0000-000000-000000',
      side: 'buy',
      price: '10000',
      quantity: '0.001',
      fee: { amount: '1.25', currency: 'USD' },
      liquidity: 'unknown',
      time: Date.UTC(2021, 4, 31, 9, 59, 59),
      isSynthetic: false,
    });
    const inMoney = { ...recorded, size: '10', price: '3', size_in_quote: true, product_id: 'BTC-USDC' };
    expect(fillOf(inMoney, account)).toMatchObject({ quantity: '3.33333333', fee: { currency: 'USDC' } });
    expect(fillOf({ ...recorded, trade_type: 'REVERSAL' }, account)).toBeUndefined();
  });

  test('wallets of one currency add up, and vaults do not count', () => {
    const [recorded] = wire.accountsWire.parse({
      has_next: false,
      cursor: '',
      ...(fixture('rest-accounts').payload as object),
    }).accounts as [wire.AccountWire];
    const vault = { ...recorded, type: 'ACCOUNT_TYPE_VAULT', available_balance: '1000' };
    expect(
      balancesOf([recorded, vault, { ...recorded, hold: '0', available_balance: '0.1' }], account),
    ).toEqual([
      { account, total: { amount: '2.56', currency: 'BTC' }, available: { amount: '1.33', currency: 'BTC' } },
    ]);
  });
});

describe('what Coinbase would have to refuse is refused here, and nothing is sent', () => {
  const refusals: [string, Partial<OrderIntent<'live'>>, string][] = [
    ['a stop market order', { terms: { type: 'stop', triggerPrice: '70000' } }, 'local:order-type'],
    ['a reduce-only order', { isReduceOnly: true }, 'local:order-type'],
    ['a size off the step', { quantity: '0.000000001' }, 'local:quantity'],
    ['a size of nothing', { quantity: '0' }, 'local:quantity'],
    ['a size above the largest', { quantity: '3400.00000001' }, 'local:quantity'],
    ['an order worth too little', { quantity: '0.00000001' }, 'local:quantity'],
    ['a price off the grid', { terms: limit('60000.001') }, 'local:price'],
    ['a negative price', { terms: limit('-1') }, 'local:price'],
    ['a day order', { duration: { timeInForce: 'day' } }, 'local:duration'],
    ['an end in the past', { duration: { timeInForce: 'gtd', until: now } }, 'local:duration'],
    ['post-only that ends at once', { duration: { timeInForce: 'ioc' } }, 'local:duration'],
    [
      'a stop that lasts for a moment',
      { terms: { type: 'stop-limit', triggerPrice: '1', limitPrice: '1' }, duration: { timeInForce: 'ioc' } },
      'local:duration',
    ],
    [
      'a buying limit below its stop',
      { terms: { type: 'stop-limit', triggerPrice: '70000', limitPrice: '69000' } },
      'local:price',
    ],
    ['an id that is too long', { clientOrderId: 'a'.repeat(37) as ClientOrderId }, 'local:client-order-id'],
  ];
  test.each(refusals)('%s', (_name, change, code) => {
    expect(checkOrder(intent(change), product, now)).toMatchObject({ outcome: 'rejected', code });
  });

  test('and what it takes is not', () => {
    for (const change of [
      {},
      { terms: { type: 'market' } as const },
      { duration: { timeInForce: 'gtd', until: (now + 1) as EpochMs } as const },
      { terms: { type: 'stop-limit', triggerPrice: '70000', limitPrice: '70000' } as const },
      { terms: limit('60000.01'), duration: { timeInForce: 'fok' } as const },
    ]) {
      expect(checkOrder(intent(change), product, now)).toBeUndefined();
    }
  });

  test('markets that are closed, for limit orders only, or for resting ones only', () => {
    const closed = { ...product, closedReason: 'Halted.' };
    expect(checkOrder(base, closed, now)).toMatchObject({ code: 'local:not-tradable', reason: 'Halted.' });
    const limitOnly = { ...product, isLimitOnly: true };
    expect(checkOrder(intent({ terms: { type: 'market' } }), limitOnly, now)).toMatchObject({
      code: 'local:not-tradable',
    });
    expect(checkOrder(base, limitOnly, now)).toBeUndefined();
    const postOnly = { ...product, isPostOnly: true };
    expect(checkOrder(intent({ terms: limit('60000') }), postOnly, now)).toMatchObject({
      code: 'local:not-tradable',
    });
    expect(checkOrder(base, postOnly, now)).toBeUndefined();
  });

  test('brackets: the target beyond the stop, and no limit of the stop’s own', () => {
    const sound = { quantity: '0.001', target: '70000', stop: '50000' };
    expect(checkOco(bracket(sound), product)).toBeUndefined();
    expect(checkOco(bracket({ ...sound, target: '40000' }), product)).toMatchObject({
      code: 'local:bracket',
    });
    expect(checkOco(bracket({ ...sound, stopLimit: '49000' }), product)).toMatchObject({
      code: 'local:bracket',
    });
    expect(checkOco(bracket({ ...sound, stop: '50000.001' }), product)).toMatchObject({
      code: 'local:price',
    });
  });

  test('changes of anything but a limit order', () => {
    const { instrument } = product;
    expect(checkChange({ quantity: '0.002', terms: limit('60000') }, instrument)).toBeUndefined();
    const stop: OrderTerms = { type: 'stop-limit', triggerPrice: '1', limitPrice: '1' };
    expect(checkChange({ quantity: '0.002', terms: stop }, instrument)).toMatchObject({
      code: 'local:change',
    });
    expect(checkChange({ quantity: '0.002', terms: limit('0.001') }, instrument)).toMatchObject({
      code: 'local:price',
    });
  });
});

function bracket(of: {
  quantity: string;
  target: string;
  stop: string;
  stopLimit?: string;
}): OcoIntent<'live'> {
  return {
    account,
    instrument: base.instrument,
    side: 'sell',
    quantity: of.quantity,
    origin: 'manual',
    target: { clientOrderId: base.clientOrderId, limitPrice: of.target },
    stop: {
      clientOrderId: 'fm000100000002' as ClientOrderId,
      triggerPrice: of.stop,
      ...(of.stopLimit === undefined ? {} : { limitPrice: of.stopLimit }),
    },
  };
}
