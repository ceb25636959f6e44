import { expect, test } from 'vitest';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import { account, market } from './testing/fake-exchange.ts';
import { eventually, gateway, live, type Opened, opened } from './testing/opened-trading.ts';

const wish = (id: string) => ({ id, account, instrument: market, origin: 'manual' as const });
const exit = (one: Opened, id: string) => gateway(one).exitPosition(wish(id), 'ticket');
const open = ({ storage }: Opened) => storage.journal.trading.openActs(account).map(({ state }) => state);

test('O1, O5: an exit is stored, sent once, and an id is never taken twice', async () => {
  const one = await opened();
  await live(one);
  expect(await exit(one, 'x1')).toEqual({ outcome: 'acknowledged' });
  expect(open(one)).toEqual([]);
  await one.world.pass(5000);
  await expect(exit(one, 'x1')).rejects.toMatchObject({ kind: 'invalid' });
  expect(one.exchange.exits).toBe(1);
  expect(await exit(one, 'x2')).toEqual({ outcome: 'acknowledged' });
});

test('a second click a moment later is refused, so that a position is not turned round', async () => {
  const one = await opened();
  await live(one);
  const both = await Promise.allSettled([exit(one, 'x1'), exit(one, 'x2')]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(exit(one, 'x3')).rejects.toThrow('a moment ago');
  expect(one.exchange.exits).toBe(1);
});

test('O1: an exit that cannot be stored as sent is not sent', async () => {
  const one = await opened();
  await live(one);
  one.failWrites('sent');
  await expect(exit(one, 'x1')).rejects.toThrow('disk');
  expect(one.exchange.exits).toBe(0);
});

test('O4: a refusal ends it; its answer is told even when it cannot be stored', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('refuse');
  expect(await exit(one, 'x1')).toMatchObject({ outcome: 'rejected', reason: 'Nothing is held.' });
  expect(open(one)).toEqual([]);
  await one.world.pass(5000);
  one.failWrites('acknowledged');
  expect(await exit(one, 'x2')).toEqual({ outcome: 'acknowledged' });
});

test('O5, O6: while the fate of an exit is unknown its market takes no automated order and no other exit', async () => {
  for (const fate of ['lose-request', 'lose-answer', 'throw'] as const) {
    const one = await opened();
    await live(one);
    one.exchange.fates.push(fate);
    expect(await exit(one, 'x1')).toMatchObject({ outcome: 'unknown' });
    expect(gateway(one).hasUnknown(account, market)).toBe(true);
    await one.world.pass(5000);
    await expect(exit(one, 'x2')).rejects.toThrow('not known yet');
    await eventually(async () => {
      await one.world.pass(16_000);
      return open(one);
    }).toEqual([]);
    expect(gateway(one).hasUnknown(account, market)).toBe(false);
    expect(one.exchange.exits).toBe(1);
    await one.stop();
  }
});

test('O5: what was read before an exit could have come into force says nothing of it, however late the answer', async () => {
  const one = await opened();
  await live(one);
  one.exchange.fates.push('lose-answer');
  const held = one.exchange.holdSnapshots();
  expect(await exit(one, 'x1')).toMatchObject({ outcome: 'unknown' });
  const before = one.exchange.snapshots;
  await eventually(async () => {
    await one.world.pass(1000);
    return one.exchange.snapshots;
  }).toBeGreaterThan(before);
  await one.world.pass(90_000);
  held.answer();
  await eventually(() => one.trading.desks()[0]?.reason).toContain('fate of one order');
  expect(open(one)).toEqual(['unknown']);
  await eventually(async () => {
    await one.world.pass(16_000);
    return open(one);
  }).toEqual([]);
});

test('O5: an exit of a run that was killed is never sent again, and holds its market until the venue was read', async () => {
  for (const kill of ['before-sending', 'before-the-answer'] as const) {
    const parts = temporaryProfile();
    const first = await opened(parts);
    await live(first);
    if (kill === 'before-sending') {
      first.failWrites('sent');
      await expect(exit(first, 'x1')).rejects.toThrow('disk');
    } else {
      first.exchange.fates.push('hang');
      void exit(first, 'x1').catch(() => undefined);
      await eventually(() => first.exchange.exits).toBe(1);
    }
    const sent = first.exchange.exits;
    await first.stop();
    const second = await opened(parts, first.exchange, first.world);
    second.exchange.setPhase('ready');
    await eventually(() => second.trading.desks()[0]?.state).toBe('reconciling');
    expect(gateway(second).hasUnknown(account, market)).toBe(true);
    await eventually(async () => {
      await second.world.pass(16_000);
      return open(second);
    }).toEqual([]);
    await eventually(() => second.trading.desks()[0]?.state).toBe('live');
    expect(second.exchange.exits).toBe(sent);
    await second.stop();
  }
});
