import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BracketIntent, ClientOrderId } from '../../../../src-shared/domain/order.ts';
import { account, exchangeSays, intent, openDesk, rithmicSays } from './testing/desk.ts';
import { told } from './testing/fake-plant.ts';

import { loggedIn, second, shared, start } from './testing/session.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('brackets and pairs', () => {
  const bracket: BracketIntent<'live'> = {
    ...intent({ terms: { type: 'market' }, quantity: '3' }),
    targets: [
      { quantity: '1', ticks: 8 },
      { quantity: '2', ticks: 16 },
    ],
    stops: [{ quantity: '3', ticks: 10 }],
    trailAfterTicks: 6,
    breakEven: { afterTicks: 5, ticks: 1 },
  };

  async function entered(intended: BracketIntent<'live'> = bracket) {
    const desk = await loggedIn();
    desk.order.acts('RequestBracketOrder', {
      outcome: 'answered',
      code: '0',
      text: '',
      frames: [told('ResponseBracketOrder', { rp_code: ['0'], basket_id: '500' })],
    });
    const outcome = await desk.trading.placeBracket?.(intended);
    return { desk, outcome };
  }

  const entryFill = exchangeSays({
    basket_id: '500',
    user_tag: 'ours1',
    notify_type: 5,
    fill_id: 'e',
    fill_size: 3,
    fill_price: 4500,
    quantity: 3,
    total_fill_size: 3,
    ssboe: second,
  });
  const child = (basket_id: string, price_type: number) =>
    rithmicSays({
      basket_id,
      original_basket_id: '500',
      notify_type: 13,
      quantity: 3,
      price_type,
      price: 4502,
      trigger_price: 4497.5,
      transaction_type: 2,
      ssboe: second + 1,
    });

  test('are written with static types that match their legs, and no order operation', async () => {
    const { desk, outcome } = await entered();
    expect(outcome).toMatchObject({ outcome: 'acknowledged', venueOrderId: '500' });
    const [fields] = desk.order.requests('RequestBracketOrder');
    expect(fields).toEqual({
      ...shared,
      quantity: 3,
      price_type: 2,
      user_type: 3,
      bracket_type: 6,
      target_quantity: [1, 2],
      target_ticks: [8, 16],
      stop_quantity: [3],
      stop_ticks: [10],
      trailing_stop_trigger_ticks: 6,
      trailing_stop_by_last_trade_price: true,
      break_even_ticks: 1,
      break_even_trigger_ticks: 5,
    });
    const { trailAfterTicks: _, breakEven: __, ...plain } = bracket;
    expect(
      (await entered({ ...plain, targets: [] })).desk.order.requests('RequestBracketOrder')[0],
    ).toMatchObject({
      bracket_type: 4,
    });
    expect(
      (await entered({ ...plain, stops: [] })).desk.order.requests('RequestBracketOrder')[0],
    ).toMatchObject({
      bracket_type: 5,
    });
  });

  test.each([
    ['legs that do not come to the entry', { targets: [{ quantity: '1', ticks: 8 }] }],
    ['no leg', { targets: [], stops: [] }],
    ['a leg at the entry', { stops: [{ quantity: '3', ticks: 0 }] }],
    ['a trail without a stop', { stops: [] }],
    ['half ticks', { trailAfterTicks: 1.5 }],
    [
      'too many legs',
      { targets: Array.from({ length: 7 }, () => ({ quantity: '1', ticks: 3 })), quantity: '7', stops: [] },
    ],
  ])('are refused here with %s', async (_what, change) => {
    const { desk, outcome } = await entered({ ...bracket, ...change });
    expect(outcome).toMatchObject({ outcome: 'rejected', code: 'local:bracket' });
    expect(desk.order.requests('RequestBracketOrder')).toEqual([]);
  });

  test('give their exits the entry as parent, and raise no alarm when these come', async () => {
    const { desk } = await entered();
    desk.order.push(entryFill, child('501', 1), child('502', 4));
    expect(desk.heard.orders.filter(({ parentOrderId }) => parentOrderId === '500')).toMatchObject([
      { venueOrderId: '501', side: 'sell', state: 'open', terms: { type: 'limit', limitPrice: '4502' } },
      { venueOrderId: '502', terms: { type: 'stop', triggerPrice: '4497.5' } },
    ]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.troubles).toEqual([]);
  });

  test('are not taken for their entry where they carry its name as well', async () => {
    const { desk } = await entered();
    const tagged = told('RithmicOrderNotification', {
      ...child('502', 4).fields,
      user_tag: 'ours1',
    } as never);
    desk.order.push(entryFill, tagged);
    const exit = desk.heard.orders.find(({ venueOrderId }) => venueOrderId === '502');
    expect(exit).toMatchObject({ parentOrderId: '500' });
    expect(exit).not.toHaveProperty('clientOrderId');
    const entry = { account, instrument: bracket.instrument, clientOrderId: bracket.clientOrderId };
    desk.order.acts('RequestCancelOrder', { outcome: 'answered', code: '0', text: '', frames: [] });
    await desk.trading.moveBracketLeg?.(entry, { leg: 'stop', fromTicks: 10, toTicks: 6 });
    expect(desk.order.requests('RequestUpdateStopBracketLevel')).toMatchObject([{ basket_id: '500' }]);
    const stopFill = exchangeSays({
      basket_id: '502',
      user_tag: 'ours1',
      original_basket_id: '500',
      notify_type: 5,
      fill_id: 's',
      fill_size: 3,
      fill_price: 4497.5,
      transaction_type: 2,
      ssboe: second + 2,
    });
    desk.order.push(stopFill);
    expect(desk.heard.fills.at(-1)).toMatchObject({ venueOrderId: '502', tradeId: 's' });
    expect(desk.heard.fills.at(-1)).not.toHaveProperty('clientOrderId');
  });

  const held = (net_quantity: number) =>
    told('InstrumentPnLPositionUpdate', {
      fcm_id: 'F2',
      ib_id: 'I2',
      account_id: 'A1',
      symbol: 'ESZ6',
      exchange: 'CME',
      net_quantity,
      ssboe: second,
      usecs: 0,
    });

  async function protectedPosition() {
    const { desk } = await entered();
    desk.order.push(entryFill);
    desk.order.push(child('501', 1));
    desk.order.push(child('502', 4));
    desk.pnl.push(held(3));
    expect(await desk.trading.exitPosition?.(account, bracket.instrument, 'manual')).toEqual({
      outcome: 'acknowledged',
    });
    return desk;
  }

  test('protect their position until it is closed, and are cancelled then', async () => {
    const desk = await protectedPosition();
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.order.requests('RequestCancelOrder')).toEqual([]);
    desk.pnl.push(held(0));
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.order.requests('RequestCancelOrder').map(({ basket_id }) => basket_id)).toEqual([
      '501',
      '502',
    ]);
    expect(desk.troubles).toEqual([]);
  });

  test('are left and told of where a position is not known to be closed', async () => {
    const desk = await protectedPosition();
    await vi.advanceTimersByTimeAsync(40_000);
    expect(desk.order.requests('RequestCancelOrder')).toEqual([]);
    expect(desk.troubles).toEqual([expect.stringMatching(/CME:ESZ6.*left as they are/)]);
  });

  test('raise an alarm when an entry is filled and no exit has come within two seconds', async () => {
    const { desk } = await entered();
    desk.order.push(entryFill);
    await vi.advanceTimersByTimeAsync(1900);
    expect(desk.troubles).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(desk.troubles).toEqual([expect.stringMatching(/no stop.*500.*CME:ESZ6/)]);
  });

  test('raise it as well when only the target has come', async () => {
    const { desk } = await entered();
    desk.order.push(entryFill, child('501', 1));
    await vi.advanceTimersByTimeAsync(2100);
    expect(desk.troubles).toEqual([expect.stringMatching(/only the target/)]);
  });

  test('of an earlier run raise it for their entries only, also where exits are listed without one', async () => {
    const desk = openDesk();
    const listed = (basket_id: string, fields: Parameters<typeof rithmicSays>[0]) =>
      rithmicSays({
        ...{ basket_id, is_snapshot: true, notify_type: 13, quantity: 1, price_type: 1, price: 4500 },
        ...{ ssboe: second, bracket_type: 6, ...fields },
      });
    desk.order.answers('RequestShowOrders', () => {
      desk.order.push(
        listed('600', {}),
        listed('701', { transaction_type: 2, linked_basket_ids: '701, 702' }),
        listed('702', { transaction_type: 2, linked_basket_ids: '701, 702' }),
        listed('800', { bracket_type: 99 }),
      );
      return [];
    });
    desk.order.ready();
    desk.pnl.ready();
    await vi.advanceTimersByTimeAsync(2000);
    for (const basket_id of ['600', '701', '702', '800']) {
      const fill = { notify_type: 5, fill_id: basket_id, fill_size: 1, fill_price: 4500, total_fill_size: 1 };
      desk.order.push(exchangeSays({ basket_id, quantity: 1, ssboe: second + 1, ...fill }));
    }
    await vi.advanceTimersByTimeAsync(2100);
    expect(desk.troubles).toEqual([expect.stringMatching(/no stop.*entry 600/)]);
  });

  test('have their levels moved one after the other', async () => {
    const { desk } = await entered();
    const entry = { account, instrument: bracket.instrument, clientOrderId: bracket.clientOrderId };
    desk.order.acts(
      'RequestUpdateStopBracketLevel',
      { outcome: 'answered', code: '5', text: 'Atomic order operation in progress', frames: [] },
      { outcome: 'answered', code: '0', text: '', frames: [] },
    );
    const stop = desk.trading.moveBracketLeg?.(entry, { leg: 'stop', fromTicks: 10, toTicks: 6 });
    const target = desk.trading.moveBracketLeg?.(entry, { leg: 'target', fromTicks: 8, toTicks: 12 });
    await vi.advanceTimersByTimeAsync(3000);
    expect([await stop, await target]).toEqual([{ outcome: 'acknowledged' }, { outcome: 'acknowledged' }]);
    const own = { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1', basket_id: '500' };
    expect(desk.order.asked.slice(-3)).toEqual([
      { name: 'RequestUpdateStopBracketLevel', fields: { ...own, level: 10, stop_ticks: 6 } },
      { name: 'RequestUpdateStopBracketLevel', fields: { ...own, level: 10, stop_ticks: 6 } },
      { name: 'RequestUpdateTargetBracketLevel', fields: { ...own, level: 8, target_ticks: 12 } },
    ]);
  });

  test('a pair has each field once for each leg', async () => {
    const desk = await loggedIn();
    desk.order.acts('RequestOCOOrder', {
      outcome: 'answered',
      code: '0',
      text: '',
      frames: [
        told('ResponseOCOOrder', {
          rp_code: ['0'],
          basket_id: ['1', '2'],
          user_tag: ['t', 's'],
          ssboe: [second, second],
        }),
      ],
    });
    const { account: key, instrument, quantity, origin } = intent();
    const outcome = await desk.trading.placeOco({
      ...{ account: key, instrument, quantity, origin, side: 'sell' },
      target: { clientOrderId: 't' as ClientOrderId, limitPrice: '4510' },
      stop: { clientOrderId: 's' as ClientOrderId, triggerPrice: '4490' },
    });
    expect(outcome).toEqual({ outcome: 'acknowledged', venueOrderIds: ['1', '2'], time: start });
    expect(desk.order.requests('RequestOCOOrder')).toEqual([
      {
        fcm_id: 'F2',
        ib_id: 'I2',
        account_id: 'A1',
        user_tag: ['t', 's'],
        symbol: ['ESZ6', 'ESZ6'],
        exchange: ['CME', 'CME'],
        quantity: [2, 2],
        price: [4510, 0],
        trigger_price: [0, 4490],
        transaction_type: [2, 2],
        duration: [2, 2],
        price_type: [1, 4],
        trade_route: ['globex', 'globex'],
        manual_or_auto: [1, 1],
      },
    ]);
  });
});
