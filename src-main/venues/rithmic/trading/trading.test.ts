import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { fillKey } from '../../../../src-shared/domain/fill.ts';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../../src-shared/domain/order.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { definiteRefusals } from './refusals.ts';
import { account, exchangeSays, intent, openDesk, rithmicSays } from './testing/desk.ts';
import { told } from './testing/fake-plant.ts';

import { loggedIn, second, sent, shared, start } from './testing/session.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('after the login', () => {
  test('lists accounts by their own firm, follows each, and asks what is open', async () => {
    const { order, trading } = await loggedIn();
    expect(await trading.accounts()).toEqual([
      { key: account, label: 'A1 · Evaluation', currency: 'USD', canTrade: true, reason: '' },
    ]);
    expect(order.asked.map(({ name }) => name)).toEqual([
      'RequestLoginInfo',
      'RequestAccountList',
      'RequestTradeRoutes',
      'RequestAccountRmsInfo',
      'RequestProductRmsInfo',
      'RequestSubscribeForOrderUpdates',
      'RequestSubscribeToBracketUpdates',
      'RequestAccountRmsUpdates',
      'RequestShowOrders',
    ]);
    expect(order.requests('RequestAccountList')).toEqual([{ fcm_id: 'F', ib_id: 'I', user_type: 3 }]);
    const own = { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1' };
    expect(order.requests('RequestSubscribeForOrderUpdates')).toEqual([own]);
    expect(order.requests('RequestAccountRmsUpdates')).toEqual([
      { ...own, request: 'subscribe', update_bits: 1 },
    ]);
  });

  test('an account that the firm adds later is listed and followed when it is asked for', async () => {
    const { order, pnl, trading } = await loggedIn();
    const row = (account_id: string) =>
      told('ResponseAccountList', { rq_handler_rp_code: ['0'], fcm_id: 'F2', ib_id: 'I2', account_id });
    order.answers('RequestAccountList', () => [row('A1'), row('A2')]);
    expect((await trading.accounts()).map(({ key }) => key.account)).toEqual(['Firm/F2/I2/A1']);
    const refreshed = trading.refreshAccounts?.();
    await vi.advanceTimersByTimeAsync(2000);
    await refreshed;
    expect((await trading.accounts()).map(({ key }) => key.account)).toEqual([
      'Firm/F2/I2/A1',
      'Firm/F2/I2/A2',
    ]);
    const own = { fcm_id: 'F2', ib_id: 'I2', account_id: 'A2' };
    expect(order.requests('RequestSubscribeForOrderUpdates')).toContainEqual(own);
    expect(pnl.requests('RequestPnLPositionUpdates')).toContainEqual({ ...own, request: 1 });
  });

  test('goes on where a limit or a list is refused, and says so; without the account list it tries again', async () => {
    const desk = openDesk();
    const no = new Failure('rejected-by-venue', 'Rithmic says “no” (5).', {
      data: { code: '5', text: 'no' },
    });
    desk.order.answers('RequestProductRmsInfo', () => no);
    let lists = 0;
    desk.order.answers('RequestAccountList', () => {
      lists += 1;
      return lists === 1
        ? no
        : [told('ResponseAccountList', { rq_handler_rp_code: ['0'], account_id: 'A9' })];
    });
    desk.order.ready();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.troubles.join()).toContain('The accounts could not be read');
    await vi.advanceTimersByTimeAsync(5000);
    expect((await desk.trading.accounts()).map(({ key }) => key.account)).toEqual(['Firm/F/I/A9']);
    expect(desk.troubles.join()).toContain('limits of products');
  });

  const listed = (...ids: readonly string[]) =>
    ids.map((account_id) => told('ResponseAccountList', { rq_handler_rp_code: ['0'], account_id }));
  const refusal = new Failure('rejected-by-venue', 'Rithmic says “account disabled” (5).', {
    data: { code: '5', text: 'account disabled' },
  });

  test('an account that Rithmic keeps from us holds up no other one', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountList', () => listed('A1', 'A2', 'A3'));
    desk.order.answers('RequestSubscribeForOrderUpdates', ({ account_id }) =>
      account_id === 'A2' ? refusal : [],
    );
    desk.pnl.answers('RequestPnLPositionUpdates', ({ account_id }) => (account_id === 'A3' ? refusal : []));
    desk.order.ready();
    desk.pnl.ready();
    await vi.advanceTimersByTimeAsync(2000);
    const accounts = await desk.trading.accounts();
    expect(accounts.map(({ label }) => label)).toEqual(['A1', 'A3']);
    expect(desk.troubles.filter((sentence) => sentence.includes('A2'))).toHaveLength(1);
    expect(desk.troubles.join()).toMatch(/balances of A3/);
    const positions = desk.trading.positions({ ...account, account: 'Firm/F/I/A1' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await positions).toEqual([]);
  });

  test('an account that is not listed any more is gone with the next login, a new one is followed whole', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountList', () => listed('A1', 'A2'));
    desk.order.ready();
    desk.pnl.ready();
    await vi.advanceTimersByTimeAsync(2000);
    desk.order.answers('RequestAccountList', () => listed('A2', 'A3'));
    desk.order.lose();
    desk.order.ready(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect((await desk.trading.accounts()).map(({ label }) => label)).toEqual(['A2', 'A3']);
    const followed = desk.pnl.requests('RequestPnLPositionUpdates').map(({ account_id }) => account_id);
    expect(followed).toEqual(['A1', 'A2', 'A3']);
  });

  test('asking for accounts anew leaves those that are followed alone, whatever Rithmic refuses then', async () => {
    const { order, trading, heard } = await loggedIn();
    const isOver = new Failure('rejected-by-venue', 'Rithmic says “cut off” (12).', {
      data: { code: '12', text: 'cut off' },
    });
    const row = (account_id: string) =>
      told('ResponseAccountList', { rq_handler_rp_code: ['0'], fcm_id: 'F2', ib_id: 'I2', account_id });
    order.answers('RequestAccountList', () => [row('A1'), row('A2')]);
    order.answers('RequestSubscribeForOrderUpdates', ({ account_id }) => (account_id === 'A1' ? isOver : []));
    order.answers('RequestLoginInfo', () => isOver);
    const refreshed = trading.refreshAccounts?.();
    await vi.advanceTimersByTimeAsync(2000);
    await refreshed;
    expect((await trading.accounts()).map(({ key }) => key.account)).toEqual([
      'Firm/F2/I2/A1',
      'Firm/F2/I2/A2',
    ]);
    order.push(
      rithmicSays({
        notify_type: 13,
        basket_id: '70',
        quantity: 1,
        price_type: 1,
        price: 4500,
        ssboe: second,
      }),
    );
    expect(heard.orders.map(({ venueOrderId }) => venueOrderId)).toEqual(['70']);
    const snapshot = trading.snapshot(account, epochMs(start - 1000));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await snapshot).account).toEqual(account);
  });

  test('an account that has come and cannot be followed is not there; one that left the list is gone', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountList', () => listed('A1', 'A2'));
    desk.order.ready();
    desk.pnl.ready();
    await vi.advanceTimersByTimeAsync(2000);
    desk.order.answers('RequestAccountList', () => listed('A2', 'A3'));
    let answer: Failure = new Failure('unavailable', 'Rithmic did not answer.');
    desk.order.answers('RequestShowOrders', ({ account_id }) => (account_id === 'A3' ? answer : []));
    for (const reason of [answer, refusal]) {
      answer = reason;
      const refreshed = expect(desk.trading.refreshAccounts?.()).rejects.toThrow(reason.message);
      await vi.advanceTimersByTimeAsync(2000);
      await refreshed;
      expect((await desk.trading.accounts()).map(({ label }) => label)).toEqual(['A2']);
    }
    desk.order.answers('RequestShowOrders', () => []);
    const refreshed = desk.trading.refreshAccounts?.();
    // Nobody is handed an account whose orders are still being read.
    await vi.advanceTimersByTimeAsync(0);
    expect((await desk.trading.accounts()).map(({ label }) => label)).toEqual(['A2']);
    await vi.advanceTimersByTimeAsync(2000);
    await refreshed;
    expect((await desk.trading.accounts()).map(({ label }) => label)).toEqual(['A2', 'A3']);
  });

  test('O8: says that something may be missing after each reconnect of either plant, once it is followed again', async () => {
    const desk = await loggedIn();
    expect(desk.heard.gaps).toEqual([]);
    desk.order.lose();
    desk.order.ready(true);
    expect(desk.heard.gaps).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.heard.gaps).toEqual([account]);
    desk.pnl.lose();
    desk.pnl.ready(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.heard.gaps).toEqual([account, account]);
  });

  test('a login that breaks off before it is done does not swallow the gap', async () => {
    const desk = await loggedIn();
    desk.order.lose();
    desk.order.ready(true);
    desk.order.lose();
    desk.order.ready(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.heard.gaps).toEqual([account]);
  });
});

describe('an order', () => {
  test.each([
    [{ type: 'market' }, { price_type: 2 }],
    [
      { type: 'limit', limitPrice: '4500.25', isPostOnly: false },
      { price_type: 1, price: 4500.25 },
    ],
    [
      { type: 'stop', triggerPrice: '4510' },
      { price_type: 4, trigger_price: 4510 },
    ],
    [
      { type: 'stop-limit', triggerPrice: '4510', limitPrice: '4511.5' },
      { price_type: 3, trigger_price: 4510, price: 4511.5 },
    ],
    [
      { type: 'if-touched', triggerPrice: '4490' },
      { price_type: 5, trigger_price: 4490 },
    ],
    [
      { type: 'limit-if-touched', triggerPrice: '4490', limitPrice: '4491' },
      { price_type: 6, trigger_price: 4490, price: 4491 },
    ],
    [
      { type: 'stop', triggerPrice: '4510', trailTicks: 8 },
      { price_type: 4, trigger_price: 4510, trailing_stop: true, trail_by_ticks: 8, trail_by_price_id: 3 },
    ],
  ] as const)('is written with what it needs and nothing else: %j', async (terms, fields) => {
    const { outcome, fields: written } = await sent(terms);
    expect(written).toEqual({ ...shared, ...fields });
    expect(outcome).toEqual({ outcome: 'acknowledged', venueOrderId: '900', time: start + 7 });
  });

  test('of a script says so to the exchange', async () => {
    expect((await sent({ type: 'market' }, { origin: 'automated', side: 'sell' })).fields).toMatchObject({
      manual_or_auto: 2,
      transaction_type: 2,
    });
  });

  test.each([
    ['no route', { instrument: instrumentId('EUREX:FDAXZ6') }, 'local:no-route'],
    ['a route that is down', { instrument: instrumentId('NYMEX:CLZ6') }, 'local:no-route'],
    ['no such market', { instrument: instrumentId('CME:NOPE') }, 'local:instrument'],
    ['another account', { account: { ...account, account: 'x' } }, 'local:account'],
    ['half a contract', { quantity: '0.5' }, 'local:quantity'],
    ['no contract', { quantity: '0' }, 'local:quantity'],
    ['more than a message can hold', { quantity: '3000000000' }, 'local:quantity'],
    ['a price off the grid', { terms: { type: 'stop', triggerPrice: '4500.1' } }, 'local:price'],
    ['a trail of nothing', { terms: { type: 'stop', triggerPrice: '4500', trailTicks: 0 } }, 'local:trail'],
    ['reduce only', { isReduceOnly: true }, 'local:reduce-only'],
    ['post only', { terms: { type: 'limit', limitPrice: '4500', isPostOnly: true } }, 'local:post-only'],
    ['a moment to end at', { duration: { timeInForce: 'gtd', until: epochMs(start) } }, 'local:duration'],
    ['a moment that has gone', { sendBefore: epochMs(start) }, 'local:not-sent'],
  ] as const)('is refused here with %s, and nothing is sent', async (_what, change, code) => {
    const desk = await loggedIn();
    const outcome = await desk.trading.place(intent(change as Partial<OrderIntent<'live'>>));
    expect(outcome).toMatchObject({ outcome: 'rejected', code });
    expect(definiteRefusals).toContain(code);
    expect(desk.order.requests('RequestNewOrder')).toEqual([]);
  });

  test('is refused here when it is larger than the broker’s limit', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountRmsInfo', () => [
      told('ResponseAccountRmsInfo', { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1', max_order_quantity: 1 }),
    ]);
    desk.order.ready();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await desk.trading.place(intent())).toMatchObject({ code: 'local:most-per-order' });
  });

  test('O4, O5: is refused for sure only by the listed answers; everything else is unknown, and sent once', async () => {
    const answers = [
      [{ outcome: 'answered', code: '13', text: 'permission denied', frames: [] }, 'permission-denied'],
      [
        { outcome: 'answered', code: '1039', text: 'FCM Id field is not received.', frames: [] },
        'missing-firm',
      ],
      [{ outcome: 'answered', code: '1112', text: '', frames: [] }, 'missing-trail-price'],
      [
        { outcome: 'answered', code: '7', text: 'an error occurred while parsing data.', frames: [] },
        'parse-error',
      ],
      [{ outcome: 'answered', code: 'reject', text: 'x', frames: [told('Reject', {})] }, 'reject'],
      [{ outcome: 'not-sent', reason: 'gone' }, 'local:not-sent'],
      [{ outcome: 'answered', code: '7', text: 'no data', frames: [] }, undefined],
      [{ outcome: 'answered', code: '99', text: 'timed out', frames: [] }, undefined],
      [{ outcome: 'answered', code: '0', text: '', frames: [] }, undefined],
      [{ outcome: 'answered', code: '', text: '', frames: [] }, undefined],
      [{ outcome: 'unknown', detail: 'lost' }, undefined],
    ] as const;
    for (const [answer, code] of answers) {
      const desk = await loggedIn();
      desk.order.acts('RequestNewOrder', answer);
      const outcome = await desk.trading.place(intent());
      await vi.advanceTimersByTimeAsync(60_000);
      expect(outcome, JSON.stringify(answer)).toMatchObject(
        code === undefined ? { outcome: 'unknown' } : { outcome: 'rejected', code },
      );
      expect(desk.order.requests('RequestNewOrder')).toHaveLength(1);
    }
  });

  test('O4: an answer that names the order and then refuses it leaves its fate unknown', async () => {
    const desk = await loggedIn();
    const row = told('ResponseNewOrder', { rq_handler_rp_code: ['0'], basket_id: '900' });
    desk.order.acts('RequestNewOrder', {
      outcome: 'answered',
      code: '13',
      text: 'permission denied',
      frames: [row, told('ResponseNewOrder', { rp_code: ['13', 'permission denied'] })],
    });
    expect(await desk.trading.place(intent())).toMatchObject({ outcome: 'unknown' });
  });

  test('is not sent when its market was looked up while the connection went away', async () => {
    const desk = await loggedIn();
    desk.order.acts('RequestNewOrder', { outcome: 'answered', code: '0', text: '', frames: [] });
    const placing = desk.trading.place(intent({ instrument: instrumentId('EUREX:FDAXZ6') }));
    desk.order.push(
      told('TradeRoute', { exchange: 'EUREX', trade_route: 'eurex', status: 'UP', is_default: true }),
    );
    desk.order.lose();
    expect(await placing).toMatchObject({ outcome: 'rejected', code: 'local:not-sent' });
    expect(desk.order.requests('RequestNewOrder')).toEqual([]);
  });

  test('takes an acknowledgement that has no row of its own', async () => {
    const desk = await loggedIn();
    desk.order.acts('RequestNewOrder', {
      outcome: 'answered',
      code: '0',
      text: '',
      frames: [told('ResponseNewOrder', { rp_code: ['0'], basket_id: '901' })],
    });
    expect(await desk.trading.place(intent())).toMatchObject({ venueOrderId: '901' });
  });

  test('is not sent while the connection is away, not even when it comes back', async () => {
    const desk = await loggedIn();
    desk.order.lose();
    const outcome = desk.trading.place(intent());
    await vi.advanceTimersByTimeAsync(6000);
    expect(await outcome).toMatchObject({ outcome: 'rejected', code: 'local:not-sent' });
    desk.order.ready(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.order.requests('RequestNewOrder')).toEqual([]);
  });

  test('is told with its name, terms and fills, each fill once, whatever source repeats it', async () => {
    const { desk } = await sent({ type: 'if-touched', triggerPrice: '4490' });
    const { order, heard, trading } = desk;
    const base = {
      basket_id: '900',
      user_tag: 'ours1',
      quantity: 2,
      price_type: 4,
      trigger_price: 4490,
      price: -1,
    };
    order.push(rithmicSays({ ...base, notify_type: 18, ssboe: second + 1 }));
    expect(heard.orders.at(-1)).toMatchObject({
      state: 'open',
      clientOrderId: 'ours1',
      terms: { type: 'if-touched', triggerPrice: '4490' },
    });
    const fill = {
      ...base,
      notify_type: 5,
      fill_id: '77',
      fill_date: '20261120',
      fill_price: 4489.75,
      fill_size: 2,
      avg_fill_price: 4489.75,
      total_fill_size: 2,
      total_unfilled_size: 0,
      ssboe: second + 2,
    };
    order.push(exchangeSays(fill), exchangeSays(fill), exchangeSays({ ...fill, is_snapshot: true }));
    expect(heard.fills).toHaveLength(1);
    expect(heard.fills[0]).toMatchObject({
      tradeId: '77',
      tradeDate: '2026-11-20',
      price: '4489.75',
      quantity: '2',
      clientOrderId: 'ours1',
      venueOrderId: '900',
    });
    expect(heard.orders.at(-1)).toMatchObject({
      state: 'filled',
      filledQuantity: '2',
      averagePrice: '4489.75',
    });
    order.answers('RequestShowFillHistory', () => [
      told('ResponseShowFillHistory', {
        rq_handler_rp_code: ['0'],
        basket_id: '900',
        account_id: 'A1',
        symbol: 'ESZ6',
        exchange: 'CME',
        transaction_type: 'BUY',
        fill_id: '77',
        fill_date: '20261120',
        price: 4489.75,
        fill_size: 2n,
        total_fill_size: 2n,
        ssboe: second + 2,
      }),
    ]);
    order.answers('RequestReplayExecutions', () => {
      order.push(exchangeSays({ ...fill, is_snapshot: true }));
      return [];
    });
    const asked = trading.snapshot(account, epochMs(start - 3_600_000));
    await vi.advanceTimersByTimeAsync(5000);
    const { fills } = await asked;
    expect(fills.map(fillKey)).toEqual(heard.fills.map(fillKey));
    expect(heard.fills).toHaveLength(1);
  });

  test('has a fill of the same id on another day as another one', async () => {
    const { desk } = await sent({ type: 'market' });
    const fill = { basket_id: '900', notify_type: 5, fill_id: '1', fill_price: 1, fill_size: 1, quantity: 5 };
    desk.order.push(
      exchangeSays({ ...fill, fill_date: '20261120', ssboe: second, total_fill_size: 1 }),
      exchangeSays({ ...fill, fill_date: '20261121', ssboe: second + 86_400, total_fill_size: 2 }),
    );
    expect(new Set(desk.heard.fills.map(fillKey)).size).toBe(2);
  });

  test('takes the rate that the broker tells as the fee of a fill', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountRmsInfo', () => [
      told('ResponseAccountRmsInfo', { account_id: 'A1', default_commission: 2.04 }),
    ]);
    desk.order.ready();
    await vi.advanceTimersByTimeAsync(2000);
    const fill = {
      basket_id: '1',
      notify_type: 5,
      fill_id: 'x',
      fill_price: 1,
      fill_size: 3,
      quantity: 3,
      ssboe: second,
    };
    desk.order.push(exchangeSays(fill));
    expect(desk.heard.fills[0]?.fee).toEqual({ amount: '6.12', currency: 'USD' });
  });
});

describe('finding an order', () => {
  const reference = { account, instrument: intent().instrument, clientOrderId: 'ours1' as ClientOrderId };

  test('O5: asks working orders, today and executions before it says that there is none', async () => {
    const { order, trading } = await loggedIn();
    const found = trading.findOrder(reference);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await found).toBeUndefined();
    expect(order.asked.slice(-3).map(({ name }) => name)).toEqual([
      'RequestShowOrders',
      'RequestShowOrderHistory',
      'RequestReplayExecutions',
    ]);
  });

  test('finds by our name what only a list tells of, also when its rows trail the answer', async () => {
    const { order, trading } = await loggedIn();
    order.answers('RequestShowOrders', () => {
      setTimeout(
        () =>
          order.push(
            exchangeSays({
              basket_id: '7',
              user_tag: 'ours1',
              is_snapshot: true,
              notify_type: 1,
              status: 'open',
              quantity: 2,
              price_type: 1,
              price: 4500,
            }),
          ),
        200,
      );
      return [];
    });
    const found = trading.findOrder(reference);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await found).toMatchObject({ venueOrderId: '7', state: 'open' });
  });

  test('a question without an answer is a Failure', async () => {
    const { order, trading } = await loggedIn();
    order.answers('RequestShowOrders', () => new Failure('unavailable', 'No answer.'));
    await expect(trading.findOrder(reference)).rejects.toBeInstanceOf(Failure);
    const asked = trading.snapshot(account, epochMs(0));
    const settled = expect(asked).rejects.toBeInstanceOf(Failure);
    await vi.advanceTimersByTimeAsync(5000);
    await settled;
  });
});
