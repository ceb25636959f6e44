import { describe, expect, test } from 'vitest';
import type { OrderIntent } from '../../src-shared/domain/order.ts';
import { addDecimals } from '../../src-shared/domain/quantity.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { freshId, futuresMarket, limit, placed, stand, states } from './binance-stand.ts';

describe('USD-M futures', () => {
  test('an order opens a position, a reduce-only one closes it, and both are heard of', async () => {
    const { place, trading, account, positions, fills, balances } = await stand('usd-m');
    expect(account.key.account).toMatch(/^\w+:usd-m$/);
    await placed(place({ terms: { type: 'market' }, quantity: '0.05' }));
    await expect.poll(() => positions.at(-1)).toMatchObject({ instrument: futuresMarket, quantity: '0.05' });
    expect(await trading.positions(account.key)).toMatchObject([{ quantity: '0.05' }]);
    await placed(place({ side: 'sell', terms: { type: 'market' }, quantity: '0.05', isReduceOnly: true }));
    await expect.poll(() => positions.at(-1)).toMatchObject({ quantity: '0' });
    expect(await trading.positions(account.key)).toEqual([]);
    await expect.poll(() => balances.find(({ total }) => total.currency === 'USDT')).toBeDefined();
    expect(fills.length).toBeGreaterThan(1);
    expect(fills.every(({ fee }) => fee?.currency === 'USDT')).toBe(true);
    expect(await place({ side: 'sell', isReduceOnly: true, terms: limit('65000') })).toMatchObject({
      outcome: 'rejected',
      code: '-2022',
    });
  });

  test('a limit order is changed in place and cancelled', async () => {
    const { place, trading, account, orders } = await stand('usd-m');
    const clientOrderId = freshId();
    const id = await placed(place({ clientOrderId }));
    const reference = { account: account.key, instrument: futuresMarket, clientOrderId, venueOrderId: id };
    expect(await trading.modify(reference, { quantity: '0.02', terms: limit('50100') })).toEqual({
      outcome: 'acknowledged',
    });
    await expect
      .poll(() => trading.findOrder(reference))
      .toMatchObject({ quantity: '0.02', terms: limit('50100') });
    expect(await trading.cancel(reference)).toEqual({ outcome: 'acknowledged' });
    await expect.poll(() => states(orders, id).at(-1)).toBe('cancelled');
  });

  test('every kind that is offered is taken, conditional ones by the endpoint they moved to', async () => {
    const { place, trading, account, simulator } = await stand('usd-m');
    const until = epochMs(Date.now() + 3_600_000);
    const kinds: Partial<OrderIntent<'live'>>[] = [
      { terms: limit('50000', true) },
      { terms: limit('50000'), duration: { timeInForce: 'gtd', until } },
      { terms: { type: 'stop', triggerPrice: '70000' } },
      { terms: { type: 'stop-limit', triggerPrice: '70000', limitPrice: '70100' } },
      { terms: { type: 'if-touched', triggerPrice: '50000' } },
      { terms: { type: 'limit-if-touched', triggerPrice: '50000', limitPrice: '50100' } },
    ];
    for (const kind of kinds) {
      const id = await placed(place(kind));
      expect(id.startsWith('algo:'), JSON.stringify(kind)).toBe('triggerPrice' in (kind.terms ?? {}));
    }
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.openOrders.map(({ terms }) => terms?.type).toSorted()).toEqual([
      'if-touched',
      'limit',
      'limit',
      'limit-if-touched',
      'stop',
      'stop-limit',
    ]);
    expect(await trading.cancelAll(account.key)).toEqual({ outcome: 'acknowledged' });
    expect((await trading.snapshot(account.key, epochMs(Date.now() - 60_000))).openOrders).toEqual([]);
    expect(simulator.futures.truth.orders.filter(({ status }) => status === 'open')).toEqual([]);
  });

  test('a conditional order keeps its name when its trigger has made another order of it', async () => {
    const { place, trading, account, simulator, orders, fills } = await stand('usd-m');
    const clientOrderId = freshId();
    const id = await placed(
      place({ clientOrderId, terms: { type: 'stop', triggerPrice: '60500' }, quantity: '0.02' }),
    );
    simulator.futures.feeds.get('BTCUSDT')?.moveTo('60600');
    await expect.poll(() => states(orders, id).at(-1), { timeout: 5_000 }).toBe('filled');
    await expect.poll(() => fills.length).toBeGreaterThan(0);
    expect(new Set(fills.map(({ venueOrderId }) => venueOrderId))).toEqual(new Set([id]));
    expect(new Set(orders.map((order) => order.clientOrderId))).toEqual(new Set([clientOrderId]));
    expect(fills.reduce((sum, { quantity }) => addDecimals(sum, quantity), '0')).toBe('0.02');
    const reference = { account: account.key, instrument: futuresMarket, clientOrderId };
    expect(await trading.findOrder(reference)).toMatchObject({
      venueOrderId: id,
      state: 'filled',
      filledQuantity: '0.02',
    });
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.closedOrders).toMatchObject([{ venueOrderId: id, clientOrderId, state: 'filled' }]);
    expect(snapshot.fills.every(({ venueOrderId }) => venueOrderId === id)).toBe(true);
  });

  test('the dead man’s timer cancels what rests unless it is renewed', async () => {
    const { place, trading, account, orders } = await stand('usd-m');
    const id = await placed(place());
    expect(await trading.cancelAllUnlessRenewed(account.key, 200)).toEqual({ outcome: 'acknowledged' });
    await expect.poll(() => states(orders, id).at(-1), { timeout: 5_000 }).toBe('cancelled');
  });

  test('O8: the lost stream is taken up with a listen key, and a snapshot asked for', async () => {
    const { simulator, place, gaps, venue, trading, account } = await stand('usd-m');
    await placed(place({ quantity: '0.02', terms: limit('59000') }));
    simulator.server.dropAll();
    simulator.futures.cross('BTCUSDT', 'sell', '59000', '0.01');
    await expect.poll(() => gaps.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => venue.state().phase, { timeout: 10_000 }).toBe('ready');
    const snapshot = await trading.snapshot(account.key, epochMs(Date.now() - 60_000));
    expect(snapshot.openOrders).toMatchObject([{ state: 'partial', filledQuantity: '0.01' }]);
    expect(snapshot.fills).toHaveLength(1);
    expect(snapshot.positions).toMatchObject([{ quantity: '0.01' }]);
  });
});
