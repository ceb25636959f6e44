import { expect } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import type { RequestFault } from '../simulators/exchange/faults.ts';
import type { TradingCase } from './trading-case.ts';
import type { Sitting } from './trading-sitting.ts';

type Fault = Omit<RequestFault, 'op'>;

/** One placement that meets a fault: what was said of it, what is true, and how often it was sent. */
async function placedWith(sitting: Sitting, fault: Fault) {
  const handle = sitting.fault(fault);
  const before = sitting.sent();
  const { intent, outcome } = await sitting.place();
  await sitting.pause();
  handle.remove();
  expect(handle.hits, 'the fault was met').toBe(1);
  expect(sitting.sent() - before, 'requests that create orders').toBe(1);
  return { outcome, intent, orders: sitting.trueOrders(intent.clientOrderId) };
}

async function isUnknownAndThere(sitting: Sitting, fault: Fault): Promise<void> {
  await sitting.connect();
  const { outcome, intent, orders } = await placedWith(sitting, fault);
  expect(outcome).toMatchObject({ outcome: 'unknown', detail: expect.stringMatching(/\S/) });
  expect(orders).toHaveLength(1);
  const found = await sitting.trading.findOrder(sitting.reference(intent));
  expect(found).toMatchObject({ clientOrderId: intent.clientOrderId, state: 'open' });
  expect(sitting.trueOrders(intent.clientOrderId)).toHaveLength(1);
}

async function isUnknownAndNotThere(sitting: Sitting, fault: Fault): Promise<void> {
  await sitting.connect();
  const { outcome, intent, orders } = await placedWith(sitting, fault);
  expect(outcome).toMatchObject({ outcome: 'unknown' });
  expect(orders).toEqual([]);
  expect(await sitting.trading.findOrder(sitting.reference(intent))).toBeUndefined();
  await sitting.pause();
  expect(sitting.trueOrders(intent.clientOrderId)).toEqual([]);
}

export const outcomeCases: readonly TradingCase[] = [
  {
    id: 'VENUE-070',
    sentence: 'does not know the fate of an order whose answer was lost, and finds it by our name',
    run: (sitting) => isUnknownAndThere(sitting, { when: 'after', do: 'drop' }),
  },
  {
    id: 'VENUE-071',
    sentence: 'does not know the fate of an order that was lost on the way, and finds that it is not there',
    run: (sitting) => isUnknownAndNotThere(sitting, { when: 'before', do: 'drop' }),
  },
  {
    id: 'VENUE-072',
    sentence: 'does not take a server error for a refusal: the order is there',
    run: (sitting) =>
      isUnknownAndThere(sitting, { when: 'after', do: 'status', ...sitting.stage.unavailable }),
  },
  {
    id: 'VENUE-073',
    sentence: 'does not take a server error for a placement either: the order is not there',
    run: (sitting) =>
      isUnknownAndNotThere(sitting, { when: 'before', do: 'status', ...sitting.stage.unavailable }),
  },
  {
    id: 'VENUE-074',
    sentence: 'does not trust a status of refusal that comes with “nobody knows”',
    skip: (_capabilities, { perhapsPlaced }) =>
      perhapsPlaced === null ? 'its refusals are known to be true' : undefined,
    run: (sitting) =>
      isUnknownAndThere(sitting, { when: 'after', do: 'status', ...sitting.stage.perhapsPlaced }),
  },
  {
    id: 'VENUE-075',
    sentence: 'does not know the fate of an order when the answer is not of its language',
    run: (sitting) => isUnknownAndThere(sitting, { when: 'after', do: 'garbage', status: 200 }),
  },
  {
    id: 'VENUE-076',
    sentence: 'sends each order once, whatever comes of it, and never more than one of a name exists',
    async run(sitting) {
      await sitting.connect();
      const { unavailable } = sitting.stage;
      const faults: Fault[] = [
        { when: 'before', do: 'drop' },
        { when: 'after', do: 'drop' },
        { when: 'before', do: 'status', ...unavailable },
        { when: 'after', do: 'status', ...unavailable },
        { when: 'after', do: 'garbage', status: 502 },
        { when: 'before', do: 'garbage', status: 200 },
      ];
      const ids = new Set<string>();
      for (const fault of faults) {
        const { intent, orders } = await placedWith(sitting, fault);
        ids.add(intent.clientOrderId);
        expect(orders).toHaveLength(fault.when === 'after' ? 1 : 0);
      }
      await sitting.pause(500);
      for (const id of ids) expect(sitting.trueOrders(id).length).toBeLessThanOrEqual(1);
    },
  },
  {
    id: 'VENUE-077',
    sentence: 'finds its orders by our name, open or ended, and says undefined of one that never was',
    async run(sitting) {
      await sitting.connect();
      const find = async (order: { clientOrderId: string }) =>
        (await sitting.trading.findOrder(sitting.reference(sitting.intent(order as never))))?.state;
      const open = await sitting.rest();
      const price = sitting.price(-1);
      const filled = await sitting.rest({ terms: { type: 'limit', limitPrice: price, isPostOnly: false } });
      const cancelled = await sitting.rest();
      await sitting.trading.cancel(cancelled);
      sitting.fill(sitting.stage.quantity, price);
      await sitting.until('all three are found as they are', async () => {
        const states = [await find(open), await find(filled), await find(cancelled)];
        return JSON.stringify(states) === JSON.stringify(['open', 'filled', 'cancelled']);
      });
      expect(await sitting.trading.findOrder(sitting.reference(sitting.intent()))).toBeUndefined();
    },
  },
  {
    id: 'VENUE-078',
    sentence: 'answers a question that got no answer with a Failure, never with “nothing”',
    async run(sitting) {
      await sitting.connect();
      const order = await sitting.rest();
      const { faults } = sitting.stage.simulator;
      faults.add({ op: '*', when: 'before', do: 'status', ...sitting.stage.unavailable, times: 1000 });
      const { trading, account } = sitting;
      const questions = {
        findOrder: () => trading.findOrder(order),
        balances: () => trading.balances(account),
        snapshot: () => trading.snapshot(account, epochMs(0)),
      };
      for (const [what, asked] of Object.entries(questions))
        await expect(asked(), what).rejects.toBeInstanceOf(Failure);
    },
  },
  {
    id: 'VENUE-079',
    sentence: 'does not know the fate of a cancel whose answer was lost, and may be asked again',
    async run(sitting) {
      await sitting.connect();
      const order = await sitting.rest();
      await sitting.isThere(order);
      const [cancelling = ''] = sitting.stage.cancelling;
      sitting.fault({ when: 'after', do: 'drop' }, cancelling);
      const lost = await sitting.trading.cancel(order);
      expect(lost).toMatchObject({ outcome: 'unknown' });
      await sitting.until(
        'it is cancelled all the same',
        () => sitting.trueOrders(order.clientOrderId)[0]?.status === 'cancelled',
      );
      const again = await sitting.trading.cancel(order);
      expect(again.outcome).not.toBe('unknown');
      expect(await sitting.trading.findOrder(order)).toMatchObject({ state: 'cancelled' });
    },
  },
];
