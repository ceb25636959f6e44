import { expect, test } from 'vitest';
import { account } from './testing/fake-exchange.ts';
import { eventually, live, type Opened, opened } from './testing/opened-trading.ts';

const evaluation = {
  key: { ...account, account: 'EVAL-2' },
  label: 'EVAL-2',
  currency: 'USD',
  canTrade: true,
  reason: '',
};
const shown = ({ trading }: Opened) => trading.accountCards().map(({ key }) => key.account);

test('an account that was added meanwhile is there after a reconnection', async () => {
  const one = await opened();
  await live(one);
  one.exchange.moreAccounts = [evaluation];
  one.exchange.setPhase('back-off');
  one.exchange.setPhase('ready');
  await eventually(() => shown(one)).toEqual(['7', 'EVAL-2']);
  // Degraded is connected, too: nothing is read for that alone.
  one.exchange.moreAccounts = [evaluation, { ...evaluation, key: { ...account, account: 'EVAL-3' } }];
  one.exchange.setPhase('degraded');
  one.exchange.setPhase('ready');
  await one.world.pass(60_000);
  expect(shown(one)).toEqual(['7', 'EVAL-2']);
});

test('asked for, it is there at once, and the one that was there goes on', async () => {
  const one = await opened();
  await live(one);
  expect(await one.trading.refreshAccounts()).toEqual({ added: 0, failures: [] });
  one.exchange.moreAccounts = [evaluation];
  expect(await one.trading.refreshAccounts()).toEqual({ added: 1, failures: [] });
  expect(shown(one)).toEqual(['7', 'EVAL-2']);
  expect(one.trading.accountCards()[0]).toMatchObject({ state: 'live' });
});

test('a list that cannot be read is told with its connection, and takes no account away', async () => {
  const one = await opened();
  await live(one);
  one.exchange.isAnswering = false;
  const { added, failures } = await one.trading.refreshAccounts();
  expect([added, failures.length, failures[0]]).toEqual([0, 1, expect.stringMatching(/^Mine: .+\.$/)]);
  expect(shown(one)).toEqual(['7']);
});
