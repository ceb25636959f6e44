import { expect, test } from 'vitest';
import type { AccountStanding } from '../../src-shared/domain/account.ts';
import { money } from '../../src-shared/domain/money.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import { account, market } from './testing/fake-exchange.ts';
import { askAgain, eventually, live, opened } from './testing/opened-trading.ts';

const standing = (time: EpochMs, balance: string): AccountStanding<'paper'> => ({
  account,
  time,
  balance: money(balance, 'USD'),
  floor: { liquidationLevel: money('48000', 'USD') },
});

test('an account shows what its broker says of it: at the start, live, and never an older word', async () => {
  const one = await opened();
  const at = one.world.parts.now();
  one.exchange.standing = standing(at, '50000');
  await live(one);
  const shown = () => one.trading.accountCards()[0]?.standing;
  expect(shown()).toMatchObject({ balance: '50000', distanceToLiquidation: '2000', margin: null });
  let told = 0;
  let changes = 0;
  one.trading.onStandings(() => {
    told += 1;
  });
  one.trading.onChange(() => {
    changes += 1;
  });
  one.exchange.tellStanding(standing(epochMs(at + 1000), '49000.5'));
  expect(shown()).toMatchObject({ balance: '49000.5', distanceToLiquidation: '1000.5' });
  one.exchange.tellStanding(standing(epochMs(at + 500), '51000'));
  expect(shown()).toMatchObject({ balance: '49000.5' });
  // Orders and positions are not read again for it.
  expect([told, changes]).toEqual([1, 0]);
});

test('O8: what a silent stream lost of a standing is found at the next reconciliation', async () => {
  const one = await opened();
  await live(one);
  expect(one.trading.accountCards()[0]?.standing).toBeNull();
  one.exchange.isStreaming = false;
  one.exchange.tellStanding(standing(one.world.parts.now(), '49500'));
  await askAgain(one);
  await eventually(() => one.trading.accountCards()[0]?.standing?.balance).toBe('49500');
});

test('an account whose standing is not answered is reconciled all the same', async () => {
  const one = await opened();
  await live(one);
  expect(one.trading.accountCards()[0]).toMatchObject({ state: 'live', standing: null });
  one.exchange.lacks = { hasStandings: undefined };
  await askAgain(one);
  expect(one.trading.desks()[0]?.state).toBe('live');
});

test('a tag is kept with the account, shown with all that is its, and outlives a restart', async () => {
  const one = await opened();
  await live(one);
  expect(one.trading.accountCards()).toMatchObject([{ tag: 'none', suggestedTag: null }]);
  const [name] = one.trading.desks().map((desk) => desk.name);
  let corrected = 0;
  one.trading.onFillsCorrected(() => {
    corrected += 1;
  });
  await one.trading.setTag(name ?? '', 'evaluation');
  expect(corrected).toBe(1);
  one.exchange.positions = [{ account, instrument: market, quantity: '1', time: one.world.parts.now() }];
  await askAgain(one);
  await eventually(() => one.trading.positionCards()).toMatchObject([{ accountTag: 'evaluation' }]);
  await expect(one.trading.setTag('nobody', 'live')).rejects.toMatchObject({ kind: 'not-found' });
  await one.stop();
  const two = await opened(one.parts, one.exchange, one.world);
  await live(two);
  expect(two.trading.accountCards()).toMatchObject([{ tag: 'evaluation', suggestedTag: null }]);
});
