import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withdrawalSentence } from '../../src-shared/contract/connections.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import { Secret } from '../vault/index.ts';
import { awaitAnswer } from './entry-answer.ts';
import { dropValues, readForm } from './secret-drop.ts';
import { fakeWorld, mayTrade } from './testing/fake-kind.ts';
import { collected, never, openedConnections, passphrase, settings } from './testing/opened-connections.ts';

test('a connection is made in four steps: keys, test, review, saved and connected', async () => {
  const { world, connections, enter, tested, attached, actions, vault } = await openedConnections();
  world.keys.set('key-4f2a', mayTrade);
  const entry = await enter('key-4f2a');
  const { draft, steps } = await tested(entry);
  expect(steps.map(({ step, result }) => `${step} ${result}`)).toEqual([
    'reach passed',
    'permissions passed',
    'latency passed',
  ]);
  const card = await connections.create(draft, '');
  expect(card).toMatchObject({
    keyHint: '4f2a',
    hasKeys: true,
    testResult: 'passed',
    permissions: { canTrade: true },
  });
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
  expect(attached).toEqual([card.id]);
  expect(world.opened[0]?.apiKey).toBe('key-4f2a');
  await expect.poll(actions).toEqual(['created', 'connected']);
  // The keys live under the connection now, not under the entry.
  expect(await vault.has(`entry:${entry}`)).toBe(false);
  await connections.disconnect(card.id);
  expect(attached).toEqual([]);
});

test('K7: nothing of a key but the last four characters of its id is in the journal, the cards or the folder of entries', async () => {
  const { world, connections, enter, tested, profile, close } = await openedConnections();
  world.keys.set('key-canary-4f2a', mayTrade);
  const { draft } = await tested(await enter('key-canary-4f2a'));
  await connections.create(draft, '');
  const cards = JSON.stringify([connections.cards(), connections.health(), connections.auditCsv()]);
  expect(cards).not.toContain('canary');
  await close();
  for (const name of await readdir(profile, { recursive: true })) {
    const path = join(profile, name);
    if (!(await stat(path)).isFile()) continue;
    expect((await readFile(path)).includes('canary'), name).toBe(false);
  }
  // The control: the search would have found it.
  await writeFile(join(profile, 'control'), 'xx canary xx');
  expect((await readFile(join(profile, 'control'))).includes('canary')).toBe(true);
});

test('nothing is saved untested, after a failed test, or with settings that were changed since', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  const entry = await enter('unknown-key');
  const untested = { kind: 'fake', settings, entry };
  await expect(connections.create(untested, '')).rejects.toMatchObject({ kind: 'invalid' });
  const { draft, steps } = await tested(entry);
  expect(steps.at(-1)).toMatchObject({ result: 'failed' });
  await expect(connections.create(draft, '')).rejects.toThrow('The key is not known.');
  world.keys.set('unknown-key', mayTrade);
  await tested(entry);
  const changed = { ...draft, settings: { ...settings, environment: 'testnet' as const } };
  await expect(connections.create(changed, '')).rejects.toThrow('Test the connection first');
  expect(connections.cards()).toEqual([]);
});

test('K9: a key that may withdraw is refused unless the person says so in words', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('rich', { ...mayTrade, canWithdraw: true });
  const { draft } = await tested(await enter('rich'));
  for (const words of ['', 'yes', 'this key may withdraw']) {
    await expect(connections.create(draft, words)).rejects.toMatchObject({ data: { needsWords: true } });
  }
  expect(connections.cards()).toEqual([]);
  const card = await connections.create(draft, ` ${withdrawalSentence.toUpperCase()} `);
  expect(card.permissions?.canWithdraw).toBe(true);
  expect(connections.practices().find(({ id }) => id === 'withdrawal')).toMatchObject({
    result: 'missed',
    connections: [card.id],
  });
  expect(actions()[0]).toBe('created');
});

test('public market data needs no keys, but trading does', async () => {
  const { connections, tested } = await openedConnections();
  const { draft } = await tested(null);
  await expect(connections.create(draft, '')).rejects.toThrow('Trading needs keys');
  const readOnly = await tested(null, { isTradingEnabled: false });
  expect(await connections.create(readOnly.draft, '')).toMatchObject({ hasKeys: false, keyHint: '' });
});

test('new keys are tested before they replace the old ones, and the connection goes on with them', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('old-1111', mayTrade);
  const { draft } = await tested(await enter('old-1111'));
  const { id } = await connections.create(draft, '');
  await expect.poll(() => world.opened.length).toBe(1);
  const wrong = await enter('wrong-2222');
  await expect(collected(connections.rotate(id, wrong, '', never))).rejects.toThrow('nothing was saved');
  expect(connections.cards()[0]).toMatchObject({ keyHint: '1111', phase: 'ready' });
  world.keys.set('new-3333', { ...mayTrade, details: ['read'] });
  await collected(connections.rotate(id, await enter('new-3333'), '', never));
  await expect.poll(() => world.opened.at(-1)?.apiKey).toBe('new-3333');
  expect(connections.cards()[0]).toMatchObject({ keyHint: '3333', hasKeys: true });
  expect(actions()).toEqual(expect.arrayContaining(['rotated', 'permissions-changed']));
});

test('revoking wipes the keys, ends the connection and leaves its history', async () => {
  const { world, connections, enter, tested, vault, attached, actions } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { draft } = await tested(await enter('k'));
  const { id } = await connections.create(draft, '');
  await expect.poll(() => attached).toEqual([id]);
  await connections.revoke(id);
  expect(await vault.has(`connection:${id}`)).toBe(false);
  expect(connections.cards()).toEqual([]);
  expect(attached).toEqual([]);
  expect(actions().at(-1)).toBe('revoked');
  await expect(connections.connect(id)).rejects.toMatchObject({ kind: 'not-found' });
});

test('what connects by itself does so at the next start; what is switched off does not', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  first.world.keys.set('a', mayTrade).set('b', mayTrade);
  const one = await first.connections.create((await first.tested(await first.enter('a'))).draft, '');
  const two = await first.connections.create(
    (await first.tested(await first.enter('b'), { label: 'Off' })).draft,
    '',
  );
  await first.connections.setEnabled(two.id, false);
  await first.close();
  const { connections, world } = await openedConnections(parts, first.world);
  const before = world.opened.length;
  await connections.start();
  expect(world.opened.slice(before).map(({ config }) => config.id)).toEqual([one.id]);
  expect(connections.cards().map(({ phase, isEnabled }) => [phase, isEnabled])).toEqual([
    ['ready', true],
    ['disconnected', false],
  ]);
});

test('a refused key is a card with the reason, a loss and a recovery are in the log', async () => {
  const { world, connections, enter, tested, actions } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await expect.poll(() => connections.cards()[0]?.phase).toBe('ready');
  world.states.get(id)?.({ phase: 'back-off', reason: 'The line went dead.', since: epochMs(1) });
  world.states.get(id)?.({ phase: 'ready', reason: '', since: epochMs(2) });
  await expect.poll(actions).toEqual(['created', 'connected', 'failed', 'connected']);
  await connections.disconnect(id);
  world.keys.clear();
  await expect(connections.connect(id)).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(connections.cards()[0]).toMatchObject({
    phase: 'disconnected',
    reason: 'The venue does not know this key.',
  });
});

test('K8: a dropped file of keys is taken once and wiped; one that others can read is refused and wiped as well', async () => {
  const { connections, entries, profile } = await openedConnections();
  const { id, command } = await connections.beginEntry('fake', 'Mine', []);
  expect(command).toContain(id);
  expect((await readForm(profile, id)).fields.map(({ name, isSecret }) => [name, isSecret])).toEqual([
    ['apiKey', false],
    ['apiSecret', true],
  ]);
  const path = join(profile, 'entries', `${id}.keys.json`);
  await writeFile(`${path}.tmp`, JSON.stringify({ apiKey: 'a', apiSecret: 'b' }));
  await chmod(`${path}.tmp`, 0o644);
  const { rename } = await import('node:fs/promises');
  await rename(`${path}.tmp`, path);
  await expect.poll(() => entries.card(id).trouble).toContain('can be read by others');
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await dropValues(profile, id, { apiKey: 'a' });
  await expect.poll(() => entries.card(id).trouble).toBe('Secret is missing.');
  await dropValues(profile, id, { apiKey: 'a', apiSecret: 'b' });
  await expect.poll(() => entries.card(id).state).toBe('entered');
  expect(await awaitAnswer(profile, id, never)).toEqual({ trouble: '' });
  expect(await readdir(join(profile, 'entries'))).toEqual([]);
});

test('keys that were entered for a connection that was never saved are gone after the next start', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  const entry = await first.enter('left');
  expect(await first.vault.has(`entry:${entry}`)).toBe(true);
  await first.close();
  const { connections, vault } = await openedConnections(parts);
  await connections.start();
  expect(await vault.has(`entry:${entry}`)).toBe(false);
});

test('a cancelled entry leaves nothing behind, whether its keys had come or not', async () => {
  const { connections, entries, enter, vault, tested } = await openedConnections();
  const waiting = await connections.beginEntry('fake', 'Mine', []);
  await connections.cancelEntry(waiting.id);
  expect(entries.card(waiting.id).state).toBe('cancelled');
  const entry = await enter('key-4f2a');
  await connections.cancelEntry(entry);
  expect(await vault.has(`entry:${entry}`)).toBe(false);
  await expect(tested(entry)).rejects.toThrow('have not been entered');
});

test('another nickname needs no other test', async () => {
  const { connections, enter, tested, world } = await openedConnections();
  world.keys.set('key-4f2a', mayTrade);
  const { draft } = await tested(await enter('key-4f2a'));
  const renamed = { ...draft, settings: { ...draft.settings, label: 'Another name' } };
  expect((await connections.create(renamed, '')).settings.label).toBe('Another name');
});

test('a connection that is revoked while its new keys are tested keeps none of them', async () => {
  const { world, connections, enter, tested, vault } = await openedConnections();
  world.keys.set('old', mayTrade).set('new', mayTrade);
  const { id } = await connections.create((await tested(await enter('old'))).draft, '');
  const rotation = connections.rotate(id, await enter('new'), '', never);
  await rotation.next();
  await connections.revoke(id);
  await expect(collected(rotation)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await vault.has(`connection:${id}`)).toBe(false);
});

test('two pages at once: what is switched off, edited and revoked together stays revoked', async () => {
  const { world, connections, enter, tested, storage } = await openedConnections();
  world.keys.set('k', mayTrade);
  const card = await connections.create((await tested(await enter('k'))).draft, '');
  const acts = await Promise.allSettled([
    connections.revoke(card.id),
    connections.setEnabled(card.id, true),
    connections.edit(card.id, { ...settings, label: 'Other' }),
  ]);
  expect(acts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(storage.journal.connections.get(card.id)?.revokedAt).not.toBeNull();
  expect(connections.cards()).toEqual([]);
});

test('what two pages change of one connection at the same moment is both kept', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await Promise.all([
    connections.setEnabled(id, false),
    connections.edit(id, { ...settings, label: 'Other' }),
  ]);
  expect(connections.cards()[0]).toMatchObject({ isEnabled: false, settings: { label: 'Other' } });
});

test('a draft that is saved twice at once is one connection', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { draft } = await tested(await enter('k'));
  const acts = await Promise.allSettled([connections.create(draft, ''), connections.create(draft, '')]);
  expect(acts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(connections.cards()).toHaveLength(1);
});

test('keys that nobody saved are gone once the vault is unlocked, and those of this run stay', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  const entry = await first.enter('left');
  await first.close();
  const { connections, vault, enter } = await openedConnections(parts);
  await vault.lock('For a test.');
  await connections.start();
  await vault.unlock(new Secret(passphrase));
  await expect.poll(() => vault.has(`entry:${entry}`)).toBe(false);
  const fresh = await enter('fresh');
  await vault.lock('For a test.');
  await vault.unlock(new Secret(passphrase));
  expect(await vault.has(`entry:${fresh}`)).toBe(true);
});

test('keys entered before the application has looked for leftovers stay', async () => {
  const { connections, vault, enter } = await openedConnections();
  const entry = await enter('early');
  await connections.start();
  expect(await vault.has(`entry:${entry}`)).toBe(true);
});

test('a connection that could not be saved leaves no keys behind', async () => {
  const { world, connections, enter, tested, vault, storage, made } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { draft } = await tested(await enter('k'));
  const { save } = storage.journal.connections;
  Object.assign(storage.journal.connections, {
    save: async () => {
      throw new Error('the disk is full');
    },
  });
  await expect(connections.create(draft, '')).rejects.toThrow('disk is full');
  expect(await vault.has(`connection:${made.at(-1)}`)).toBe(false);
  Object.assign(storage.journal.connections, { save });
  expect((await connections.create(draft, '')).hasKeys).toBe(true);
});

test('what is edited beyond its nickname counts as untested, and keys stay in their environment', async () => {
  const { world, connections, enter, tested } = await openedConnections();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  expect((await connections.edit(id, { ...settings, label: 'Other' })).testResult).toBe('passed');
  expect((await connections.edit(id, { ...settings, isTradingEnabled: false })).testResult).toBeNull();
  await expect(connections.edit(id, { ...settings, environment: 'testnet' })).rejects.toThrow(
    'one environment',
  );
});

test('one connection that cannot be read takes no other along', async () => {
  const { world, connections, enter, tested, storage } = await openedConnections();
  world.keys.set('k', { ...mayTrade, details: Array.from({ length: 90 }, () => 'x'.repeat(200)) });
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  const row = storage.journal.connections.get(id);
  if (row === undefined) throw new Error('no row');
  await storage.journal.connections.save(
    { ...row, id: 'strange', settings: { of: 'tomorrow' } },
    { at: epochMs(1), connection: 'strange', label: '', action: 'created', detail: '' },
  );
  expect(connections.cards().map((card) => card.id)).toEqual([id]);
});

test('an entry that is cancelled while its keys are being taken leaves none behind', async () => {
  const { connections, entries, vault, profile } = await openedConnections();
  const { id } = await connections.beginEntry('fake', 'Mine', []);
  await dropValues(profile, id, { apiKey: 'a', apiSecret: 'b' });
  await expect
    .poll(() =>
      readdir(join(profile, 'entries')).then((names) => names.some((name) => name.includes('.keys'))),
    )
    .toBe(false);
  await connections.cancelEntry(id);
  expect(['cancelled', 'entered']).toContain(entries.card(id).state);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await vault.has(`entry:${id}`)).toBe(false);
});

test('K8: a page cannot open windows for keys without end', async () => {
  const { connections } = await openedConnections();
  for (let count = 0; count < 8; count += 1) await connections.beginEntry('fake', 'Mine', []);
  await expect(connections.beginEntry('fake', 'Mine', [])).rejects.toMatchObject({ kind: 'rate-limited' });
});

test('addresses of a simulator are given all together, and only in developer mode, also for what was saved there', async () => {
  const parts = temporaryProfile();
  const urls = { rest: 'http://127.0.0.1:1', ws: 'ws://127.0.0.1:2' };
  const readOnly = { isTradingEnabled: false, isAutoConnect: false };
  const plain = await openedConnections(parts);
  await expect(plain.tested(null, { ...readOnly, urls })).rejects.toThrow('for developers');
  await plain.close();
  const developer = await openedConnections(parts, fakeWorld(), true);
  for (const wrong of [{ rest: urls.rest }, { ...urls, wss: urls.ws }, { rest: 'garbage', ws: urls.ws }]) {
    await expect(developer.tested(null, { ...readOnly, urls: wrong })).rejects.toThrow('rest, ws');
  }
  const { draft } = await developer.tested(null, { ...readOnly, urls });
  const { id } = await developer.connections.create(draft, '');
  expect(developer.storage.journal.audit.after(0, 9).at(-1)?.detail).toContain('127.0.0.1:1');
  await developer.close();
  const again = await openedConnections(parts);
  await expect(again.connections.connect(id)).rejects.toThrow('for developers');
});

test('a connection is revoked also while its keys are locked, and they are wiped once they are unlocked', async () => {
  const { world, connections, enter, tested, vault } = await openedConnections();
  await connections.start();
  world.keys.set('k', mayTrade);
  const { id } = await connections.create((await tested(await enter('k'))).draft, '');
  await vault.lock('For a test.');
  await connections.revoke(id);
  expect(connections.cards()).toEqual([]);
  await vault.unlock(new Secret(passphrase));
  await expect.poll(() => vault.has(`connection:${id}`)).toBe(false);
});

test('a port that no machine has is refused for what it is, in a proxy and in other addresses', async () => {
  const { connections, enter, tested } = await openedConnections();
  const entry = await enter('key-4f2a');
  for (const proxy of ['http://127.0.0.1:99999', 'socks5://proxy.example:0']) {
    await expect(tested(entry, { proxy })).rejects.toThrow(
      /is not a port. A port is a number from 1 to 65535/,
    );
  }
  expect(connections.cards()).toEqual([]);
});
