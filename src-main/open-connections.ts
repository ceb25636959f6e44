import { randomUUID } from 'node:crypto';
import type { ConnectionSettings } from '../src-shared/contract/connections.ts';
import {
  type Connections,
  createConnections,
  type OpenEntryWindow,
  SecretEntries,
  type VaultAccess,
  vaultAccess,
} from './connections/index.ts';
import type { Log } from './log.ts';
import type { JournalStore } from './storage/journal-store.ts';
import { systemWorld } from './system-world.ts';
import { openVault, type Strength, type Vault } from './vault/index.ts';
import { venueKinds } from './venue-kinds.ts';
import type { Release, Venue } from './venues/venue.ts';
import type { VenueKind } from './venues/venue-kind.ts';

export interface ConnectionOptions {
  readonly profile: string;
  readonly journal: JournalStore;
  readonly log: Log;
  readonly isDeveloper: boolean;
  readonly openEntryWindow?: OpenEntryWindow;
  /** The product's own unless a test brings others. */
  readonly kinds?: readonly VenueKind[];
  /** Cost of a guess at the passphrase; the machine's own unless a test brings the least that is allowed. */
  readonly vaultStrength?: Strength;
  attach(venue: Venue, settings: ConnectionSettings): Release;
}

export interface OpenedConnections {
  readonly connections: Connections;
  readonly entries: SecretEntries;
  readonly vault: Vault;
  readonly vaultAccess: VaultAccess;
  /** Fetches what `connections.openFor` needs to answer at once. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/** Joins the vault, the venues and the saved connections of a profile: for the application and for single commands. */
export async function openConnections(options: ConnectionOptions): Promise<OpenedConnections> {
  const { profile, journal, log, isDeveloper, openEntryWindow, kinds = venueKinds, attach } = options;
  const world = systemWorld(log);
  const vault = await openVault({
    profile,
    profileId: await profileId(journal),
    platform: process.platform,
    now: world.now,
    log,
    ...(options.vaultStrength === undefined ? {} : { strength: options.vaultStrength }),
  });
  const entries = new SecretEntries({
    profile,
    freshId: randomUUID,
    log,
    ...(openEntryWindow === undefined ? {} : { openWindow: openEntryWindow }),
  });
  const connections = createConnections({
    journal,
    vault,
    entries,
    kinds,
    isDeveloper,
    world,
    freshId: randomUUID,
    attach,
  });
  return {
    connections: preparedFirst(connections, kinds),
    entries,
    vault,
    vaultAccess: vaultAccess(vault, entries, journal.settings),
    prepare: () => prepareSaved(connections, kinds),
    async close() {
      await connections.stop();
      await vault.close();
    },
  };
}

/** Fetches the code of the venues that saved connections are with, and that of `more`. */
async function prepareSaved(
  connections: Connections,
  kinds: readonly VenueKind[],
  more: readonly string[] = [],
): Promise<void> {
  const used = new Set([...more, ...connections.cards().map(({ kind }) => kind)]);
  await Promise.all(kinds.map(async (kind) => (used.has(kind.kind) ? kind.prepare?.() : undefined)));
}

/**
 * The same connections, with the code of every venue fetched before something is done with one. A saved connection needs
 * it to be opened, a new one once it has been tested; what only reads never waits.
 */
function preparedFirst(connections: Connections, kinds: readonly VenueKind[]): Connections {
  const prepared = (more: readonly string[] = []) => prepareSaved(connections, kinds, more);
  const after =
    <Input extends readonly unknown[], Output>(act: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      await prepared();
      return act(...input);
    };
  return {
    ...connections,
    start: after(connections.start),
    connect: after(connections.connect),
    setEnabled: after(connections.setEnabled),
    edit: after(connections.edit),
    loginUrl: after(connections.loginUrl),
    finishLogin: after(connections.finishLogin),
    async *rotate(...input) {
      await prepared();
      yield* connections.rotate(...input);
    },
    async create(draft, withdrawalWords) {
      await prepared([draft.kind]);
      return connections.create(draft, withdrawalWords);
    },
  };
}

/** Tells the secrets of this profile from those of another on the same machine. */
async function profileId(journal: JournalStore): Promise<string> {
  const known = journal.settings.get('profile.id');
  if (typeof known === 'string') return known;
  const fresh = randomUUID();
  await journal.settings.set('profile.id', fresh);
  return fresh;
}
