import { expect, onTestFinished } from 'vitest';
import type { ConnectionSettings } from '../../../src-shared/contract/connections.ts';
import { openedStorage, temporaryProfile } from '../../storage/testing/temporary-profile.ts';
import { systemWorld } from '../../system-world.ts';
import { type Keychain, openVault, Secret } from '../../vault/index.ts';
import { createConnections, SecretEntries } from '../index.ts';
import { dropValues } from '../secret-drop.ts';
import { fakeKind, fakeWorld } from './fake-kind.ts';

export const settings: ConnectionSettings = {
  label: 'Mine',
  environment: 'live',
  products: ['spot'],
  hasMarketData: true,
  isTradingEnabled: true,
  isAutoConnect: true,
  settings: {},
  proxy: '',
};
export const passphrase = 'correct horse battery';
export const never = new AbortController().signal;

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Saved connections of a temporary profile with a pretended venue. Opening the same profile again is a restart. */
export async function openedConnections(
  parts = temporaryProfile(),
  world = fakeWorld(),
  isDeveloper = false,
  keychain?: Keychain,
) {
  const storage = await openedStorage(parts);
  const vault = await openVault({
    profile: parts.profile,
    profileId: 'p1',
    platform: process.platform,
    now: Date.now,
    log: () => undefined,
    strength: { memoryKiB: 65_536, passes: 3, lanes: 1 },
    ...(keychain === undefined ? {} : { keychain }),
  });
  const given = new Secret(passphrase);
  if (vault.state().phase === 'unset') await vault.choosePassphrase(given);
  else await vault.unlock(given);
  let count = 0;
  const entries = new SecretEntries({
    profile: parts.profile,
    freshId: () => `e${++count}`,
    log: () => undefined,
  });
  await entries.start();
  const attached: string[] = [];
  const made: string[] = [];
  const connections = createConnections({
    journal: storage.journal,
    vault,
    entries,
    kinds: [fakeKind(world)],
    isDeveloper,
    world: systemWorld(() => undefined),
    freshId: () => {
      made.push(`c${made.length}-${Math.random().toString(36).slice(2, 8)}`);
      return made.at(-1) ?? '';
    },
    attach: (venue) => {
      attached.push(venue.id);
      return () => attached.splice(attached.indexOf(venue.id), 1);
    },
  });
  const close = async () => {
    await connections.stop();
    await vault.close();
    await storage.close();
  };
  onTestFinished(close);
  const enter = async (apiKey: string) => {
    const { id } = await connections.beginEntry('fake', 'Mine', []);
    await dropValues(parts.profile, id, { apiKey, apiSecret: `secret-of-${apiKey}` });
    await expect.poll(() => entries.card(id).state).toBe('entered');
    return id;
  };
  const tested = async (entry: string | null, change: Partial<ConnectionSettings> = {}) => {
    const draft = { kind: 'fake', settings: { ...settings, ...change }, entry };
    const steps = await collected(connections.test(draft, never));
    return { draft, steps };
  };
  const actions = () => storage.journal.audit.after(0, 100).map(({ action }) => action);
  return {
    ...parts,
    storage,
    vault,
    world,
    entries,
    connections,
    attached,
    enter,
    tested,
    actions,
    made,
    close,
  };
}
