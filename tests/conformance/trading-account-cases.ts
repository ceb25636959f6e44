import { expect } from 'vitest';
import { accountName } from '../../src-shared/domain/account.ts';
import { freshClientOrderId } from '../../src-shared/domain/order.ts';
import { compareDecimals, plainDecimal } from '../../src-shared/domain/quantity.ts';
import type { TradingCase } from './trading-case.ts';
import { type Sitting, sumOf } from './trading-sitting.ts';

const decimalText = /^-?\d+(\.\d+)?$/;

async function balanceOf(sitting: Sitting, currency: string) {
  const found = (await sitting.trading.balances(sitting.account)).filter(
    ({ total }) => total.currency === currency,
  );
  expect(found, `one balance of ${currency}`).toHaveLength(1);
  const [{ total, available } = { total: { amount: '' }, available: { amount: '' } }] = found;
  return { total: plainDecimal(total.amount), free: plainDecimal(available.amount) };
}

export const accountCases: readonly TradingCase[] = [
  {
    id: 'VENUE-050',
    sentence: 'tells what its trading can do as data, and soundly',
    async run(sitting) {
      const { capabilities, trading, venue } = sitting;
      expect(venue.capabilities.trading).not.toBeNull();
      expect(trading.mode).toBe(capabilities.mode);
      expect(capabilities.orderTypes).toEqual(expect.arrayContaining(['market', 'limit']));
      expect(capabilities.timesInForce.length).toBeGreaterThan(0);
      for (const list of [
        capabilities.orderTypes,
        capabilities.timesInForce,
        capabilities.changeable,
        capabilities.definiteRefusals,
      ])
        expect(new Set<string>(list).size).toBe(list.length);
      expect(capabilities.definiteRefusals.length).toBeGreaterThan(0);
      const ids = Array.from({ length: 100 }, () =>
        freshClientOrderId(capabilities.clientOrderId, (end) => Math.floor(Math.random() * end)),
      );
      expect(new Set(ids).size).toBe(100);
      expect(capabilities.longestDeadManMs === null || capabilities.longestDeadManMs >= 5000).toBe(true);
      for (const option of capabilities.orderOptions)
        expect(option.values.map(({ value }) => value)).toContain(option.default);
    },
  },
  {
    id: 'VENUE-051',
    sentence: 'names its accounts, in its own mode, the same at every asking',
    async run(sitting) {
      await sitting.connect();
      const accounts = await sitting.trading.accounts();
      expect(accounts.length).toBeGreaterThan(0);
      expect(new Set(accounts.map(({ key }) => accountName(key))).size).toBe(accounts.length);
      for (const { key, label, currency, canTrade, reason } of accounts) {
        expect(key).toMatchObject({ mode: sitting.capabilities.mode, venue: sitting.venue.kind });
        expect([key.account, label, currency].every((text) => text.length > 0)).toBe(true);
        expect([canTrade, reason]).toEqual([true, '']);
      }
      expect((await sitting.trading.accounts()).map(({ key }) => key)).toEqual(
        accounts.map(({ key }) => key),
      );
    },
  },
  {
    id: 'VENUE-052',
    sentence: 'tells balances as they are, and what an open order holds back',
    async run(sitting) {
      await sitting.connect();
      const { currency, ...truth } = sitting.money();
      const before = await balanceOf(sitting, currency);
      expect(before).toEqual(truth);
      await sitting.rest();
      await sitting.pause(50);
      const after = await balanceOf(sitting, currency);
      expect({ currency, ...after }).toEqual(sitting.money());
      expect(after.total).toBe(before.total);
      expect(compareDecimals(after.free, before.free)).toBeLessThan(0);
      for (const { total, available } of await sitting.trading.balances(sitting.account)) {
        expect(total.amount).toMatch(decimalText);
        expect(available.currency).toBe(total.currency);
      }
    },
  },
  {
    id: 'VENUE-053',
    sentence: 'tells positions with their direction, and of a flat one nothing',
    skip: ({ hasPositions }) => (hasPositions ? undefined : 'it has no positions'),
    async run(sitting) {
      await sitting.connect();
      const { trading, account, stage } = sitting;
      const held = async () =>
        sumOf(
          (await trading.positions(account))
            .filter(({ instrument }) => instrument === stage.instrument)
            .map(({ quantity }) => quantity),
        );
      const first = await held();
      const comesTo = (what: string, quantity: string) =>
        sitting.until(what, async () => compareDecimals(await held(), quantity) === 0);
      await sitting.place({ terms: { type: 'market' } });
      await comesTo('the purchase is held', sumOf([first, stage.quantity]));
      await sitting.place({ terms: { type: 'market' }, side: 'sell' });
      await comesTo('it is as before', first);
      await sitting.place({ terms: { type: 'market' }, side: 'sell', quantity: stage.quarter });
      await comesTo('the sale is held', sumOf([first, `-${stage.quarter}`]));
      const flat = (await trading.positions(account)).filter(({ quantity }) => Number(quantity) === 0);
      expect(flat).toEqual([]);
    },
  },
];
