import type {
  ConnectionHealthCard,
  ConnectionSettings,
  PracticeCard,
  SavedConnectionCard,
  SecretEntryCard,
  SettingChoiceCard,
  TestStepCard,
} from '../../src-shared/contract/connections.ts';
import type { AuditQuery } from '../storage/connection-store.ts';
import type { JournalStore } from '../storage/journal-store.ts';
import type { Vault } from '../vault/index.ts';
import type { Release, Venue } from '../venues/venue.ts';
import type { VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { type AuditPage, auditCsv, auditPage } from './audit-log.ts';
import { type Desk, revokeConnection, rotateKeys } from './connection-acts.ts';
import { cardOf } from './connection-card.ts';
import { ConnectionRecords } from './connection-records.ts';
import { ConnectionTests, type Draft, type TestSubject } from './connection-tests.ts';
import { createConnection, editConnection } from './create-connection.ts';
import { discoverChoices } from './discover-choices.ts';
import { InTurn } from './in-turn.ts';
import { LeftoverKeys } from './leftover-keys.ts';
import { practicesOf } from './practices.ts';
import { RunningConnections } from './running-connections.ts';
import { assertPlaces, assertSettings, configOf, type SavedConnection } from './saved-connection.ts';
import type { SecretEntries } from './secret-entry.ts';
import { recordOf, VenueKeys } from './venue-keys.ts';
import { finishLogin, loginUrl } from './web-login.ts';

export type { OpenEntryWindow } from './secret-entry.ts';
export { SecretEntries } from './secret-entry.ts';
export { type VaultAccess, vaultAccess } from './vault-access.ts';
export { readVaultSettings, saveVaultSettings } from './vault-settings.ts';
export { assertPossible, vaultForms } from './vault-wishes.ts';

export interface ConnectionsParts {
  readonly journal: Pick<JournalStore, 'connections' | 'audit' | 'settings'>;
  readonly vault: Vault;
  readonly entries: SecretEntries;
  readonly kinds: readonly VenueKind[];
  /** Allows other addresses and certificates, for simulators. */
  readonly isDeveloper: boolean;
  readonly world: Omit<VenueParts, 'credentials' | 'record'>;
  freshId(): string;
  /** Makes an open venue known to the market hub and to trading, until the release. */
  attach(venue: Venue, settings: ConnectionSettings): Release;
}

/** Saved connections to venues: their life, their keys, their tests and what was done to them. */
export interface Connections {
  readonly kinds: readonly VenueKind[];
  readonly isDeveloper: boolean;
  /** Connects what connects by itself. Never rejects: each connection tells its own troubles. */
  start(): Promise<void>;
  stop(): Promise<void>;
  cards(): SavedConnectionCard[];
  health(): ConnectionHealthCard[];
  onChange(listener: () => void): Release;
  /** Asks the venue, without keys, which choices a setting has. */
  discover(
    kind: string,
    setting: string,
    settings: ConnectionSettings,
    signal: AbortSignal,
  ): Promise<SettingChoiceCard[]>;
  beginEntry(kind: string, label: string, fields: readonly string[]): Promise<SecretEntryCard>;
  /** Ends an entry that is not wanted any more; keys that it already brought are wiped. */
  cancelEntry(entry: string): Promise<void>;
  test(subject: TestSubject, signal: AbortSignal): AsyncGenerator<TestStepCard, void, void>;
  create(draft: Draft, withdrawalWords: string): Promise<SavedConnectionCard>;
  edit(id: string, settings: ConnectionSettings): Promise<SavedConnectionCard>;
  rotate(
    id: string,
    entry: string,
    withdrawalWords: string,
    signal: AbortSignal,
  ): AsyncGenerator<TestStepCard, void, void>;
  setEnabled(id: string, isEnabled: boolean): Promise<SavedConnectionCard>;
  connect(id: string): Promise<void>;
  disconnect(id: string): Promise<void>;
  retryNow(id: string): void;
  revoke(id: string): Promise<void>;
  loginUrl(id: string): Promise<string>;
  finishLogin(id: string, answer: string): Promise<SavedConnectionCard>;
  audit(query: AuditQuery): AuditPage;
  auditCsv(): string;
  practices(): PracticeCard[];
  /** For the command line: the venue's parts of one saved connection. */
  openFor(id: string, record?: VenueParts['record']): { readonly kind: VenueKind; readonly venue: Venue };
  /** The machine goes to sleep: says goodbye to every venue and stays ready to come back. */
  onSleep(): Promise<void>;
  /** The machine woke up: sockets may be dead without knowing. */
  onWake(): void;
}

export function createConnections(parts: ConnectionsParts): Connections {
  const { journal, vault, entries, kinds, isDeveloper, world, freshId } = parts;
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const background = new Set<Promise<void>>();
  let stopListening: Release = () => undefined;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const records = new ConnectionRecords({ journal, kinds, world, changed });
  const turns = new InTurn();
  const leftovers = new LeftoverKeys({
    settings: journal.settings,
    vault,
    isOwned: (record) =>
      records.list().some(({ id, keysSetAt }) => keysSetAt !== null && recordOf(id) === record),
    log: world.log,
  });
  const keys = new VenueKeys({ vault, entries, leftovers, world });
  const tests = new ConnectionTests({ records, keys, turns, isDeveloper, now: world.now });
  const openVenue = (saved: SavedConnection, record?: VenueParts['record']): Venue => {
    const kind = records.kindOf(saved.kind);
    // Also what was saved in developer mode asks for developer mode again.
    assertSettings(kind, saved.settings, isDeveloper);
    const key = saved.keysSetAt === null ? null : recordOf(saved.id);
    return kind.open(configOf(saved.id, saved.settings), keys.partsFor(key, record));
  };
  const running = new RunningConnections({
    now: world.now,
    log: world.log,
    openVenue,
    attach: (venue, saved) => parts.attach(venue, saved.settings),
    saved: () => records.list(),
    areKeysLocked: () => vault.state().phase !== 'ready',
    note: (saved, action, detail) => records.note(saved, action, detail),
    changed,
  });
  const connectSoon = (saved: SavedConnection) => void running.connect(saved).catch(() => changed());
  const desk: Desk = {
    records,
    keys,
    tests,
    running,
    leftovers,
    turns,
    vault,
    isDeveloper,
    world,
    freshId,
    connectSoon,
    afterwards(work) {
      const working = work(ending.signal).finally(() => background.delete(working));
      background.add(working);
    },
  };
  const card = (saved: SavedConnection) => cardOf(saved, kinds, running);
  const comeBack = async () => {
    await leftovers.sweep();
    await running.resume().catch((error: unknown) => world.log('connections.not-resumed', { error }));
  };

  return {
    kinds,
    isDeveloper,

    async start() {
      stopListening = vault.onState(({ phase }) => {
        if (phase === 'ready') void comeBack();
      });
      records.chain.noteEnd();
      await comeBack();
    },

    async stop() {
      stopListening();
      ending.abort();
      await entries.close();
      await running.stop();
      await Promise.allSettled(background);
      await records.chain.settle();
    },

    cards: () => records.list().map(card),
    health: () => running.health(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async discover(name, setting, settings, signal) {
      const kind = records.kindOf(name);
      assertPlaces(kind, settings, isDeveloper);
      return discoverChoices(kind, setting, settings, keys.partsFor(null), signal);
    },
    beginEntry: async (kind, label, names) => keys.begin(records.kindOf(kind), label, names),
    async cancelEntry(entry) {
      await keys.cancel(entry);
      tests.forgetEntry(entry);
    },

    test: (subject, signal) => tests.run(subject, signal),
    create: async (draft, withdrawalWords) => card(await createConnection(desk, draft, withdrawalWords)),
    edit: async (id, settings) => card(await editConnection(desk, id, settings)),
    rotate: (id, entry, withdrawalWords, signal) => rotateKeys(desk, id, entry, withdrawalWords, signal),

    setEnabled: (id, isEnabled) =>
      turns.run(id, async () => {
        const words = isEnabled ? 'It may connect again.' : 'It stays off until it is switched on.';
        const action = isEnabled ? 'enabled' : 'disabled';
        const next = await records.write({ ...records.get(id), isEnabled }, action, words);
        if (!isEnabled) {
          await running.close(id);
          running.forget(id);
        } else if (next.settings.isAutoConnect) {
          connectSoon(next);
        }
        return card(next);
      }),

    connect: async (id) => running.connect(records.get(id)),

    async disconnect(id) {
      const saved = records.get(id);
      if (running.get(id) === undefined) return;
      await running.closeByHand(id);
      await records.note(saved, 'disconnected', 'Disconnected by hand.');
    },

    retryNow: (id) => running.retryNow(records.get(id)),

    revoke: (id) => revokeConnection(desk, id),
    loginUrl: (id) => loginUrl(desk, id),
    finishLogin: async (id, answer) => card(await finishLogin(desk, id, answer)),

    audit: (query) => auditPage(journal.audit, records.chain, query),
    auditCsv() {
      records.chain.verifyAll();
      return auditCsv(journal.audit);
    },
    practices: () => {
      const state = vault.state();
      return practicesOf({
        connections: records.list(),
        vault: { phase: state.phase, provider: state.phase === 'unset' ? 'none' : state.provider },
        unbindable: new Set(
          kinds.filter(({ description }) => description.canBindAddress === false).map(({ kind }) => kind),
        ),
        isAuditWhole: records.chain.firstBroken() === null,
        nowMs: world.now(),
      });
    },
    openFor: (id, record) => {
      const saved = records.get(id);
      return { kind: records.kindOf(saved.kind), venue: openVenue(saved, record) };
    },
    onSleep: () => running.onSleep(),
    onWake: () => running.onWake(),
  };
}
