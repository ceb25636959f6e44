import { describe, expect, it } from 'vitest';
import type { Fields } from './fields.ts';
import type { RithmicExchange } from './rithmic-exchange.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';
import type { ProtocolClient } from './testing/protocol-client.ts';

const es = { symbol: 'ESZ6', exchange: 'CME' };
const evaluation = 'EVAL-50K-117';

async function open(accountId = evaluation, options: Parameters<typeof openBrokerage>[0] = {}) {
  const brokerage = openBrokerage({ profitThrottleMs: 0, ...options });
  const [orders, profit] = [await loggedIn(brokerage, 'order'), await loggedIn(brokerage, 'pnl')];
  const account = brokerage.account(accountId);
  const { key } = account;
  const buy = (quantity: number, side = 1) =>
    orders.ask('RequestNewOrder', {
      ...key,
      ...es,
      quantity,
      trade_route: `${key.fcm_id.toLowerCase()}-cme`,
      manual_or_auto: 2,
      duration: 1,
      transaction_type: side,
      price_type: 2,
    });
  return { brokerage, orders, profit, account, key, buy };
}

async function lastMoney(client: ProtocolClient, key: Fields): Promise<Fields> {
  client.pushes.length = 0;
  await client.ask('RequestPnLPositionSnapshot', key);
  return client.heard('AccountPnLPositionUpdate').at(-1) ?? {};
}

function moveBy(brokerage: RithmicExchange, ticks: number): void {
  const last = brokerage.exchange.market('ESZ6').lastPrice.toNumber();
  brokerage.feeds.get('ESZ6')?.moveTo(String(last + ticks * 0.25));
}

describe('accounts', () => {
  it('tell their own firm, their limits and their floor', async () => {
    const { orders } = await open();
    expect(await orders.answer('RequestLoginInfo')).toMatchObject({
      fcm_id: 'SIMFCM',
      user_type: 3,
      op_max_session_count: 2,
    });
    const rows = await orders.rows('RequestAccountList', { fcm_id: 'SIMFCM', ib_id: 'SIMIB', user_type: 3 });
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({
      account_id: evaluation,
      fcm_id: 'PROPFCM',
      account_auto_liquidate: 'enabled',
      auto_liq_threshold_current_value: '47500.00',
    });
    expect(rows[2]).toMatchObject({ auto_liq_threshold_current_value: '', loss_limit: '' });
    const limits = await orders.rows('RequestAccountRmsInfo', {
      fcm_id: 'SIMFCM',
      ib_id: 'SIMIB',
      user_type: 3,
    });
    expect(limits[1]).toMatchObject({
      auto_liquidate: 1,
      auto_liquidate_threshold: 2500,
      auto_liquidate_max_min_account_balance: 50_100,
      max_order_quantity: 10,
    });
  });

  it('those of one system know nothing of another’s', async () => {
    const { brokerage, buy } = await open();
    await buy(2);
    expect(brokerage.positions(evaluation)).toHaveLength(1);
    expect(brokerage.positions(evaluation, 'Apex')).toEqual([]);
  });
});

describe('profit and loss', () => {
  it('money is text, positions partly numbers, and both follow the price by the point’s worth', async () => {
    const { brokerage, profit, account, key, buy } = await open('CASH-9');
    await buy(2);
    const [{ entryPrice = '' } = {}] = brokerage.positions('CASH-9');
    brokerage.feeds.get('ESZ6')?.moveTo(String(Number(entryPrice) + 10));
    const money = await lastMoney(profit, key);
    expect(money).toMatchObject({
      is_snapshot: true,
      account_balance: '25997.92',
      open_position_pnl: '1000.00',
      day_pnl: '1000.00',
      min_margin_balance: '',
      percent_maximum_allowable_loss: '',
      net_quantity: 2,
    });
    expect(profit.heard('InstrumentPnLPositionUpdate')).toMatchObject([
      {
        symbol: 'ESZ6',
        net_quantity: 2,
        avg_open_fill_price: Number(entryPrice),
        open_position_pnl: '1000.00',
        day_open_pnl: 1000,
      },
    ]);
    await buy(2, 2);
    expect(brokerage.positions('CASH-9')).toEqual([]);
    expect(account.balance.toFixed()).toBe((await lastMoney(profit, key)).account_balance);
  });

  it('is pushed after every change, the flat position included', async () => {
    const { profit, key, buy } = await open('CASH-9');
    await profit.ask('RequestPnLPositionUpdates', { ...key, request: 1 });
    await buy(1);
    await profit.until(() => profit.heard('InstrumentPnLPositionUpdate').at(-1)?.net_quantity === 1);
    await buy(1, 2);
    await profit.until(() => profit.heard('InstrumentPnLPositionUpdate').at(-1)?.net_quantity === 0);
    await profit.ask('RequestPnLPositionUpdates', { ...key, request: 2 });
    profit.pushes.length = 0;
    await buy(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(profit.pushes).toEqual([]);
  });
});

describe('the broker’s floor', () => {
  it('rises with the best value, stays there, and stops at its highest level', async () => {
    const { brokerage, orders, account, key, buy } = await open();
    await orders.ask('RequestAccountRmsUpdates', { ...key, request: 'subscribe', update_bits: 1 });
    await buy(2);
    const updates = () => orders.heard('AccountRmsUpdates');
    moveBy(brokerage, 40);
    await orders.until(() => updates().length > 0);
    const level = Number(updates().at(-1)?.auto_liq_threshold_current_value);
    expect(level).toBeGreaterThan(47_500);
    expect(Number(updates().at(-1)?.auto_liq_peak_account_balance) - 2500).toBeCloseTo(level, 2);
    moveBy(brokerage, -20);
    await orders.ask('RequestHeartbeat');
    expect(account.floor?.toNumber()).toBe(level);
    moveBy(brokerage, 400);
    await orders.until(() => account.floor?.toFixed() === '50100');
    expect(updates().at(-1)?.auto_liq_threshold_current_value).toBe('50100.00');
  });

  it('without bits nothing streams', async () => {
    const { brokerage, orders, key, buy } = await open();
    await orders.ask('RequestAccountRmsUpdates', { ...key, request: 'subscribe' });
    await buy(2);
    moveBy(brokerage, 40);
    await orders.ask('RequestHeartbeat');
    expect(orders.heard('AccountRmsUpdates')).toEqual([]);
  });

  it('really liquidates: orders and positions are gone, and the account is closed', async () => {
    const { brokerage, orders, account, key, buy } = await open();
    await orders.ask('RequestSubscribeForOrderUpdates', key);
    await buy(4);
    const rest = {
      ...key,
      ...es,
      quantity: 1,
      trade_route: 'propfcm-cme',
      manual_or_auto: 1,
      duration: 2,
      transaction_type: 1,
      price_type: 1,
      price: brokerage.exchange.market('ESZ6').lastPrice.toNumber() - 200,
    };
    await orders.ask('RequestNewOrder', rest);
    moveBy(brokerage, -60);
    await orders.until(() => account.liquidations === 1);
    expect(brokerage.positions(evaluation)).toEqual([]);
    expect(brokerage.truth.orders.filter(({ status }) => status === 'open')).toEqual([]);
    expect(account.value.toNumber()).toBeLessThan(48_000);
    const answer = await orders.answer('RequestNewOrder', rest);
    expect(answer.rp_code).toEqual(['1020', 'account is disabled for trading']);
    const exits = orders.heard('ExchangeOrderNotification').filter((one) => one.user_id === 'RISK');
    expect(exits.some((one) => one.notify_type === 5)).toBe(true);
  });
});

describe('lists of orders', () => {
  async function traded() {
    const desk = await open('CASH-9');
    await desk.buy(2);
    await desk.buy(1, 2);
    const resting = {
      ...desk.key,
      ...es,
      quantity: 1,
      trade_route: 'simfcm-cme',
      manual_or_auto: 1,
      duration: 2,
      transaction_type: 1,
      price_type: 1,
      price: desk.brokerage.exchange.market('ESZ6').lastPrice.toNumber() - 100,
    };
    await desk.orders.ask('RequestNewOrder', { ...resting, user_tag: 'rests' });
    desk.orders.pushes.length = 0;
    const now = Math.floor(desk.brokerage.clock.now() / 1000);
    return { ...desk, now };
  }

  it('working orders come as snapshots before the end, or a moment after it', async () => {
    const { orders, key, brokerage } = await traded();
    await orders.ask('RequestShowOrders', key);
    expect(orders.heard('ExchangeOrderNotification')).toMatchObject([
      { is_snapshot: true, user_tag: 'rests', status: 'open', total_unfilled_size: 1 },
    ]);
    orders.pushes.length = 0;
    brokerage.manners.snapshotsTrailMs = 30;
    await orders.ask('RequestShowOrders', key);
    expect(orders.pushes).toEqual([]);
    await orders.until(() => orders.pushes.length === 1);
  });

  it('fills are told by three lists under one name', async () => {
    const { orders, key, now, brokerage } = await traded();
    const names = (fields: Fields[]) =>
      fields.filter((one) => one.fill_id !== undefined).map((one) => one.fill_id);
    const replay = { ...key, start_index: now - 60, finish_index: now + 60 };
    await orders.ask('RequestReplayExecutions', replay);
    const replayed = names(orders.heard('ExchangeOrderNotification'));
    expect(replayed.length).toBe(brokerage.fills('CASH-9').length);
    expect(new Set(replayed).size).toBe(replayed.length);
    orders.pushes.length = 0;
    const day = new Date(now * 1000).toISOString().slice(0, 10).replaceAll('-', '');
    await orders.ask('RequestShowOrderHistorySummary', { ...key, date: day });
    expect(names(orders.heard('ExchangeOrderNotification'))).toEqual(replayed);
    const history = { ...replay, index_format: 'ssboe', max_record_count: 10_000 };
    const rows = await orders.rows('RequestShowFillHistory', history);
    expect(names(rows)).toEqual(replayed);
    expect(rows[0]).toMatchObject({ transaction_type: 'BUY', fill_size: expect.any(BigInt) });
    brokerage.manners.leavesOutFillPrice = true;
    const [sparse] = await orders.rows('RequestShowFillHistory', history);
    expect(sparse?.fill_price).toBeUndefined();
    expect(sparse?.price).toBe(rows[0]?.fill_price);
    expect(await orders.rows('RequestShowOrderHistoryDates')).toEqual([
      { user_msg: [expect.any(String)], rq_handler_rp_code: ['0'], date: [day] },
    ]);
  });

  it('fill ids start again with every trading day', async () => {
    const { brokerage, orders, key, buy } = await traded();
    brokerage.clock.offsetMs = 2 * 86_400_000;
    await buy(1, 2);
    const now = Math.floor(brokerage.clock.now() / 1000);
    await orders.ask('RequestReplayExecutions', {
      ...key,
      start_index: now - 10 * 86_400,
      finish_index: now + 1,
    });
    const ids = orders.heard('ExchangeOrderNotification').map((one) => one.fill_id);
    expect(ids.filter((id) => id === '100001')).toHaveLength(2);
  });

  it('late and doubled fills keep their name', async () => {
    const { brokerage, orders, key, buy } = await open('CASH-9');
    await orders.ask('RequestSubscribeForOrderUpdates', key);
    Object.assign(brokerage.manners, { duplicatesFills: true, fillsTrailMs: 20, interleavesPushes: true });
    await buy(1);
    await orders.ask('RequestAccountList', { fcm_id: 'SIMFCM', ib_id: 'SIMIB', user_type: 3 });
    const fills = () => orders.heard('ExchangeOrderNotification').filter((one) => one.notify_type === 5);
    const isComplete = () => orders.heard('RithmicOrderNotification').some((one) => one.notify_type === 15);
    expect([isComplete(), fills().length]).toEqual([true, 0]);
    await orders.until(() => fills().length === 2);
    expect(fills()[0]).toEqual(fills()[1]);
    expect(orders.heard('UserAccountUpdate').length).toBe(3);
  });
});

describe('agreements', () => {
  it('explain why a login is refused, and signing them opens it', async () => {
    const brokerage = openBrokerage();
    const { unsigned } = brokerage.credentials;
    const client = await loggedIn(brokerage, 'repository', unsigned);
    const rows = await client.rows('RequestListUnacceptedAgreements');
    expect(rows).toHaveLength(2);
    const shown = await client.rows('RequestShowAgreement', { agreement_id: rows[0]?.agreement_id });
    expect(Buffer.from(shown[0]?.agreement as Uint8Array).toString()).toContain('Agreement');
    await expect(loggedIn(brokerage, 'ticker', unsigned)).rejects.toThrow('13');
    for (const { agreement_id: id } of rows) {
      const accept = { agreement_id: id, market_data_usage_capacity: 'Non-Professional' };
      await client.ask('RequestAcceptAgreement', accept);
    }
    await loggedIn(brokerage, 'ticker', unsigned);
    expect(await client.answer('RequestListUnacceptedAgreements')).toMatchObject({
      rp_code: ['7', 'no data'],
    });
  });
});
