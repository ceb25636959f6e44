import { expect, test } from 'vitest';
import type { ConnectionSettings } from '../../src-shared/contract/connections.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { Secret } from '../vault/index.ts';
import type { VenueSetting } from '../venues/venue-kind.ts';
import { savedOf } from './saved-connection.ts';
import { fakeWorld, mayTrade } from './testing/fake-kind.ts';
import { never, openedConnections, passphrase, settings } from './testing/opened-connections.ts';

const system: VenueSetting = {
  name: 'system',
  label: 'System',
  hint: 'Your broker tells you.',
  choices: [
    { value: 'Main', label: 'Main', environment: 'live' },
    { value: 'Practice', label: 'Practice', environment: 'testnet' },
  ],
  isFree: false,
  isDiscoverable: true,
  default: '',
};
const gateway: VenueSetting = {
  ...system,
  name: 'gateway',
  label: 'Gateway',
  choices: [],
  isFree: true,
  default: 'wss://gate.example:443',
};

async function withSettings() {
  const world = fakeWorld();
  world.keys.set('good', mayTrade);
  world.settings = [system, gateway];
  return openedConnections(undefined, world);
}

test('a connection keeps what it chose of its venue and hands it over', async () => {
  const one = await withSettings();
  const chosen = { system: 'Main', gateway: 'wss://other.example' };
  const { draft } = await one.tested(await one.enter('good'), { settings: chosen });
  const card = await one.connections.create(draft, '');
  expect(card.settings.settings).toEqual(chosen);
  await expect.poll(() => one.world.opened.at(-1)?.config.settings).toEqual(chosen);
  const [row] = one.storage.journal.connections.list();
  expect(row?.settings).toMatchObject({ settings: chosen });
});

test.each<[words: RegExp, change: Partial<ConnectionSettings>]>([
  [/System is missing/, {}],
  [/no setting “server”/, { settings: { system: 'Main', server: 'x' } }],
  [/“Practice” is not a choice/, { settings: { system: 'Practice' } }],
  [/“Main” is not a choice/, { settings: { system: 'Main' }, environment: 'testnet' }],
  [
    /password is entered with the keys/,
    { settings: { system: 'Main', gateway: 'wss://me:secret@gate.example' } },
  ],
])('what a kind cannot take is refused in words: %s', async (words, change) => {
  const one = await withSettings();
  await expect(one.tested(await one.enter('good'), change)).rejects.toThrow(words);
});

test('K9: with another setting a test says nothing any more', async () => {
  const one = await withSettings();
  const { draft } = await one.tested(await one.enter('good'), { settings: { system: 'Main' } });
  const other = {
    ...draft,
    settings: { ...draft.settings, settings: { system: 'Main', gateway: 'wss://b' } },
  };
  await expect(one.connections.create(other, '')).rejects.toThrow('Test the connection first');
  // In whatever order they were chosen.
  const { draft: two } = await one.tested(draft.entry, { settings: { gateway: 'wss://b', system: 'Main' } });
  const turned = { ...two.settings, settings: { system: 'Main', gateway: 'wss://b' } };
  await expect(one.connections.create({ ...two, settings: turned }, '')).resolves.toMatchObject({
    kind: 'fake',
  });
});

test('connections from before there were settings are read as they were', () => {
  const { settings: _, ...old } = settings;
  const row = {
    id: 'c1',
    kind: 'fake',
    isEnabled: true,
    keyHint: '',
    keysSetAt: null,
    permissions: null,
    testedAt: null,
    testResult: null,
    createdAt: epochMs(1),
    revokedAt: null,
  };
  expect(savedOf({ ...row, settings: old }).settings).toEqual({ ...old, settings: {} });
});

test('a venue is asked for choices without keys, with what is chosen so far', async () => {
  const one = await withSettings();
  one.world.choices = async (setting, config) => [
    { value: `${setting} at ${config.settings?.gateway}`, label: 'One' },
  ];
  const draft = { ...settings, settings: { gateway: 'wss://b' } };
  expect(await one.connections.discover('fake', 'system', draft, never)).toEqual([
    { value: 'system at wss://b', label: 'One' },
  ]);
  one.world.choices = async () => [];
  await expect(one.connections.discover('fake', 'system', draft, never)).rejects.toThrow('nothing to choose');
  await expect(one.connections.discover('fake', 'colour', draft, never)).rejects.toThrow('cannot be asked');
});

test('who gives up asking is not kept waiting by a venue that hangs', async () => {
  const one = await withSettings();
  one.world.choices = () => new Promise(() => undefined);
  const ending = new AbortController();
  const asking = one.connections.discover('fake', 'system', settings, ending.signal);
  ending.abort();
  await expect(asking).rejects.toMatchObject({ kind: 'cancelled' });
});

test('what was logged out elsewhere stays off through sleep and unlocking until somebody takes over', async () => {
  const one = await withSettings();
  const { draft } = await one.tested(await one.enter('good'), { settings: { system: 'Main' } });
  const { id } = await one.connections.create(draft, '');
  const card = () => one.connections.cards().find((found) => found.id === id);
  await expect.poll(() => card()?.phase).toBe('ready');
  one.world.states.get(id)?.({
    phase: 'disconnected',
    reason: 'Another program logged in.',
    since: epochMs(2),
    isLoggedOutElsewhere: true,
  });
  const before = one.world.opened.length;
  await one.connections.onSleep();
  one.connections.onWake();
  await one.vault.lock('test');
  await one.vault.unlock(new Secret(passphrase));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(one.world.opened.length).toBe(before);
  expect(card()).toMatchObject({ phase: 'disconnected', isLoggedOutElsewhere: true });
  await one.connections.connect(id);
  expect(card()).toMatchObject({ phase: 'ready', isLoggedOutElsewhere: false });
});
