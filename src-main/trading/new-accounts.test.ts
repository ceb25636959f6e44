import { expect, test, vi } from 'vitest';
import type { Account } from '../../src-shared/domain/account.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Trading } from '../venues/trading.ts';
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

test('without an open connection there is nothing to ask, which is said instead of “no new accounts”', async () => {
  const one = await opened();
  await expect(one.trading.refreshAccounts()).rejects.toMatchObject({
    kind: 'not-connected',
    message: 'No connection is open.',
  });
});

/** Each question for the accounts waits until the test answers it. */
function heldLists({ exchange }: Opened) {
  const asked: PromiseWithResolvers<readonly Account<'paper'>[]>[] = [];
  const trading = exchange.venue.trading as Trading<'paper'>;
  vi.spyOn(trading, 'accounts').mockImplementation(() => {
    const answer = Promise.withResolvers<readonly Account<'paper'>[]>();
    asked.push(answer);
    return answer.promise;
  });
  return asked;
}

const reconnect = ({ exchange }: Opened) => {
  exchange.setPhase('back-off');
  exchange.setPhase('ready');
};

test('a list that is still being read when the connection is lost is read again, once, however often it was lost', async () => {
  const one = await opened();
  const asked = heldLists(one);
  one.exchange.setPhase('ready');
  await one.world.settle();
  reconnect(one);
  reconnect(one);
  await one.world.settle();
  expect(asked).toHaveLength(1);
  asked[0]?.resolve([]);
  await one.world.settle();
  expect(asked).toHaveLength(2);
  asked[1]?.resolve([evaluation]);
  await eventually(() => shown(one)).toEqual(['EVAL-2']);
  await one.world.pass(60_000);
  expect(asked).toHaveLength(2);
});

test('a list that could not be read is asked for again by one timer, and not after the end', async () => {
  const one = await opened();
  const asked = heldLists(one);
  const failed = () => asked.at(-1)?.reject(new Failure('unavailable', 'It does not answer.'));
  one.exchange.setPhase('ready');
  await one.world.settle();
  reconnect(one);
  reconnect(one);
  failed();
  await one.world.settle();
  failed();
  await one.world.pass(16_000);
  expect(asked).toHaveLength(3);
  failed();
  await one.world.settle();
  await one.stop();
  await one.world.pass(60_000);
  expect(asked).toHaveLength(3);
});
