import { describe, expect, it } from 'vitest';
import type { Fields } from './fields.ts';
import type { RithmicExchange } from './rithmic-exchange.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';
import type { ProtocolClient } from './testing/protocol-client.ts';

const es = { symbol: 'ESZ6', exchange: 'CME' };

async function openDesk(options: Parameters<typeof openBrokerage>[0] = {}) {
  const brokerage = openBrokerage(options);
  for (const feed of brokerage.feeds.values()) feed.isQuoting = false;
  const client = await loggedIn(brokerage, 'order');
  const account = brokerage.account();
  await client.ask('RequestSubscribeForOrderUpdates', account.key);
  await client.ask('RequestSubscribeToBracketUpdates', account.key);
  const routes = await client.rows('RequestTradeRoutes', { subscribe_for_updates: true });
  const route = routes.find(
    ({ exchange, fcm_id: fcm, is_default: isDefault }) =>
      exchange === 'CME' && fcm === account.key.fcm_id && isDefault === true,
  );
  const base = {
    ...account.key,
    ...es,
    trade_route: route?.trade_route,
    manual_or_auto: 1,
    duration: 1,
    transaction_type: 1,
    quantity: 2,
  };
  const { key } = account;
  const scope = { ...key, manual_or_auto: 1 };
  /** As a change must restate it: without what it cannot change. */
  const changeOf = (fields: Fields): Fields => {
    const { trade_route: _route, duration: _duration, transaction_type: _side, ...rest } = fields;
    return rest;
  };
  return { brokerage, client, key, scope, base, changeOf };
}

/** The story of one order: which stream, which notice. */
function story(client: ProtocolClient, basketId: unknown): string[] {
  return client.pushes
    .filter(({ fields }) => fields.basket_id === basketId)
    .map(({ templateId, fields }) => `${templateId}:${fields.notify_type}`);
}

function price(brokerage: RithmicExchange, ticks: number): number {
  return brokerage.exchange.market('ESZ6').lastPrice.toNumber() + ticks * 0.25;
}

async function place(client: ProtocolClient, fields: Fields, name = 'RequestNewOrder'): Promise<Fields> {
  const [first = { fields: {} }, last] = await client.ask(name, fields);
  return last === undefined ? first.fields : { ...last.fields, ...first.fields };
}

describe('a market order', () => {
  it('lives as recorded: row and end, then both streams in turn', async () => {
    const { client, base } = await openDesk();
    const frames = await client.ask('RequestNewOrder', { ...base, price_type: 2, user_tag: 'mine-1' });
    expect(frames.map(({ fields }) => [fields.rq_handler_rp_code, fields.rp_code])).toEqual([
      [['0'], undefined],
      [undefined, ['0']],
    ]);
    const id = frames[0]?.fields.basket_id;
    expect(id).toMatch(/^\d+$/);
    await client.until(() => story(client, id).includes('351:15'));
    const told = story(client, id);
    expect(told.slice(0, 6)).toEqual(['351:1', '351:4', '351:7', '351:10', '352:1', '351:13']);
    expect(told.slice(6, -1).every((one) => one === '352:5')).toBe(true);
    expect(told.at(-1)).toBe('351:15');
    const fills = client.heard('ExchangeOrderNotification').filter((one) => one.notify_type === 5);
    expect(fills.reduce((sum, one) => sum + Number(one.fill_size), 0)).toBe(2);
    expect(fills.at(-1)).toMatchObject({
      user_tag: 'mine-1',
      report_type: 'fill',
      total_fill_size: 2,
      total_unfilled_size: 0,
      fill_date: expect.stringMatching(/^\d{8}$/),
      fill_time: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
    });
    expect(client.heard('RithmicOrderNotification').at(-1)).toMatchObject({ completion_reason: 'F' });
    expect(client.heard('RithmicOrderNotification')[1]).toMatchObject({
      status: 'open pending',
      quantity: 0,
    });
  });

  it('is acknowledged by one frame where the server is in a hurry', async () => {
    const { client, base, brokerage } = await openDesk();
    brokerage.manners.hasTerminalOnlyAcks = true;
    const frames = await client.ask('RequestNewOrder', { ...base, price_type: 2 });
    expect(frames).toHaveLength(1);
    expect(frames[0]?.fields).toMatchObject({ rp_code: ['0'], basket_id: expect.any(String) });
  });
});

describe('refusals', () => {
  it.each([
    ['without the firm', { fcm_id: '' }, '1039'],
    ['under the login’s firm instead of the account’s', { fcm_id: 'SIMFCM', ib_id: 'SIMIB' }, '1042'],
    ['by a route of another firm', { trade_route: 'globex' }, '1053'],
    ['of an unknown symbol', { symbol: 'ESZ9' }, '1030'],
    ['of a market order with the price 0', { price: 0 }, '1045'],
    ['of a stop without its trigger', { price_type: 4 }, '1046'],
    [
      'of a trailing stop without what it trails',
      { price_type: 4, trigger_price: 1, trailing_stop: true },
      '1112',
    ],
    ['above the largest quantity', { quantity: 1001 }, '1021'],
    ['without manual or auto', { manual_or_auto: undefined }, '1101'],
  ])('an order %s is refused with its code', async (_what, change, code) => {
    const { client, base, brokerage } = await openDesk();
    const answer = await client.answer('RequestNewOrder', { ...base, price_type: 2, ...change });
    expect((answer.rp_code as string[])[0]).toBe(code);
    expect(brokerage.truth.orders).toEqual([]);
  });

  it('the exchange’s own come as notifications after a good acknowledgement', async () => {
    const { client, base, brokerage } = await openDesk();
    brokerage.rejectNext('Market is in pre-open');
    const { basket_id: id } = await place(client, { ...base, price_type: 2 });
    await client.until(() => story(client, id).length === 6);
    expect(story(client, id)).toEqual(['351:1', '351:4', '351:7', '351:10', '352:6', '351:15']);
    expect(client.heard('RithmicOrderNotification').at(-1)).toMatchObject({
      completion_reason: 'FA',
      report_text: 'Market is in pre-open',
    });
    const offGrid = { ...base, price_type: 1, price: 6700.1 };
    const { basket_id: second } = await place(client, offGrid);
    await client.until(() => story(client, second).includes('352:6'));
  });

  it('of buying power', async () => {
    const { client, base, brokerage } = await openDesk();
    const own = brokerage.account('CASH-9');
    const order = { ...base, ...own.key, trade_route: 'simfcm-cme', price_type: 2, quantity: 5 };
    for (let count = 0; count < 3; count += 1) await place(client, order);
    const answer = await client.answer('RequestNewOrder', order);
    expect((answer.rp_code as string[])[0]).toBe('1022');
  });
});

describe('resting orders', () => {
  it('fill in parts, and the totals say how far', async () => {
    const { client, base, brokerage } = await openDesk();
    const at = price(brokerage, -20);
    const { basket_id: id } = await place(client, { ...base, price_type: 1, price: at, quantity: 3 });
    await client.until(() => story(client, id).includes('351:13'));
    brokerage.cross('ESZ6', 'sell', String(at), '1');
    brokerage.cross('ESZ6', 'sell', String(at), '2');
    await client.until(() => story(client, id).includes('351:15'));
    const fills = client.heard('ExchangeOrderNotification').filter((one) => one.notify_type === 5);
    expect(fills.map((one) => [one.fill_size, one.total_fill_size, one.total_unfilled_size])).toEqual([
      [1, 1, 2],
      [2, 3, 0],
    ]);
    expect(new Set(fills.map((one) => one.fill_id)).size).toBe(2);
  });

  it('are changed only as a whole, and keep their id', async () => {
    const { client, base, brokerage, changeOf } = await openDesk();
    const order = { ...base, price_type: 1, price: price(brokerage, -20) };
    const { basket_id: id } = await place(client, order);
    const partial = await client.answer('RequestModifyOrder', {
      ...changeOf(order),
      basket_id: id,
      quantity: undefined,
    });
    expect((partial.rp_code as string[])[0]).toBe('7');
    const lower = price(brokerage, -30);
    await client.ask('RequestModifyOrder', { ...changeOf(order), basket_id: id, price: lower });
    await client.until(() => story(client, id).includes('351:14'));
    expect(story(client, id).slice(6)).toEqual(['351:2', '351:5', '351:8', '351:11', '352:2', '351:14']);
    expect(brokerage.truth.orders[0]?.price).toBe(String(lower));
    brokerage.cross('ESZ6', 'sell', String(lower), '1');
    const less = { ...changeOf(order), basket_id: id, price: lower, quantity: 1 };
    await client.ask('RequestModifyOrder', less);
    await client.until(() => story(client, id).includes('351:16'));
    expect(story(client, id).slice(-2)).toEqual(['352:7', '351:16']);
  });

  it('are cancelled for real when the exchange says so; twice fails without ending anything', async () => {
    const { client, base, brokerage, scope } = await openDesk();
    const { basket_id: id } = await place(client, { ...base, price_type: 1, price: price(brokerage, -20) });
    await client.ask('RequestCancelOrder', { ...scope, basket_id: id });
    await client.until(() => story(client, id).includes('351:15'));
    expect(story(client, id).slice(-6)).toEqual(['351:3', '351:6', '351:9', '351:12', '352:3', '351:15']);
    await client.ask('RequestCancelOrder', { ...scope, basket_id: id });
    await client.until(() => story(client, id).includes('352:8'));
    expect(brokerage.truth.orders[0]?.status).toBe('cancelled');
  });

  it('stops wait as “trigger pending”, never as open, until they trigger', async () => {
    const { client, base, brokerage } = await openDesk();
    const trigger = price(brokerage, 20);
    const { basket_id: id } = await place(client, { ...base, price_type: 4, trigger_price: trigger });
    await client.until(() => story(client, id).includes('351:18'));
    expect(story(client, id)).not.toContain('351:13');
    brokerage.feeds.get('ESZ6')?.moveTo(String(trigger));
    await client.until(() => story(client, id).includes('351:15'));
    expect(story(client, id).slice(6, 8)).toEqual(['352:4', '351:13']);
  });

  it('trailing stops follow the market and never go back', async () => {
    const { client, base, brokerage } = await openDesk();
    const start = price(brokerage, 0);
    const trailing = { trailing_stop: true, trail_by_ticks: 10, trail_by_price_id: 1 };
    const stop = { ...base, price_type: 4, trigger_price: start - 2.5, transaction_type: 2, ...trailing };
    const { basket_id: id } = await place(client, stop);
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 5));
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 3));
    await client.until(() => story(client, id).includes('351:14'));
    expect(brokerage.truth.orders[0]?.stopPrice).toBe(String(start + 2.5));
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 2.25));
    await client.until(() => story(client, id).includes('351:15'));
  });

  it('if touched: wait on the other side of the market', async () => {
    const { client, base, brokerage } = await openDesk();
    const below = price(brokerage, -12);
    const { basket_id: id } = await place(client, { ...base, price_type: 5, trigger_price: below });
    await client.until(() => story(client, id).includes('351:18'));
    brokerage.feeds.get('ESZ6')?.moveTo(String(below));
    await client.until(() => story(client, id).includes('351:15'));
  });

  it('are all cancelled at once, those of other logins too', async () => {
    const { client, base, brokerage, scope } = await openDesk();
    const other = await loggedIn(brokerage, 'order', brokerage.credentials.second);
    await place(other, { ...base, price_type: 1, price: price(brokerage, -20) });
    await place(client, { ...base, price_type: 4, trigger_price: price(brokerage, 20) });
    await client.ask('RequestCancelAllOrders', { ...scope, user_type: 3 });
    expect(brokerage.truth.orders.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('brackets', () => {
  const exits = {
    user_type: 3,
    bracket_type: 6,
    target_quantity: [2],
    target_ticks: [8],
    stop_quantity: [2],
    stop_ticks: [12],
  };
  const childrenOf = (client: ProtocolClient, id: unknown) => [
    ...new Set(
      client.pushes
        .filter(({ fields }) => fields.original_basket_id === id)
        .map(({ fields }) => fields.basket_id),
    ),
  ];

  async function entered(more: Fields = {}) {
    const desk = await openDesk();
    const start = price(desk.brokerage, -1);
    const entry = { ...desk.base, price_type: 1, price: start, user_tag: 'entry', ...exits, ...more };
    const { basket_id: id } = await place(desk.client, entry, 'RequestBracketOrder');
    return { ...desk, id, start };
  }

  it('have children once the entry fills: linked, without a tag, in ticks from the fill', async () => {
    const { client, brokerage, id, start } = await entered();
    await client.until(() => story(client, id).includes('351:13'));
    expect(childrenOf(client, id)).toEqual([]);
    brokerage.cross('ESZ6', 'sell', String(start), '2');
    await client.until(() => childrenOf(client, id).length === 2);
    const [stop, target] = childrenOf(client, id);
    const first = (child: unknown) =>
      client.heard('ExchangeOrderNotification').find((one) => one.basket_id === child);
    expect(first(stop)).toMatchObject({ price_type: 4, trigger_price: start - 3, transaction_type: 2 });
    expect(first(target)).toMatchObject({ price_type: 1, price: start + 2, quantity: 2 });
    expect(first(target)?.user_tag).toBeUndefined();
    expect(first(target)?.linked_basket_ids).toBe(stop);
    expect(client.heard('BracketUpdates').at(-1)).toMatchObject({
      basket_id: id,
      stop_ticks: 12,
      stop_quantity_released: 2,
      target_ticks: 8,
    });
  });

  it('grow with an entry that fills in parts, and shrink each other', async () => {
    const { client, brokerage, id, start } = await entered();
    const market = brokerage.exchange.market('ESZ6');
    brokerage.cross('ESZ6', 'sell', String(start), '1');
    await client.until(() => childrenOf(client, id).length === 2);
    const open = () =>
      brokerage.truth.orders.filter(({ status }) => status === 'open' || status === 'partial');
    expect(open().map(({ quantity }) => quantity)).toEqual(['2', '1', '1']);
    market.setCrowd('sell', market.spec.tick.times(0).plus(start), market.spec.step);
    brokerage.cross('ESZ6', 'sell', String(start), '1');
    await client.until(
      () =>
        open()
          .map(({ quantity }) => quantity)
          .join() === '2,2',
    );
    brokerage.cross('ESZ6', 'buy', String(start + 2), '1');
    await client.until(
      () =>
        open()
          .map(({ quantity }) => quantity)
          .join() === '1,2',
    );
    brokerage.cross('ESZ6', 'buy', String(start + 2), '1');
    await client.until(() => open().length === 0);
    expect(brokerage.account().positions()).toEqual([]);
  });

  it('must add up, or the bracket system refuses', async () => {
    const { client, base } = await openDesk();
    const entry = { ...base, price_type: 2, ...exits };
    for (const change of [{ stop_quantity: [1] }, { bracket_type: 4 }, { target_ticks: [] }]) {
      const answer = await client.answer('RequestBracketOrder', { ...entry, ...change });
      expect((answer.rp_code as string[])[1]).toBe('The bracket order management system rejected request');
    }
  });

  it('with an order operation type the exits silently never come', async () => {
    const { client, brokerage, id, start } = await entered({ order_operation_type: 'OCA' });
    brokerage.cross('ESZ6', 'sell', String(start), '2');
    await client.until(() => story(client, id).includes('351:15'));
    await client.ask('RequestHeartbeat');
    expect(childrenOf(client, id)).toEqual([]);
  });

  it('move level by level, one change at a time', async () => {
    const { client, key, brokerage, id, start } = await entered();
    brokerage.cross('ESZ6', 'sell', String(start), '2');
    await client.until(() => childrenOf(client, id).length === 2);
    const move = { ...key, basket_id: id, level: 12, stop_ticks: 4 };
    expect(await client.answer('RequestUpdateStopBracketLevel', move)).toMatchObject({ rp_code: ['0'] });
    const again = await client.answer('RequestUpdateStopBracketLevel', { ...move, level: 4, stop_ticks: 5 });
    expect((again.rp_code as string[])[1]).toBe('Atomic order operation in progress');
    expect(brokerage.truth.orders.map(({ stopPrice }) => stopPrice)).toContain(String(start - 1));
    const rows = await client.rows('RequestShowBracketStops', key);
    expect(rows).toMatchObject([{ basket_id: id, stop_ticks: '4', stop_quantity: '2' }]);
  });

  it('break even and trail', async () => {
    const { client, brokerage, id, start } = await entered({
      target_ticks: [200],
      break_even_trigger_ticks: 4,
      break_even_ticks: 1,
      trailing_stop_trigger_ticks: 20,
    });
    brokerage.cross('ESZ6', 'sell', String(start), '2');
    await client.until(() => childrenOf(client, id).length === 2);
    const stop = () => brokerage.truth.orders.find(({ kind }) => kind === 'stop')?.stopPrice;
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 1));
    await client.until(() => stop() === String(start + 0.25));
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 10));
    await client.until(() => stop() === String(start + 7));
    brokerage.feeds.get('ESZ6')?.moveTo(String(start + 8));
    expect(stop()).toBe(String(start + 7));
  });

  it('survive an exit of the position', async () => {
    const { client, scope, brokerage, id, start } = await entered();
    brokerage.cross('ESZ6', 'sell', String(start), '2');
    await client.until(() => childrenOf(client, id).length === 2);
    const half = await client.answer('RequestExitPosition', { ...scope, symbol: 'ESZ6' });
    expect((half.rp_code as string[])[0]).toBe('7');
    await client.ask('RequestExitPosition', { ...scope, ...es });
    expect(brokerage.account().positions()).toEqual([]);
    const left = brokerage.truth.orders.filter(({ status }) => status === 'open');
    expect(left).toHaveLength(2);
  });
});

describe('pairs', () => {
  const pair = (base: Fields, brokerage: RithmicExchange) => ({
    fcm_id: base.fcm_id,
    ib_id: base.ib_id,
    account_id: base.account_id,
    user_tag: ['a', 'b'],
    symbol: ['ESZ6', 'ESZ6'],
    exchange: ['CME', 'CME'],
    quantity: [1, 1],
    price: [price(brokerage, -10), 0],
    trigger_price: [0, price(brokerage, 10)],
    transaction_type: [1, 1],
    duration: [1, 1],
    price_type: [1, 4],
    trade_route: [base.trade_route, base.trade_route],
    manual_or_auto: [2, 2],
  });

  it('one cancels the other, and each keeps its name', async () => {
    const { client, base, brokerage } = await openDesk();
    const [row] = await client.rows('RequestOCOOrder', pair(base, brokerage));
    expect(row?.basket_id).toHaveLength(2);
    expect(row?.user_tag).toEqual(['a', 'b']);
    brokerage.feeds.get('ESZ6')?.moveTo(String(price(brokerage, 10)));
    await client.ask('RequestHeartbeat');
    const states = Object.fromEntries(
      brokerage.truth.orders.map(({ clientId, status }) => [clientId, status]),
    );
    expect(states).toEqual({ a: 'expired', b: 'filled' });
  });

  it('lists of different lengths are refused', async () => {
    const { client, base, brokerage } = await openDesk();
    const answer = await client.answer('RequestOCOOrder', { ...pair(base, brokerage), price: [1] });
    expect((answer.rp_code as string[])[0]).toBe('7');
  });

  it('orders can be linked afterwards', async () => {
    const { client, base, brokerage } = await openDesk();
    const at = (ticks: number) => ({ ...base, quantity: 1, price_type: 1, price: price(brokerage, ticks) });
    const { basket_id: one } = await place(client, at(-10));
    const { basket_id: two } = await place(client, at(-20));
    const both = (value: unknown) => [value, value];
    await client.ask('RequestLinkOrders', {
      fcm_id: both(base.fcm_id),
      ib_id: both(base.ib_id),
      account_id: both(base.account_id),
      basket_id: [one, two],
    });
    brokerage.cross('ESZ6', 'sell', String(price(brokerage, -10)), '1');
    await client.until(() => story(client, two).includes('351:15'));
    expect(brokerage.truth.orders.map(({ status }) => status)).toEqual(['filled', 'cancelled']);
  });
});

describe('orders that wait for something', () => {
  it('go out once another market has been there, and not before', async () => {
    const { client, base, brokerage } = await openDesk();
    const touched = price(brokerage, 8);
    const condition = {
      if_touched_symbol: 'ESZ6',
      if_touched_exchange: 'CME',
      if_touched_condition: 4,
      if_touched_price_field: 3,
      if_touched_price: touched,
    };
    const { basket_id: id } = await place(client, { ...base, price_type: 2, ...condition });
    await client.until(() => story(client, id).includes('351:18'));
    expect(brokerage.truth.orders).toEqual([]);
    brokerage.feeds.get('ESZ6')?.moveTo(String(touched));
    await client.until(() => story(client, id).includes('351:15'));
    expect(brokerage.truth.orders).toMatchObject([{ status: 'filled' }]);
  });

  it('or once their time has come; and are cancelled when they said', async () => {
    const { client, base, brokerage, scope } = await openDesk();
    const soon = brokerage.clock.now() + 60;
    const time = { release_at_ssboe: Math.floor(soon / 1000), release_at_usecs: (soon % 1000) * 1000 };
    const { basket_id: id } = await place(client, { ...base, price_type: 2, ...time });
    expect(brokerage.truth.orders).toEqual([]);
    await client.until(() => story(client, id).includes('351:15'));
    const away = { ...base, price_type: 1, price: price(brokerage, -50) };
    const { basket_id: later } = await place(client, { ...away, release_at_ssboe: 2_000_000_000 });
    await client.ask('RequestCancelOrder', { ...scope, basket_id: later });
    await client.until(() => story(client, later).includes('352:3'));
    const { basket_id: gone } = await place(client, { ...away, cancel_after_secs: 0 });
    await client.until(() => story(client, gone).includes('352:3'));
  });
});

describe('newer servers', () => {
  it('send templates, fields and kinds that nobody knows beside the known ones', async () => {
    const { client, base, brokerage } = await openDesk();
    Object.assign(brokerage.manners, { sendsStrangers: true, hasUnknownFields: true, templateId: 'last' });
    const { basket_id: id } = await place(client, { ...base, price_type: 2 });
    await client.until(() => story(client, id).includes('351:15'));
    expect(story(client, id)).toContain('351:77');
    expect(client.pushes.some(({ name }) => name === 'unknown')).toBe(true);
  });
});
