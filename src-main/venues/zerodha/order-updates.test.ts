import { expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { parseExact } from '../connection/exact-json.ts';
import { OrderUpdates } from './order-updates.ts';
import { account, orderWire, readWire, triggerWire } from './testing/open-trading.ts';
import { TriggerBook } from './trigger-book.ts';
import { triggersWire } from './wire.ts';

const list = (change: Record<string, unknown>) =>
  triggersWire.parse(parseExact(JSON.stringify([triggerWire(change)])));

test('what becomes of a GTT’s order is told in the order in which it came, however the answers come', async () => {
  const triggers = new TriggerBook();
  triggers.update(list({}));
  const asked: PromiseWithResolvers<ReturnType<typeof list>>[] = [];
  const told: string[] = [];
  const updates = new OrderUpdates({
    triggers,
    rest: {
      triggers: () => {
        const answer = Promise.withResolvers<ReturnType<typeof list>>();
        asked.push(answer);
        return answer.promise;
      },
      orderTrades: async () => [],
      orders: async () => [],
      positions: () => Promise.reject(new Error('nobody asks')),
      margins: () => Promise.reject(new Error('nobody asks')),
    },
    userId: () => 'AB1234',
    accounts: () => [account],
    now: () => epochMs(0),
    after: () => () => undefined,
    noteTrouble: () => undefined,
    onOrders: (reports) => told.push(...reports.map(({ venueOrderId, state }) => `${venueOrderId} ${state}`)),
    onFills: () => undefined,
    onPositions: () => undefined,
    onBalances: () => undefined,
    onGap: () => undefined,
  });
  const child = { order_id: '777', tag: null };
  const taken = [
    updates.take(readWire(orderWire({ ...child, status: 'OPEN', filled_quantity: 0 }))),
    updates.take(readWire(orderWire({ ...child, status: 'COMPLETE', filled_quantity: 1 }))),
  ];
  const result = { order_result: { status: 'success', order_id: '777', rejection_reason: '' } };
  const placed = list({ status: 'triggered', orders: [{ ...triggerWire().orders[0], result }] });
  await Promise.resolve();
  for (let answer = asked.pop(); answer !== undefined; answer = asked.pop()) {
    answer.resolve(placed);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(taken);
  expect(told).toEqual(['gtt:123 open', 'gtt:123 filled']);
});
