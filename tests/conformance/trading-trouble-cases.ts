import { expect } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { TradingCase } from './trading-case.ts';
import type { Sitting } from './trading-sitting.ts';

/** No order came of it, and it was sent once at most. */
function nothingPlaced(sitting: Sitting, clientOrderId: string, sentBefore: number): void {
  expect(sitting.trueOrders(clientOrderId)).toEqual([]);
  expect(sitting.sent() - sentBefore).toBeLessThanOrEqual(1);
}

async function failureOf(asked: Promise<unknown>): Promise<Failure> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Failure);
  return error as Failure;
}

/** A clock that asks anew takes five samples, and never does so twice in a row for one refusal. */
const samplesOfOneSync = 5;

export const troubleCases: readonly TradingCase[] = [
  {
    id: 'VENUE-093',
    sentence: 'trades with a venue whose clock is 30 s off, either way',
    async run(sitting) {
      for (const offset of [30_000, -30_000]) {
        sitting.stage.simulator.clock.offsetMs = offset;
        sitting.reopen('good');
        await sitting.connect();
        const { outcome, intent } = await sitting.place();
        expect(outcome, `${offset} ms`).toMatchObject({ outcome: 'acknowledged' });
        await sitting.until('it is there', () => sitting.trueOrders(intent.clientOrderId).length === 1);
        await sitting.until('it is told', () => sitting.reportsOf(intent.clientOrderId).length > 0);
        await sitting.venue.disconnect();
      }
    },
  },
  {
    id: 'VENUE-094',
    sentence:
      'finds its clock again once when it jumps by 30 s, sends no order twice, and then says clearly what is wrong',
    skip: (_capabilities, { askingTime }) =>
      askingTime === null ? 'its signatures hold no time' : undefined,
    async run(sitting) {
      await sitting.connect();
      const { simulator, askingTime } = sitting.stage;
      const asks = () => sitting.sent([askingTime ?? '']);
      const before = asks();
      simulator.clock.offsetMs = 30_000;
      const sent = sitting.sent();
      const first = await sitting.place();
      expect(sitting.sent() - sent).toBeLessThanOrEqual(1);
      if (first.outcome.outcome !== 'acknowledged') {
        expect(first.outcome).toMatchObject({ outcome: 'rejected' });
        expect(sitting.trueOrders(first.intent.clientOrderId)).toEqual([]);
      }
      await sitting.until('questions are answered again', () =>
        sitting.trading.balances(sitting.account).then(
          () => true,
          () => false,
        ),
      );
      expect((await sitting.place()).outcome).toMatchObject({ outcome: 'acknowledged' });
      simulator.clock.offsetMs = -30_000;
      const answered = await sitting.trading.balances(sitting.account).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (answered !== undefined) expect(answered).toBeInstanceOf(Failure);
      expect(asks() - before).toBeLessThanOrEqual(samplesOfOneSync);
    },
  },
  {
    id: 'VENUE-095',
    sentence: 'says of a key without the right to trade that it may only look, and places nothing with it',
    skip: (_capabilities, { hasNoReadOnlyKeys }) =>
      hasNoReadOnlyKeys === true ? 'it has no keys that may only read' : undefined,
    async run(sitting) {
      sitting.reopen('readOnly');
      await sitting.connect();
      if (sitting.stage.tellsRights)
        expect(sitting.accountCard).toMatchObject({
          canTrade: false,
          reason: expect.stringMatching(/\S/),
        });
      expect((await sitting.trading.balances(sitting.account)).length).toBeGreaterThan(0);
      const sent = sitting.sent();
      const { outcome, intent } = await sitting.place();
      expect(outcome).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(/\S/) });
      if (outcome.outcome === 'rejected')
        expect(sitting.capabilities.definiteRefusals).toContain(outcome.code);
      nothingPlaced(sitting, intent.clientOrderId, sent);
    },
  },
  {
    id: 'VENUE-096',
    sentence: 'names the address when the key may not be used from here',
    skip: (_capabilities, { addressRefused }) =>
      addressRefused === 'nowhere' ? 'its keys are bound to no address' : undefined,
    async run(sitting) {
      sitting.reopen('ipBound');
      if (sitting.stage.addressRefused === 'at connecting') {
        const failure = await failureOf(sitting.connect());
        expect(failure.kind).toBe('unauthorised');
        expect(failure.message).toMatch(/address|\bIP\b/i);
        return;
      }
      await sitting.connect();
      const sent = sitting.sent();
      const { outcome, intent } = await sitting.place();
      expect(outcome).toMatchObject({
        outcome: 'rejected',
        reason: expect.stringMatching(/address|\bIP\b/i),
      });
      nothingPlaced(sitting, intent.clientOrderId, sent);
    },
  },
  {
    id: 'VENUE-097',
    sentence: 'ends its first attempt with a clear refusal when the secret is wrong',
    async run(sitting) {
      sitting.reopen('wrongSecret');
      const failure = await failureOf(sitting.connect());
      expect(failure.kind).toBe('unauthorised');
      expect(failure.message).toMatch(/key|secret|sign/i);
      expect(sitting.venue.state().phase).not.toBe('ready');
    },
  },
  {
    id: 'VENUE-098',
    sentence: 'sends an order once or not at all while it is over the limit, and says so',
    async run(sitting) {
      await sitting.connect();
      const { simulator } = sitting.stage;
      simulator.faults.limitRate(simulator.clock.now() + 3_600_000);
      const sent = sitting.sent();
      for (let count = 0; count < 3; count += 1) {
        const before = sitting.sent();
        const { outcome, intent } = await sitting.place();
        expect(['rejected', 'unknown']).toContain(outcome.outcome);
        if (outcome.outcome === 'rejected')
          expect(sitting.capabilities.definiteRefusals).toContain(outcome.code);
        nothingPlaced(sitting, intent.clientOrderId, before);
      }
      await sitting.pause(400);
      expect(sitting.sent() - sent).toBeLessThanOrEqual(3);
    },
  },
  {
    id: 'VENUE-099',
    sentence: 'says during maintenance that it does not know, places nothing, and goes on afterwards',
    async run(sitting) {
      await sitting.connect();
      const { faults } = sitting.stage.simulator;
      faults.maintenance = true;
      const sent = sitting.sent();
      const { outcome, intent } = await sitting.place();
      expect(['rejected', 'unknown']).toContain(outcome.outcome);
      nothingPlaced(sitting, intent.clientOrderId, sent);
      expect((await failureOf(sitting.trading.balances(sitting.account))).message).toMatch(/\S/);
      faults.maintenance = false;
      await sitting.until('orders are taken again', async () => {
        const again = await sitting.place();
        return again.outcome.outcome === 'acknowledged';
      });
    },
  },
];
