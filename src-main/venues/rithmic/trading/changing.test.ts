import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderTerms } from '../../../../src-shared/domain/order.ts';
import { account, exchangeSays, intent, rithmicSays } from './testing/desk.ts';

import { second, sent, start } from './testing/session.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('changes', () => {
  async function resting(terms: OrderTerms = { type: 'stop', triggerPrice: '4510', trailTicks: 8 }) {
    const { desk } = await sent(terms, { origin: 'automated' });
    desk.order.push(
      rithmicSays({
        basket_id: '900',
        user_tag: 'ours1',
        notify_type: 13,
        quantity: 2,
        price_type: 4,
        trigger_price: 4510,
        ssboe: second,
      }),
    );
    const order = { account, instrument: intent().instrument, clientOrderId: 'ours1' as ClientOrderId };
    return { desk, order };
  }

  test('restate the whole order', async () => {
    const { desk, order } = await resting();
    const terms: OrderTerms = { type: 'stop', triggerPrice: '4512', trailTicks: 6 };
    expect(await desk.trading.modify(order, { quantity: '3', terms })).toEqual({ outcome: 'acknowledged' });
    expect(desk.order.requests('RequestModifyOrder')).toEqual([
      {
        fcm_id: 'F2',
        ib_id: 'I2',
        account_id: 'A1',
        basket_id: '900',
        symbol: 'ESZ6',
        exchange: 'CME',
        quantity: 3,
        price_type: 4,
        trigger_price: 4512,
        trailing_stop: true,
        trail_by_ticks: 6,
        manual_or_auto: 2,
      },
    ]);
  });

  test('wait while Rithmic is busy with the one before, one at a time, and give up in the end', async () => {
    const { desk, order } = await resting();
    const busy = {
      outcome: 'answered',
      code: '5',
      text: 'Atomic order operation in progress',
      frames: [],
    } as const;
    const done = { outcome: 'answered', code: '0', text: '', frames: [] } as const;
    desk.order.acts('RequestModifyOrder', busy, busy, done);
    const terms: OrderTerms = { type: 'stop', triggerPrice: '4512', trailTicks: 6 };
    const first = desk.trading.modify(order, { quantity: '3', terms });
    const second = desk.trading.modify(order, { quantity: '4', terms });
    await vi.advanceTimersByTimeAsync(5000);
    expect([await first, await second]).toEqual([{ outcome: 'acknowledged' }, { outcome: 'acknowledged' }]);
    expect(desk.order.requests('RequestModifyOrder').map(({ quantity }) => quantity)).toEqual([3, 3, 3, 4]);
    desk.order.acts('RequestModifyOrder', busy);
    const never = desk.trading.modify(order, { quantity: '5', terms });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await never).toMatchObject({ outcome: 'rejected', code: 'change-in-progress' });
  });

  test('cancel by either name, and nothing that has ended', async () => {
    const { desk, order } = await resting();
    expect(await desk.trading.cancel(order)).toEqual({ outcome: 'acknowledged' });
    expect(desk.order.requests('RequestCancelOrder')).toEqual([
      { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1', basket_id: '900', manual_or_auto: 2 },
    ]);
    desk.order.push(exchangeSays({ basket_id: '900', notify_type: 3, ssboe: second + 5 }));
    expect(await desk.trading.cancel({ ...order, venueOrderId: '900' })).toMatchObject({
      code: 'local:ended',
    });
    expect(desk.order.requests('RequestCancelOrder')).toHaveLength(1);
  });

  test('cancel everything of the account, and close one position by both of its names', async () => {
    const { desk } = await resting();
    expect(await desk.trading.cancelAll(account)).toEqual({ outcome: 'acknowledged' });
    expect(desk.order.requests('RequestCancelAllOrders')).toEqual([
      { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1', user_type: 3, manual_or_auto: 1 },
    ]);
    expect(await desk.trading.exitPosition?.(account, intent().instrument, 'manual')).toEqual({
      outcome: 'acknowledged',
    });
    expect(desk.order.requests('RequestExitPosition')).toEqual([
      { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1', symbol: 'ESZ6', exchange: 'CME', manual_or_auto: 1 },
    ]);
    const foreign = instrumentId('CME_TEST:ESZ6');
    expect(await desk.trading.exitPosition?.(account, foreign, 'manual')).toMatchObject({
      code: 'local:instrument',
    });
  });
});
