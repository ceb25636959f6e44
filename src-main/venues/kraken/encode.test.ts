import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../src-shared/domain/order.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { createCatalogue, type Market } from './catalogue.ts';
import { encodeChange, encodeOrder } from './encode.ts';
import { definiteRefusals } from './errors.ts';
import { createTinyKraken } from './testing/tiny-kraken.ts';

const now = epochMs(Date.UTC(2026, 0, 5, 12));

async function btc(): Promise<Market> {
  const { rest, world } = createTinyKraken(null);
  const catalogue = createCatalogue(rest, world.parts.now);
  await catalogue.refresh();
  const market = catalogue.bySymbol('BTC/USD');
  if (market === undefined) throw new Error('no market');
  return market;
}

const intent = (change: Partial<OrderIntent<'live'>> = {}): OrderIntent<'live'> => ({
  clientOrderId: 'tm0a1b2c3d4e5f6g7' as ClientOrderId,
  account: { mode: 'live', venue: 'kraken', account: 'AA11' },
  instrument: instrumentId('KRAKEN:BTC/USD'),
  side: 'buy',
  quantity: '0.02',
  terms: { type: 'limit', limitPrice: '60000.1', isPostOnly: false },
  duration: { timeInForce: 'gtc' },
  isReduceOnly: false,
  origin: 'manual',
  ...change,
});

const common = {
  type: 'buy',
  volume: '0.02',
  pair: 'XXBTZUSD',
  oflags: 'fciq',
  cl_ord_id: 'tm0a1b2c3d4e5f6g7',
};

test('puts each kind of order into Kraken’s words: the trigger is the price, the limit then price2', async () => {
  const market = await btc();
  const fields = (change: Partial<OrderIntent<'live'>>) => encodeOrder(intent(change), market, now);
  expect(fields({})).toEqual({
    fields: { ...common, ordertype: 'limit', price: '60000.1', timeinforce: 'GTC' },
  });
  expect(fields({ terms: { type: 'market' } })).toEqual({ fields: { ...common, ordertype: 'market' } });
  expect(
    fields({ terms: { type: 'limit', limitPrice: '1', isPostOnly: true }, quantity: '1' }),
  ).toMatchObject({ fields: { oflags: 'fciq,post' } });
  expect(fields({ terms: { type: 'stop', triggerPrice: '50000' }, side: 'sell' })).toEqual({
    fields: {
      ...common,
      type: 'sell',
      ordertype: 'stop-loss',
      price: '50000',
      trigger: 'last',
      timeinforce: 'GTC',
    },
  });
  expect(fields({ terms: { type: 'stop-limit', triggerPrice: '50000', limitPrice: '49900' } })).toMatchObject(
    {
      fields: { ordertype: 'stop-loss-limit', price: '50000', price2: '49900' },
    },
  );
  expect(
    fields({
      terms: { type: 'if-touched', triggerPrice: '70000' },
      options: { trigger: 'index', stptype: 'cancel-both' },
    }),
  ).toMatchObject({
    fields: { ordertype: 'take-profit', price: '70000', trigger: 'index', stptype: 'cancel-both' },
  });
  expect(
    fields({ terms: { type: 'limit-if-touched', triggerPrice: '70000', limitPrice: '70100' } }),
  ).toMatchObject({
    fields: { ordertype: 'take-profit-limit', price: '70000', price2: '70100' },
  });
  expect(fields({ duration: { timeInForce: 'gtd', until: epochMs(now + 61_900) } })).toMatchObject({
    fields: { timeinforce: 'GTD', expiretm: String(now / 1000 + 61) },
  });
});

test('O5: the moment before which it must be sent becomes Kraken’s deadline, never a later one', async () => {
  const market = await btc();
  const deadline = (ahead: number) => encodeOrder(intent({ sendBefore: epochMs(now + ahead) }), market, now);
  expect(deadline(10_000)).toMatchObject({ fields: { deadline: '2026-01-05T12:00:10.000Z' } });
  expect(deadline(600_000)).toMatchObject({ fields: { deadline: '2026-01-05T12:01:00.000Z' } });
  expect(deadline(1_999)).toMatchObject({ outcome: 'rejected', code: 'local:deadline' });
});

test('refuses by itself what Kraken must refuse, each with a code that is on the list', async () => {
  const market = await btc();
  const wrong: readonly (readonly [string, Partial<OrderIntent<'live'>>, Partial<Market>?])[] = [
    ['local:quantity', { quantity: '0' }],
    ['local:quantity', { quantity: '-1' }],
    ['local:quantity', { quantity: '0.00004' }],
    ['local:quantity', { quantity: '0.000000001' }],
    ['local:quantity', { quantity: '1e2' }],
    ['local:price', { terms: { type: 'limit', limitPrice: '60000.15', isPostOnly: false } }],
    ['local:price', { terms: { type: 'stop', triggerPrice: '0' } }],
    [
      'local:notional',
      { quantity: '0.00005', terms: { type: 'limit', limitPrice: '100', isPostOnly: false } },
    ],
    ['local:duration', { duration: { timeInForce: 'day' } }],
    ['local:duration', { duration: { timeInForce: 'fok' }, terms: { type: 'market' } }],
    ['local:duration', { duration: { timeInForce: 'ioc' }, terms: { type: 'stop', triggerPrice: '50000' } }],
    [
      'local:duration',
      { duration: { timeInForce: 'ioc' }, terms: { type: 'limit', limitPrice: '60000', isPostOnly: true } },
    ],
    ['local:duration', { duration: { timeInForce: 'gtd', until: now } }],
    ['local:reduce-only', { isReduceOnly: true }],
    ['local:client-order-id', { clientOrderId: 'Too Long For Kraken To Take' as ClientOrderId }],
    ['local:client-order-id', { clientOrderId: '' as ClientOrderId }],
    ['local:option', { options: { leverage: '5' } }],
    ['local:market-closed', {}, { status: 'cancel_only' }],
    ['local:market-closed', { terms: { type: 'market' } }, { status: 'limit_only' }],
    ['local:market-closed', {}, { status: 'post_only' }],
  ];
  for (const [code, change, own] of wrong) {
    const refusal = encodeOrder(intent(change), { ...market, ...own }, now);
    expect(refusal, JSON.stringify(change)).toMatchObject({
      outcome: 'rejected',
      code,
      reason: expect.stringMatching(/\w+ \w+.*\.$/),
    });
    expect(definiteRefusals).toContain(code);
  }
});

test('a change restates quantity and prices, and is checked in the same way', async () => {
  const market = await btc();
  expect(
    encodeChange(
      { quantity: '0.5', terms: { type: 'limit', limitPrice: '61000', isPostOnly: true } },
      market,
    ),
  ).toEqual({
    fields: { order_qty: '0.5', limit_price: '61000', post_only: 'true' },
  });
  expect(
    encodeChange(
      { quantity: '0.5', terms: { type: 'stop-limit', triggerPrice: '5', limitPrice: '4' } },
      market,
    ),
  ).toEqual({
    fields: { order_qty: '0.5', limit_price: '4', trigger_price: '5' },
  });
  expect(
    encodeChange({ quantity: '0.5', terms: { type: 'stop', triggerPrice: '5.01' } }, market),
  ).toMatchObject({ code: 'local:price' });
});
