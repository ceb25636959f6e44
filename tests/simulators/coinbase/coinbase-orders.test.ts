import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CoinbaseSimulator, startCoinbaseSimulator } from './index.ts';
import { TestClient } from './testing/client.ts';

let simulator: CoinbaseSimulator;
let client: TestClient;

beforeEach(async () => {
  simulator = await startCoinbaseSimulator({
    historyMinutes: 30,
    historyHours: 30,
    limits: { privatePerSecond: 1000 },
  });
  client = new TestClient(simulator);
  for (const feed of simulator.feeds.values()) feed.moveTo(feed.market.lastPrice.toFixed());
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

async function placed(
  reply: Promise<{ body: { success_response?: { order_id: string } } }>,
): Promise<string> {
  const { body } = await reply;
  expect(body).toMatchObject({ success: true });
  return body.success_response?.order_id ?? '';
}

async function wallet(currency: string): Promise<{ available: string; hold: string }> {
  const { accounts } = (await client.read('/accounts')).body;
  const found = accounts.find((row: { currency: string }) => row.currency === currency);
  return { available: found.available_balance.value, hold: found.hold.value };
}

async function reasons(reply: Promise<{ body: { error_response?: Record<string, string> } }>) {
  const response = (await reply).body.error_response ?? {};
  return [response.new_order_failure_reason, response.error, response.preview_failure_reason].find(
    (reason) => reason !== undefined && !reason.startsWith('UNKNOWN_'),
  );
}

describe('placing', () => {
  it('rests, fills in parts, charges the maker fee and says so in orders and fills', async () => {
    const id = await placed(client.limit('59000.00', '0.3'));
    expect(await client.query(id)).toMatchObject({ status: 'OPEN', filled_size: '0', order_type: 'LIMIT' });
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    expect(await client.query(id)).toMatchObject({
      status: 'OPEN',
      filled_size: '0.1',
      number_of_fills: '1',
      filled_value: '5900',
      total_fees: '23.6',
      completion_percentage: '33.33',
    });
    simulator.cross('BTC-USD', 'sell', '59000', '0.2');
    expect(await client.query(id)).toMatchObject({ status: 'FILLED', average_filled_price: '59000' });
    const { fills } = (await client.read('/orders/historical/fills', { order_ids: [id] })).body;
    expect(fills).toMatchObject([
      { size: '0.2', commission: '47.2', liquidity_indicator: 'MAKER', side: 'BUY', size_in_quote: false },
      { size: '0.1', commission: '23.6' },
    ]);
    expect(await wallet('USD')).toEqual({ available: '182229.2', hold: '0' });
  });

  it('answers the first order to a client id that comes again, whatever else it says', async () => {
    const first = await client.limit('59000', '0.1', { client_order_id: 'mine' });
    const again = await client.limit('58000', '0.2', { client_order_id: 'mine' });
    expect(again.body).toEqual(first.body);
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    expect((await client.limit('58000', '0.2', { client_order_id: 'mine' })).body).toEqual(first.body);
    expect(simulator.truth.orders.length).toBe(1);
  });

  it('market orders by quote money take the fee out of it and count their fills in money', async () => {
    const id = await placed(client.order({ market_market_ioc: { quote_size: '1000.00' } }));
    const order = await client.query(id);
    expect(order).toMatchObject({ status: 'FILLED', size_in_quote: true, order_type: 'MARKET' });
    expect(Number(order.total_value_after_fees)).toBeLessThanOrEqual(1000);
    expect(Number(order.total_value_after_fees)).toBeGreaterThan(999.9);
    const { fills } = (await client.read('/orders/historical/fills', { order_ids: [id] })).body;
    expect(fills[0].size_in_quote).toBe(true);
    const sum = fills.reduce((total: number, fill: { size: string }) => total + Number(fill.size), 0);
    expect(sum).toBeCloseTo(Number(order.filled_value), 8);
  });

  it.each([
    ['sor_limit_ioc', 'CANCELLED'],
    ['limit_limit_fok', 'CANCELLED'],
    ['limit_limit_gtc', 'OPEN'],
  ])('%s away from the market ends %s', async (name, status) => {
    const id = await placed(client.order({ [name]: { base_size: '0.1', limit_price: '59000' } }));
    expect((await client.query(id)).status).toBe(status);
  });

  it('good-till-date orders expire', async () => {
    const end_time = new Date(simulator.clock.now() + 5000).toISOString();
    const configuration = { base_size: '0.1', limit_price: '59000', end_time };
    const id = await placed(client.order({ limit_limit_gtd: configuration }));
    expect((await client.query(id)).time_in_force).toBe('GOOD_UNTIL_DATE_TIME');
    simulator.clock.offsetMs = 6000;
    simulator.flush();
    expect((await client.query(id)).status).toBe('EXPIRED');
  });

  it('stops wait and trigger, in the direction they name', async () => {
    const stop = (side: string, stop_price: string, limit_price: string, way: string) =>
      client.order(
        {
          stop_limit_stop_limit_gtc: {
            base_size: '0.1',
            limit_price,
            stop_price,
            stop_direction: `STOP_DIRECTION_STOP_${way}`,
          },
        },
        { side },
      );
    const loss = await placed(stop('SELL', '59000', '58800', 'DOWN'));
    const breakout = await placed(stop('BUY', '70000', '71000', 'UP'));
    expect(await client.query(loss)).toMatchObject({ status: 'OPEN', trigger_status: 'STOP_PENDING' });
    expect(await reasons(stop('SELL', '65000', '64000', 'DOWN'))).toMatch(/STOP_PRICE/);
    simulator.feeds.get('BTC-USD')?.moveTo('58900');
    expect(await client.query(loss)).toMatchObject({ status: 'FILLED', trigger_status: 'STOP_TRIGGERED' });
    const dip = await placed(stop('BUY', '58000', '59000', 'DOWN'));
    simulator.feeds.get('BTC-USD')?.moveTo('57900');
    expect(await client.query(dip)).toMatchObject({ status: 'FILLED', order_type: 'STOP_LIMIT' });
    expect((await client.query(breakout)).status).toBe('OPEN');
  });

  it.each([
    ['takes profit at its limit', '62000', 'STOP_PENDING'],
    ['stops loss at its trigger', '57900', 'STOP_TRIGGERED'],
  ])('a bracket is one order that %s', async (_name, price, trigger_status) => {
    const configuration = { base_size: '0.1', limit_price: '62000', stop_trigger_price: '58000' };
    const id = await placed(client.order({ trigger_bracket_gtc: configuration }, { side: 'SELL' }));
    expect(await client.query(id)).toMatchObject({ order_type: 'BRACKET', trigger_status: 'STOP_PENDING' });
    simulator.feeds.get('BTC-USD')?.moveTo(price);
    await Promise.resolve();
    expect(await client.query(id)).toMatchObject({ status: 'FILLED', trigger_status, number_of_fills: '1' });
    expect(simulator.truth.orders.length).toBe(1);
  });

  it('a bracket hung on an entry waits for it', async () => {
    const attached = { trigger_bracket_gtc: { limit_price: '62000', stop_trigger_price: '57000' } };
    const id = await placed(client.limit('59000', '0.1', { attached_order_configuration: attached }));
    const { attached_order_id: child } = await client.query(id);
    expect(await client.query(String(child))).toMatchObject({ status: 'PENDING', originating_order_id: id });
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    expect(await client.query(String(child))).toMatchObject({ status: 'OPEN', side: 'SELL' });
    simulator.feeds.get('BTC-USD')?.moveTo('62000');
    expect((await client.query(String(child))).status).toBe('FILLED');
  });

  it.each([
    ['too dear', { limit_limit_gtc: { base_size: '10', limit_price: '59000' } }, {}, 'INSUFFICIENT_FUND'],
    [
      'off the price grid',
      { limit_limit_gtc: { base_size: '1', limit_price: '59000.001' } },
      {},
      'INVALID_PRICE_PRECISION',
    ],
    [
      'off the size grid',
      { limit_limit_gtc: { base_size: '0.000000001', limit_price: '59000' } },
      {},
      'INVALID_SIZE_PRECISION',
    ],
    [
      'with an exponent',
      { limit_limit_gtc: { base_size: '1e-3', limit_price: '59000' } },
      {},
      'INVALID_SIZE_PRECISION',
    ],
    ['too small', { market_market_ioc: { quote_size: '0.5' } }, {}, 'PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL'],
    [
      'too large',
      { limit_limit_gtc: { base_size: '3401', limit_price: '1' } },
      {},
      'PREVIEW_INVALID_BASE_SIZE_TOO_LARGE',
    ],
    [
      'for nothing known',
      { market_market_ioc: { quote_size: '5' } },
      { product_id: 'NO-SUCH' },
      'INVALID_PRODUCT_ID',
    ],
    [
      'for a delisted product',
      { market_market_ioc: { quote_size: '5' } },
      { product_id: 'OLD-USD' },
      'UNTRADABLE_PRODUCT',
    ],
    [
      'for a future',
      { market_market_ioc: { base_size: '1' } },
      { product_id: 'BIT-24APR26-CDE' },
      'UNTRADABLE_PRODUCT',
    ],
    ['without a side', { market_market_ioc: { quote_size: '5' } }, { side: 'LONG' }, 'INVALID_SIDE'],
    ['of no known kind', { stop_market: { base_size: '5' } }, {}, 'UNSUPPORTED_ORDER_CONFIGURATION'],
    ['of two kinds', { market_market_ioc: {}, limit_limit_gtc: {} }, {}, 'UNSUPPORTED_ORDER_CONFIGURATION'],
  ])('refuses an order %s with 200', async (_name, configuration, more, reason) => {
    const reply = await client.order(configuration, more);
    expect([reply.status, reply.body.success]).toEqual([200, false]);
    expect(await reasons(Promise.resolve(reply))).toBe(reason);
    expect(simulator.truth.orders).toEqual([]);
  });

  it('refuses by the state of the product and where there is no wallet', async () => {
    const order = () => client.limit('59000', '0.1');
    simulator.exchange.setMarketState('BTC-USD', 'halted');
    expect(await reasons(order())).toBe('ORDER_ENTRY_DISABLED');
    expect((await client.get('/market/products/BTC-USDC')).body.trading_disabled).toBe(true);
    simulator.exchange.setMarketState('BTC-USD', 'cancel-only');
    expect(await reasons(order())).toBe('ORDER_ENTRY_DISABLED');
    simulator.exchange.setMarketState('BTC-USD', 'trading');
    simulator.setFlags('BTC-USD', { view_only: true });
    expect(await reasons(order())).toBe('UNTRADABLE_PRODUCT');
    simulator.setFlags('BTC-USD', { view_only: false, limit_only: true });
    expect(await reasons(client.order({ market_market_ioc: { quote_size: '5' } }))).toBe(
      'ORDER_ENTRY_DISABLED',
    );
    const { otherPortfolio } = simulator.credentials;
    const { body } = await client.limit('59000', '0.001', { product_id: 'BTC-USDC' }, otherPortfolio);
    expect(body.error_response.message).toBe('account is not available');
  });

  it('answers 400 to a body that is none', async () => {
    expect((await client.post('/orders', 'not json')).body).toMatchObject({
      error: 'INVALID_ARGUMENT',
      code: 3,
    });
    expect((await client.order({}, { client_order_id: '' })).status).toBe(400);
  });

  it('previews without placing', async () => {
    const preview = async (size: string) =>
      (
        await client.post('/orders/preview', {
          product_id: 'BTC-USD',
          side: 'BUY',
          order_configuration: { limit_limit_gtc: { base_size: size, limit_price: '59000' } },
        })
      ).body;
    expect(await preview('0.1')).toMatchObject({ order_total: '5935.4', commission_total: '35.4', errs: [] });
    expect((await preview('10')).errs).toEqual(['PREVIEW_INSUFFICIENT_FUND']);
    expect((await preview('0.0000000001')).errs).toEqual(['PREVIEW_INVALID_SIZE_PRECISION']);
    expect(simulator.truth.orders).toEqual([]);
  });
});

describe('aliases', () => {
  it('share the book and are paid from their own wallet', async () => {
    const id = await placed(client.limit('59000', '0.1', { product_id: 'BTC-USDC' }));
    expect(await wallet('USDC')).toEqual({ available: '94064.6', hold: '5935.4' });
    expect(await wallet('USD')).toEqual({ available: '200000', hold: '0' });
    simulator.cross('BTC-USD', 'sell', '59000', '0.05');
    simulator.cross('BTC-USD', 'sell', '59000', '0.05');
    expect(await client.query(id)).toMatchObject({ status: 'FILLED', product_id: 'BTC-USDC' });
    expect(await wallet('USDC')).toEqual({ available: '94076.4', hold: '0' });
    expect(await wallet('USD')).toEqual({ available: '200000', hold: '0' });
    expect((await wallet('BTC')).available).toBe('2.1');
    const { fills } = (await client.read('/orders/historical/fills', { product_ids: ['BTC-USDC'] })).body;
    expect(fills.length).toBe(2);
  });

  it('give back what they did not need, and pay what was sold into their wallet', async () => {
    const id = await placed(client.limit('59000', '0.1', { product_id: 'BTC-USDC' }));
    await client.post('/orders/edit', { order_id: id, size: '0.2', price: '58000' });
    expect((await wallet('USDC')).hold).toBe('11669.6');
    await client.post('/orders/batch_cancel', { order_ids: [id] });
    expect(await wallet('USDC')).toEqual({ available: '100000', hold: '0' });
    const market = { market_market_ioc: { quote_size: '100' } };
    await placed(client.order(market, { product_id: 'BTC-USDC' }));
    expect(Number((await wallet('USDC')).available)).toBeCloseTo(99_900, 0);
    await placed(client.limit('61000', '0.1', { product_id: 'BTC-USDC', side: 'SELL' }));
    const before = Number((await wallet('USDC')).available);
    simulator.cross('BTC-USD', 'buy', '61000', '0.1');
    expect(Number((await wallet('USDC')).available) - before).toBeCloseTo(6100 - 24.4, 6);
    expect(await wallet('USD')).toEqual({ available: '200000', hold: '0' });
    expect(await reasons(client.limit('59000', '1.9', { product_id: 'BTC-USDC' }))).toBe('INSUFFICIENT_FUND');
  });
});

describe('changing and asking', () => {
  it('edits the total size and the price, and nothing that cannot be edited', async () => {
    const id = await placed(client.limit('59000', '0.3'));
    simulator.cross('BTC-USD', 'sell', '59000', '0.1');
    const edit = async (change: object) => {
      const { body } = await client.post('/orders/edit', { order_id: id, ...change });
      return body.errors[0]?.edit_failure_reason ?? body.success;
    };
    expect(await edit({ size: '0.2', price: '58000.00' })).toBe(true);
    expect(await client.query(id)).toMatchObject({
      status: 'OPEN',
      filled_size: '0.1',
      order_configuration: { limit_limit_gtc: { base_size: '0.2', limit_price: '58000' } },
      edit_history: [{ price: '58000', size: '0.2' }],
    });
    expect(await edit({ size: '0.1' })).toBe('CANNOT_EDIT_TO_BELOW_FILLED_SIZE');
    expect(await edit({ price: '58000' })).toBe('EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST');
    expect(await edit({ price: '58000.001' })).toBe('INVALID_EDITED_PRICE');
    expect(await edit({ size: '50' })).toBe('COMMANDER_REJECTED_EDIT_ORDER');
    const preview = await client.post('/orders/edit_preview', { order_id: id, price: '57000' });
    expect(preview.body.errors).toEqual([]);
    await client.post('/orders/batch_cancel', { order_ids: [id] });
    expect(await edit({ size: '0.4' })).toBe('ONLY_OPEN_ORDERS_CAN_BE_EDITED');
    const market = await placed(client.order({ market_market_ioc: { base_size: '0.1' } }));
    const wrong = await client.post('/orders/edit', { order_id: market, size: '0.2' });
    expect(wrong.body.errors[0].edit_failure_reason).toBe('ONLY_LIMIT_ORDER_EDITS_SUPPORTED');
  });

  it('cancels each for itself', async () => {
    const open = await placed(client.limit('59000', '0.1'));
    const filled = await placed(client.order({ market_market_ioc: { base_size: '0.1' } }));
    const ids = [open, open, filled, 'nothing'];
    const { results } = (await client.post('/orders/batch_cancel', { order_ids: ids })).body;
    expect(results.map((row: { failure_reason: string }) => row.failure_reason)).toEqual([
      'UNKNOWN_CANCEL_FAILURE_REASON',
      'DUPLICATE_CANCEL_REQUEST',
      'ORDER_IS_FULLY_FILLED',
      'UNKNOWN_CANCEL_ORDER',
    ]);
    expect((await client.query(open)).status).toBe('CANCELLED');
    expect((await wallet('USD')).hold).toBe('0');
  });

  it('pages through orders and fills with cursors that new rows do not move', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift(await placed(client.limit('59000', '0.01')));
    const page = async (cursor: string) =>
      (await client.read('/orders/historical/batch', { order_status: 'OPEN', limit: 2, cursor })).body;
    const first = await page('');
    await placed(client.limit('58000', '0.01'));
    const second = await page(first.cursor);
    const third = await page(second.cursor);
    const seen = [first, second, third].flatMap(({ orders }) =>
      orders.map((order: { order_id: string }) => order.order_id),
    );
    expect(seen).toEqual(ids);
    expect([third.has_next, third.cursor]).toEqual([false, '']);
    simulator.cross('BTC-USD', 'sell', '59000', '0.03');
    const fills = async (cursor: string) =>
      (await client.read('/orders/historical/fills', { limit: 2, cursor })).body;
    const one = await fills('');
    expect([one.fills.length, one.cursor !== '']).toEqual([2, true]);
    const rest = await fills(one.cursor);
    expect([rest.fills.length, rest.cursor]).toEqual([1, '']);
    const entries = [...one.fills, ...rest.fills].map((fill: { entry_id: string }) => fill.entry_id);
    expect(new Set(entries).size).toBe(3);
  });

  it('filters by status, product and time, and refuses OPEN beside others', async () => {
    await placed(client.limit('59000', '0.01'));
    await placed(client.limit('2900', '0.1', { product_id: 'ETH-USD' }));
    const filled = await placed(client.order({ market_market_ioc: { base_size: '0.01' } }));
    const list = async (query: Record<string, string | string[]>) =>
      (await client.read('/orders/historical/batch', query)).body.orders?.map(
        (order: { order_id: string }) => order.order_id,
      );
    expect(await list({ order_status: ['FILLED', 'CANCELLED'] })).toEqual([filled]);
    expect((await list({ product_ids: ['ETH-USD'] })).length).toBe(1);
    const later = new Date(simulator.clock.now() + 1000).toISOString();
    expect(await list({ start_date: later })).toEqual([]);
    expect((await list({ end_date: later })).length).toBe(3);
    const mixed = await client.read('/orders/historical/batch', { order_status: ['OPEN', 'FILLED'] });
    expect(mixed.status).toBe(400);
    expect((await client.read('/orders/historical/batch', { start_date: 'today' })).status).toBe(400);
  });

  it('hides a fresh order from queries when told so', async () => {
    simulator.freshness.hiddenMs = 60_000;
    const id = await placed(client.limit('59000', '0.01'));
    expect((await client.read(`/orders/historical/${id}`)).status).toBe(404);
    expect((await client.read('/orders/historical/batch')).body.orders).toEqual([]);
    simulator.freshness.hiddenMs = 0;
    expect((await client.query(id)).status).toBe('OPEN');
  });
});
