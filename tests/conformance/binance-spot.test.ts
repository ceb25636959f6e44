import { describe, expect, test } from 'vitest';
import { binance } from '../../src-main/venues/binance/index.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { OrderIntent } from '../../src-shared/domain/order.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { BinanceSimulator } from '../simulators/binance/index.ts';
import { configOf, partsOf } from './binance-hall.ts';
import { freshId, futuresMarket, limit, placed, spotMarket, stand, states } from './binance-stand.ts';

/* What only Binance spot has; what every venue must do is in `binance-trading.test.ts`. */

const requestsTo = ({ server }: BinanceSimulator): number =>
  [...server.counts.values()].reduce((sum, count) => sum + count, 0);

describe('Binance spot', () => {
  test.each(['good', 'ed25519', 'rsa'] as const)(
    'BIN-1: a key of the kind “%s” reads the account, hears of it, and trades',
    async (key) => {
      const { place, orders, trading, account } = await stand('spot', {}, key);
      expect(account).toMatchObject({ canTrade: true, reason: '' });
      expect(account.key.account).toMatch(/^\d+:spot$/);
      expect((await trading.balances(account.key)).length).toBeGreaterThan(2);
      const id = await placed(place());
      await expect.poll(() => states(orders, id)).toContain('open');
    },
  );

  test('BIN-3: an order made smaller in place, then cancelled, keeps its own name', async () => {
    const { place, orders, trading, account } = await stand('spot');
    const clientOrderId = freshId();
    const id = await placed(place({ clientOrderId, quantity: '0.02' }));
    const reference = { account: account.key, instrument: spotMarket, clientOrderId, venueOrderId: id };
    const smaller = { quantity: '0.01', terms: limit('50000') };
    expect(await trading.modify(reference, smaller)).toEqual({ outcome: 'acknowledged' });
    await expect.poll(() => trading.findOrder(reference)).toMatchObject({ quantity: '0.01', clientOrderId });
    for (const change of [
      { quantity: '0.02', terms: limit('50000') },
      { quantity: '0.005', terms: limit('50001') },
    ]) {
      expect(await trading.modify(reference, change)).toMatchObject({ code: 'local:unsupported' });
    }
    expect(await trading.cancel(reference)).toEqual({ outcome: 'acknowledged' });
    await expect.poll(() => states(orders, id).at(-1)).toBe('cancelled');
    expect(new Set(orders.map((order) => order.clientOrderId))).toEqual(new Set([clientOrderId]));
  });

  test('what Binance must refuse is refused here, and nothing is sent', async () => {
    const { place, simulator } = await stand('spot');
    const requests = requestsTo(simulator);
    const wrong: Partial<OrderIntent<'live'>>[] = [
      { quantity: '0.000001' },
      { quantity: '0.0000151' },
      { terms: limit('50000.001') },
      { quantity: '0.00001', terms: limit('50000') },
      { isReduceOnly: true },
      { duration: { timeInForce: 'day' } },
      { instrument: futuresMarket },
      { sendBefore: epochMs(Date.now() - 1000) },
    ];
    for (const change of wrong) {
      const code = expect.stringMatching(/^local:/);
      expect(await place(change), JSON.stringify(change)).toMatchObject({ outcome: 'rejected', code });
    }
    expect(requestsTo(simulator)).toBe(requests);
  });

  test('BIN-2: a client id that is open already is no evidence that nothing was placed', async () => {
    const { place, simulator } = await stand('spot');
    const clientOrderId = freshId();
    await placed(place({ clientOrderId }));
    expect((await place({ clientOrderId })).outcome).toBe('unknown');
    expect(simulator.truth.orders).toHaveLength(1);
  });

  test('BIN-2: the firewall’s page leaves an order unknown', async () => {
    const { place, simulator } = await stand('spot');
    simulator.faults.add({
      op: 'POST /api/v3/order',
      when: 'before',
      do: 'status',
      status: 403,
      body: '<html>403</html>',
    });
    expect((await place()).outcome).toBe('unknown');
  });

  test('BIN-6: banned, nothing at all is sent until the end of the ban', async () => {
    const { place, simulator, trading, account, venue } = await stand('spot');
    simulator.faults.limitRate(simulator.clock.now() + 60_000, { banned: true });
    await expect(trading.balances(account.key)).rejects.toMatchObject({ kind: 'rate-limited' });
    const requests = requestsTo(simulator);
    expect(await place()).toMatchObject({ outcome: 'rejected', code: 'local:rate-limited' });
    await expect(trading.balances(account.key)).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(requestsTo(simulator)).toBe(requests);
    expect(venue.health?.().rates.some(({ blockedUntil }) => blockedUntil !== undefined)).toBe(true);
  });

  test('an order that is too long under way is not carried out', async () => {
    const { place, simulator } = await stand('spot');
    simulator.faults.add({ op: 'POST /api/v3/order', when: 'before', do: 'delay', delayMs: 400 });
    const late = await place({ sendBefore: epochMs(Date.now() + 150) });
    expect(late).toMatchObject({ outcome: 'rejected', code: '-1021' });
    expect(simulator.truth.orders).toEqual([]);
  });

  test('the subscription that Binance ends is taken up again, and a snapshot asked for', async () => {
    const { simulator, place, orders, gaps, venue } = await stand('spot');
    simulator.terminateUserStreams();
    await expect.poll(() => gaps.length, { timeout: 10_000 }).toBeGreaterThan(0);
    simulator.announceShutdown();
    await expect.poll(() => gaps.length, { timeout: 10_000 }).toBeGreaterThan(1);
    await expect.poll(() => venue.state().phase).toBe('ready');
    const id = await placed(place());
    await expect.poll(() => states(orders, id)).toContain('open');
  });

  test('O12: all open orders of every market go, asked for by another connection', async () => {
    const { place, simulator, account } = await stand('spot');
    for (let count = 0; count < 3; count += 1) await placed(place());
    await placed(place({ instrument: instrumentId('BINANCE:ETHUSDT'), terms: limit('2000') }));
    const elsewhere = binance.open(configOf({ simulator }, ['spot']), partsOf(simulator.credentials.ed25519));
    await elsewhere.connect();
    const other = elsewhere.trading as Trading<'live'>;
    expect((await other.accounts())[0]?.key).toEqual(account.key);
    expect(await other.cancelAll(account.key)).toEqual({ outcome: 'acknowledged' });
    await elsewhere.disconnect();
    const told = simulator.truth.orders.map(({ status }) => status);
    expect(told).toEqual(Array.from({ length: 4 }, () => 'cancelled'));
  });
});
