import { expect, test } from 'vitest';
import { epochMs } from '../../src-shared/domain/time.ts';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import { Secret } from '../vault/index.ts';
import { mayTrade } from './testing/fake-kind.ts';
import { openedConnections, passphrase } from './testing/opened-connections.ts';

test('connections wait for locked keys without a failure in the log, and connect once the keys are unlocked', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  first.world.keys.set('k', mayTrade);
  await first.connections.create((await first.tested(await first.enter('k'))).draft, '');
  await expect.poll(first.actions).toEqual(['created', 'connected']);
  await first.close();
  const { connections, vault, actions } = await openedConnections(parts, first.world);
  await vault.lock('For a test.');
  await connections.start();
  expect(connections.cards()[0]).toMatchObject({
    phase: 'disconnected',
    reason: expect.stringContaining('locked'),
  });
  expect(actions()).toEqual(['created', 'connected']);
  await vault.unlock(new Secret(passphrase));
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
});

test('connections pause while the machine sleeps and come back when it wakes', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  world.keys.set('k', mayTrade);
  await connections.create((await tested(await enter('k'))).draft, '');
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
  await connections.onSleep();
  expect(connections.cards()[0]?.phase).toBe('disconnected');
  connections.onWake();
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
});

test('a connection that sleeps before it was ever connected comes back when the machine wakes', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { draft } = await tested(await enter('k'));
  world.isHanging = true;
  await connections.create(draft, '');
  await expect.poll(() => connections.cards()[0]?.phase).toBe('connecting');
  await connections.onSleep();
  world.isHanging = false;
  connections.onWake();
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
  await expect.poll(actions).toEqual(['created', 'connected']);
});

test('disconnecting before it was connected is no failure, and what is made next is not ended with it', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { draft } = await tested(await enter('k'), { isAutoConnect: false });
  const { id } = await connections.create(draft, '');
  world.isHanging = true;
  const first = connections.connect(id);
  await expect.poll(() => connections.cards()[0]?.phase).toBe('connecting');
  const ended = expect(first).rejects.toMatchObject({ kind: 'cancelled' });
  const closing = connections.disconnect(id);
  world.isHanging = false;
  const second = connections.connect(id);
  await Promise.all([ended, closing, second]);
  expect(connections.cards()[0]).toMatchObject({ phase: 'ready', reason: '' });
  expect(actions()).not.toContain('failed');
});

test('what was disconnected by hand stays so when the keys are unlocked, and comes back when asked for', async () => {
  const { world, connections, enter, tested, vault } = await openedConnections();
  world.keys.set('k', mayTrade);
  await connections.start();
  const [byHand, lost] = [
    await connections.create((await tested(await enter('k'))).draft, ''),
    await connections.create((await tested(await enter('k'), { label: 'Other' })).draft, ''),
  ];
  const phaseOf = (id: string) => connections.cards().find((card) => card.id === id)?.phase;
  await expect.poll(() => [phaseOf(byHand.id), phaseOf(lost.id)]).toEqual(['ready', 'ready']);
  await connections.disconnect(byHand.id);
  await vault.lock('For a test.');
  world.states.get(lost.id)?.({ phase: 'back-off', reason: 'Lost.', since: epochMs(1) });
  await vault.unlock(new Secret(passphrase));
  await expect.poll(() => phaseOf(lost.id)).toBe('ready');
  expect(phaseOf(byHand.id)).toBe('disconnected');
  await connections.connect(byHand.id);
  expect(phaseOf(byHand.id)).toBe('ready');
});

test('after a login on the venue’s page a connection tests itself', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await connections.finishLogin(id, 'token');
  await expect.poll(actions).toContain('tested');
  expect(connections.cards()[0]).toMatchObject({ testResult: 'passed' });
  expect(actions().indexOf('tested')).toBeGreaterThan(actions().indexOf('login-renewed'));
});

test('what waits for its next attempt is tried at once when asked for; what does not wait says so', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
  const waiting = { phase: 'back-off', reason: 'Lost.', since: epochMs(1), nextAttempt: epochMs(2) } as const;
  world.states.get(id)?.(waiting);
  connections.retryNow(id);
  expect(connections.cards()[0]?.phase).toBe('ready');
  await connections.disconnect(id);
  expect(() => connections.retryNow(id)).toThrow(expect.objectContaining({ kind: 'invalid' }));
});
