import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountFloor, AccountStanding } from '../../src-shared/domain/account.ts';
import { money } from '../../src-shared/domain/money.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { distanceToLiquidation, standingCard } from './standing-card.ts';

const usd = (amount: string) => money(amount, 'USD');
const standing = (floor: AccountFloor, change: Partial<AccountStanding> = {}): AccountStanding => ({
  account: { mode: 'live', venue: 'rithmic', account: 'a' },
  time: epochMs(1),
  balance: usd('49998.40'),
  floor,
  ...change,
});

test('the distance is the broker’s balance less its level, to the last digit', () => {
  const floor = { liquidationLevel: usd('47500.00') };
  expect(distanceToLiquidation(standing(floor))).toBe('2498.4');
  // The profit of open positions is in the balance already: it is not counted twice.
  expect(distanceToLiquidation(standing(floor, { openProfit: usd('900') }))).toBe('2498.4');
  expect(distanceToLiquidation(standing({ liquidationLevel: usd('50000') }))).toBe('-1.6');
});

test('where the broker does not say enough there is no distance', () => {
  const level = usd('47500');
  expect(distanceToLiquidation(standing({}))).toBeNull();
  expect(distanceToLiquidation(standing({ liquidationLevel: level, isLiquidationOn: false }))).toBeNull();
  expect(distanceToLiquidation(standing({ liquidationLevel: money('1', 'EUR') }))).toBeNull();
  const { balance: _, ...noBalance } = standing({ liquidationLevel: level });
  expect(distanceToLiquidation(noBalance)).toBeNull();
  expect(distanceToLiquidation(standing({ liquidationLevel: level, criterion: 'Loss Limit' }))).toBeNull();
  const trailing = { liquidationLevel: level, criterion: 'Trailing Minimum Account Balance' };
  expect(distanceToLiquidation(standing(trailing))).toBe('2498.4');
});

test('what was not told is null in a card, never 0', () => {
  const { balance: _, ...nothing } = standing({});
  const card = standingCard(nothing, 'USD');
  const figures = Object.entries(card).filter(([name]) => !['time', 'currency', 'criterion'].includes(name));
  expect(figures.filter(([, value]) => value !== null)).toEqual([]);
  expect(standingCard(standing({}, { cash: money('5', 'EUR') }), 'USD')).toMatchObject({
    balance: '49998.4',
    cash: null,
    currency: 'USD',
  });
});

test('the distance and the level come to the balance, whatever the amounts', () => {
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const text = (value: bigint) => {
    const digits = String(value < 0n ? -value : value).padStart(3, '0');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  const inCents = (amount: string) => {
    const [whole = '0', part = ''] = amount.replace('-', '').split('.');
    const size = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
    return amount.startsWith('-') ? -size : size;
  };
  fc.assert(
    fc.property(cents, cents, (balance, level) => {
      const floor = { liquidationLevel: usd(text(level)) };
      const distance = distanceToLiquidation(standing(floor, { balance: usd(text(balance)) }));
      expect(inCents(distance ?? '')).toBe(balance - level);
    }),
  );
});
