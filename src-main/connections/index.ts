import type {
  ConnectionHealthCard,
  ConnectionSettings,
  PracticeCard,
  SavedConnectionCard,
  SecretEntryCard,
  TestStepCard,
} from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AuditQuery } from '../storage/connection-store.ts';
import type { JournalStore } from '../storage/journal-store.ts';
import { Secret, type Vault } from '../vault/index.ts';
import type { Release, Venue } from '../venues/venue.ts';
import type { CredentialAccess, VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { type AuditAction, type AuditPage, auditCsv, auditPage, firstBroken } from './audit-log.ts';
import { assertSavable, runTest, type TestVerdict } from './connection-test.ts';
import { practicesOf } from './practices.ts';
import { asFailure, RunningConnection } from './running-connection.ts';
import { assertSettings, configOf, rowOf, type SavedConnection, savedOf } from './saved-connection.ts';
import type { EntryField, SecretEntries } from './secret-entry.ts';

export type { OpenEntryWindow } from './secret-entry.ts';
export { SecretEntries } from './secret-entry.ts';
export { type VaultAccess, vaultAccess } from './vault-access.ts';

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

type Draft = { readonly kind: string; readonly settings: ConnectionSettings; readonly entry: string | null };
type TestSubject = { readonly id: string } | Draft;

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

/** Entries whose keys lie in the vault but belong to no connection yet; swept at the next start. */
const openEntriesKey = 'connections.entries';

export function createConnections(parts: ConnectionsParts): Connections {
  const { journal, vault, entries, kinds, isDeveloper, world, freshId } = parts;
  const running = new Map<string, RunningConnection>();
  const troubles = new Map<string, { reason: string; since: EpochMs }>();
  const verdicts = new Map<string, TestVerdict>();
  const listeners = new Set<() => void>();
  const hints = new Map<string, string>();
  let stopListening: Release = () => undefined;

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const kindOf = (name: string): VenueKind => {
    const kind = kinds.find((one) => one.kind === name);
    if (kind === undefined) throw new Failure('not-found', `There is no venue “${name}”.`);
    return kind;
  };
  const savedBy = (id: string): SavedConnection => {
    const row = journal.connections.get(id);
    if (row === undefined || row.revokedAt !== null) {
      throw new Failure('not-found', `There is no connection “${id}”.`);
    }
    return savedOf(row);
  };
  const recordOf = (id: string) => `connection:${id}`;
  const entryRecord = (id: string) => `entry:${id}`;

  const credentials = (record: string): CredentialAccess => ({
    use: (purpose, use) => vault.use(record, purpose, use),
    replace: async (fields) => {
      const merged = await vault.use(record, 'renew a login', (old) =>
        Object.fromEntries(
          Object.entries({ ...old, ...fields }).map(([name, value]) => [name, new Secret(value.reveal())]),
        ),
      );
      await vault.store(record, 'venue-key', merged);
    },
  });
  const partsFor = (record: string | null, recordFrame?: VenueParts['record']): VenueParts => ({
    ...world,
    credentials: record === null ? null : credentials(record),
    ...(recordFrame === undefined ? {} : { record: recordFrame }),
  });

  const write = async (saved: SavedConnection, action: AuditAction, detail: string) => {
    const fact = {
      at: world.now(),
      connection: saved.id,
      label: saved.settings.label,
      action,
      detail: detail.slice(0, 500),
    };
    await journal.connections.save(rowOf(saved), fact);
    changed();
    return saved;
  };
  const note = (saved: SavedConnection, action: AuditAction, detail: string) =>
    journal.audit
      .append({
        at: world.now(),
        connection: saved.id,
        label: saved.settings.label,
        action,
        detail: detail.slice(0, 500),
      })
      .catch((error: unknown) => world.log('connections.not-audited', { connection: saved.id, error }));

  const cardOf = (saved: SavedConnection): SavedConnectionCard => {
    const kind = kinds.find((one) => one.kind === saved.kind);
    const state = running.get(saved.id)?.state();
    const trouble = troubles.get(saved.id);
    const since = state?.since ?? trouble?.since ?? saved.createdAt;
    return {
      id: saved.id,
      kind: saved.kind,
      kindLabel: kind?.label ?? saved.kind,
      settings: saved.settings,
      isEnabled: saved.isEnabled,
      phase: state?.phase ?? 'disconnected',
      reason: (state?.reason || trouble?.reason || '').slice(0, 500),
      since,
      ...(state?.nextAttempt === undefined ? {} : { nextAttempt: state.nextAttempt }),
      hasKeys: saved.keysSetAt !== null,
      keyHint: saved.keyHint,
      keysSetAt: saved.keysSetAt,
      permissions: saved.permissions,
      testedAt: saved.testedAt,
      testResult: saved.testResult,
      latencyMs: running.get(saved.id)?.venue.health?.().latencyMs ?? null,
      createdAt: saved.createdAt,
      hasWebLogin: kind?.webLogin !== undefined,
    };
  };

  const openVenue = (saved: SavedConnection, record?: VenueParts['record']): Venue =>
    kindOf(saved.kind).open(
      configOf(saved.id, saved.settings),
      partsFor(saved.keysSetAt === null ? null : recordOf(saved.id), record),
    );

  const connect = async (saved: SavedConnection): Promise<void> => {
    if (!saved.isEnabled) throw new Failure('invalid', `${saved.settings.label} is switched off.`);
    if (running.has(saved.id)) return;
    let wasReady = false;
    try {
      const one = new RunningConnection(openVenue(saved), {
        now: world.now,
        attach: (venue) => parts.attach(venue, saved.settings),
        onState: (state) => {
          if (state.phase === 'ready' && !wasReady) {
            wasReady = true;
            void note(saved, 'connected', 'It is connected.');
          }
          if (state.phase === 'back-off' && wasReady) {
            wasReady = false;
            void note(saved, 'failed', state.reason === '' ? 'The connection was lost.' : state.reason);
          }
          changed();
        },
      });
      running.set(saved.id, one);
      troubles.delete(saved.id);
      changed();
      await one.connect();
    } catch (error) {
      const failure = asFailure(error);
      if (!(error instanceof Failure)) world.log('connections.failed', { connection: saved.id, error });
      const one = running.get(saved.id);
      running.delete(saved.id);
      await one
        ?.close()
        .catch((cause: unknown) =>
          world.log('connections.not-closed', { connection: saved.id, error: cause }),
        );
      troubles.set(saved.id, { reason: failure.message, since: world.now() });
      await note(saved, 'failed', failure.message);
      changed();
      throw failure;
    }
  };
  const close = async (id: string): Promise<void> => {
    const one = running.get(id);
    running.delete(id);
    await one?.close();
    changed();
  };

  /** Connects what connects by itself and is not connected; what waits for locked keys says so and waits. */
  const resume = async (): Promise<void> => {
    const isLocked = vault.state().phase !== 'ready';
    const due = journal.connections
      .list()
      .map(savedOf)
      .filter(({ isEnabled, settings }) => isEnabled && settings.isAutoConnect);
    await Promise.allSettled(
      due.map(async (saved) => {
        const current = running.get(saved.id);
        if (
          current !== undefined &&
          !['disconnected', 'back-off', 'degraded'].includes(current.state().phase)
        )
          return;
        if (saved.keysSetAt !== null && isLocked) {
          troubles.set(saved.id, {
            reason: 'Your keys are locked. Unlock them to connect.',
            since: world.now(),
          });
          changed();
          return;
        }
        if (current !== undefined) await close(saved.id);
        await connect(saved);
      }),
    );
  };

  const openEntries = (): string[] => {
    const known = journal.settings.get(openEntriesKey);
    return Array.isArray(known) ? known.filter((id) => typeof id === 'string') : [];
  };
  const forgetEntry = async (id: string) => {
    hints.delete(id);
    verdicts.delete(id);
    await vault.remove(entryRecord(id));
    await journal.settings.set(
      openEntriesKey,
      openEntries().filter((one) => one !== id),
    );
  };
  const assertEntered = async (entry: string) => {
    if (!(await vault.has(entryRecord(entry)))) {
      throw new Failure('invalid', 'The keys have not been entered yet.');
    }
  };
  const moveKeys = async (entry: string, id: string) => {
    await vault.use(entryRecord(entry), 'save a connection', async (fields) => {
      const kept = Object.entries(fields).map(([name, value]) => [name, new Secret(value.reveal())] as const);
      await vault.store(recordOf(id), 'venue-key', Object.fromEntries(kept));
    });
  };
  /** The test that counts for saving was of exactly these settings and keys, whatever their nickname. */
  const draftKey = ({ kind, settings, entry }: Draft) =>
    JSON.stringify([kind, entry, configOf('', { ...settings, label: '' }), settings.isTradingEnabled]);

  const afterTest = async (
    saved: SavedConnection,
    verdict: TestVerdict,
    action: AuditAction,
    change: Partial<SavedConnection> = {},
  ) => {
    const permissions = verdict.permissions ?? saved.permissions;
    const tested = { ...saved, ...change, permissions, testedAt: world.now(), testResult: verdict.result };
    const before = JSON.stringify(saved.permissions);
    const words = verdict.result === 'passed' ? 'Every step passed.' : verdict.sentence;
    await write(tested, action, words);
    if (saved.permissions !== null && JSON.stringify(permissions) !== before) {
      await note(
        saved,
        'permissions-changed',
        `The key’s rights are now: ${permissions?.details.join(', ') || 'unknown'}.`,
      );
    }
    return tested;
  };

  const service: Connections = {
    kinds,
    isDeveloper,

    async start() {
      for (const id of openEntries()) {
        await vault
          .remove(entryRecord(id))
          .catch((error: unknown) => world.log('connections.entry-left', { error }));
      }
      stopListening = vault.onState(({ phase }) => {
        if (phase === 'ready') void resume();
      });
      await resume();
    },

    async stop() {
      stopListening();
      await entries.close();
      const results = await Promise.allSettled([...running.keys()].map(close));
      for (const result of results) {
        if (result.status === 'rejected') world.log('connections.not-closed', { error: result.reason });
      }
    },

    cards: () => journal.connections.list().map((row) => cardOf(savedOf(row))),
    health: () => [...running].map(([id, one]) => one.health(id)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async beginEntry(kindName, label, names) {
      const kind = kindOf(kindName);
      const state = vault.state();
      if (state.phase === 'unset') {
        throw new Failure(
          'unauthorised',
          'Choose first where keys are kept: the system’s keychain or a passphrase.',
        );
      }
      if (state.phase === 'locked') throw new Failure('unauthorised', `${state.reason} ${state.wayBack}`);
      const fields = kind.description.credentialFields
        .filter(({ name }) => names.length === 0 || names.includes(name))
        .map(
          ({ name, label: fieldLabel, hint, isKeyId, isMultiline, isOptional }): EntryField => ({
            name,
            label: fieldLabel,
            hint,
            isSecret: !isKeyId,
            isMultiline,
            isOptional,
            isRepeated: false,
          }),
        );
      return entries.begin(`${kind.label}: keys of “${label}”`, fields, async (values, id) => {
        await journal.settings.set(openEntriesKey, [...openEntries(), id]);
        const secrets = Object.entries(values).map(([name, value]) => [name, new Secret(value)] as const);
        await vault.store(entryRecord(id), 'venue-key', Object.fromEntries(secrets));
        const keyId = kind.description.credentialFields.find((field) => field.isKeyId);
        hints.set(id, keyId === undefined ? '' : (values[keyId.name] ?? '').slice(-4));
      });
    },

    async cancelEntry(entry) {
      await entries.cancel(entry);
      if (openEntries().includes(entry)) await forgetEntry(entry);
    },

    async *test(subject, signal) {
      if ('id' in subject) {
        const saved = savedBy(subject.id);
        const record = saved.keysSetAt === null ? null : recordOf(saved.id);
        const kind = kindOf(saved.kind);
        const verdict = yield* runTest(kind, configOf(saved.id, saved.settings), partsFor(record), signal);
        await afterTest(savedBy(saved.id), verdict, 'tested');
        return;
      }
      const { kind: name, settings, entry } = subject;
      const kind = kindOf(name);
      assertSettings(kind, settings, isDeveloper);
      if (entry !== null) await assertEntered(entry);
      const record = entry === null ? null : entryRecord(entry);
      const verdict = yield* runTest(kind, configOf('untested', settings), partsFor(record), signal);
      verdicts.set(draftKey(subject), verdict);
    },

    async create(draft, withdrawalWords) {
      const { settings, entry } = draft;
      const kind = kindOf(draft.kind);
      assertSettings(kind, settings, isDeveloper);
      if (entry === null && !kind.description.isPublic) {
        throw new Failure('invalid', `${kind.label} gives nothing without keys.`);
      }
      if (entry === null && settings.isTradingEnabled) throw new Failure('invalid', 'Trading needs keys.');
      if (entry !== null) await assertEntered(entry);
      const verdict = verdicts.get(draftKey(draft));
      if (verdict === undefined)
        throw new Failure('invalid', 'Test the connection first; its settings have changed.');
      assertSavable(verdict, withdrawalWords);
      const id = freshId();
      const at = world.now();
      if (entry !== null) await moveKeys(entry, id);
      const saved: SavedConnection = {
        id,
        kind: draft.kind,
        settings,
        isEnabled: true,
        keyHint: entry === null ? '' : (hints.get(entry) ?? ''),
        keysSetAt: entry === null ? null : at,
        permissions: verdict.permissions,
        testedAt: at,
        testResult: verdict.result,
        createdAt: at,
        revokedAt: null,
      };
      const withdraws =
        verdict.permissions?.canWithdraw === true
          ? ' Its key may withdraw; this was confirmed in words.'
          : '';
      await write(saved, 'created', `${kind.label}, ${settings.environment}.${withdraws}`);
      verdicts.delete(draftKey(draft));
      if (entry !== null) await forgetEntry(entry);
      if (settings.isAutoConnect) connect(saved).catch(() => changed());
      return cardOf(saved);
    },

    async edit(id, settings) {
      const saved = savedBy(id);
      assertSettings(kindOf(saved.kind), settings, isDeveloper);
      if (saved.keysSetAt === null && settings.isTradingEnabled)
        throw new Failure('invalid', 'Trading needs keys.');
      const wasRunning = running.has(id);
      const edited = await write({ ...saved, settings }, 'edited', changesBetween(saved.settings, settings));
      if (wasRunning) {
        await close(id);
        connect(edited).catch(() => changed());
      }
      return cardOf(edited);
    },

    async *rotate(id, entry, withdrawalWords, signal) {
      const saved = savedBy(id);
      await assertEntered(entry);
      const kind = kindOf(saved.kind);
      const config = configOf(saved.id, saved.settings);
      const verdict = yield* runTest(kind, config, partsFor(entryRecord(entry)), signal);
      assertSavable(verdict, withdrawalWords);
      await moveKeys(entry, id);
      const keyHint = hints.get(entry) ?? '';
      const rotated = await afterTest(savedBy(id), verdict, 'rotated', { keyHint, keysSetAt: world.now() });
      await forgetEntry(entry);
      if (!running.has(id)) return;
      await close(id);
      connect(rotated).catch(() => changed());
    },

    async setEnabled(id, isEnabled) {
      const saved = savedBy(id);
      if (!isEnabled) {
        await close(id);
        troubles.delete(id);
      }
      const action = isEnabled ? 'enabled' : 'disabled';
      const next = await write(
        { ...saved, isEnabled },
        action,
        isEnabled ? 'It may connect again.' : 'It stays off until it is switched on.',
      );
      if (isEnabled && next.settings.isAutoConnect) connect(next).catch(() => changed());
      return cardOf(next);
    },

    connect: async (id) => connect(savedBy(id)),

    async disconnect(id) {
      const saved = savedBy(id);
      if (!running.has(id)) return;
      await close(id);
      await note(saved, 'disconnected', 'Disconnected by hand.');
    },

    async revoke(id) {
      const saved = savedBy(id);
      await close(id);
      troubles.delete(id);
      if (saved.keysSetAt !== null) await vault.remove(recordOf(id));
      await write(
        {
          ...saved,
          isEnabled: false,
          keysSetAt: null,
          keyHint: '',
          permissions: null,
          revokedAt: world.now(),
        },
        'revoked',
        saved.keysSetAt === null
          ? 'Removed; it had no keys.'
          : 'Its keys were wiped here. Delete them at the venue, too.',
      );
    },

    async loginUrl(id) {
      const saved = savedBy(id);
      const login = kindOf(saved.kind).webLogin;
      if (login === undefined) throw new Failure('unsupported', `${saved.settings.label} needs no login.`);
      return vault.use(recordOf(id), 'open the login page', (fields) => login.loginUrl(fields));
    },

    async finishLogin(id, answer) {
      const saved = savedBy(id);
      const login = kindOf(saved.kind).webLogin;
      if (login === undefined) throw new Failure('unsupported', `${saved.settings.label} needs no login.`);
      const { expires } = await login.finish(answer, configOf(id, saved.settings), partsFor(recordOf(id)));
      const permissions = { ...(saved.permissions ?? unknownPermissions), expires };
      const renewed = await write({ ...saved, permissions }, 'login-renewed', 'Logged in for the day.');
      await close(id);
      if (renewed.isEnabled) connect(renewed).catch(() => changed());
      return cardOf(renewed);
    },

    audit: (query) => auditPage(journal.audit, query),
    auditCsv: () => auditCsv(journal.audit),
    practices: () => {
      const state = vault.state();
      return practicesOf({
        connections: journal.connections.list().map(savedOf),
        vault: { phase: state.phase, provider: state.phase === 'unset' ? 'none' : state.provider },
        isAuditWhole: firstBroken(journal.audit) === null,
        nowMs: world.now(),
      });
    },
    openFor: (id, record) => {
      const saved = savedBy(id);
      return { kind: kindOf(saved.kind), venue: openVenue(saved, record) };
    },
    async onSleep() {
      await Promise.allSettled([...running.values()].map(({ venue }) => venue.disconnect()));
    },
    onWake: () => {
      for (const [id, { venue }] of running) {
        if (venue.state().phase !== 'disconnected') venue.onWake?.();
        else
          venue
            .connect()
            .catch((error: unknown) => world.log('connections.failed', { connection: id, error }));
      }
    },
  };
  return service;
}

const unknownPermissions = {
  canRead: null,
  canTrade: null,
  canWithdraw: null,
  isAddressBound: null,
  expires: null,
  details: [],
};

/** In words, without values that could be private. */
function changesBetween(before: ConnectionSettings, after: ConnectionSettings): string {
  const names: Record<keyof ConnectionSettings, string> = {
    label: 'nickname',
    environment: 'environment',
    products: 'products',
    hasMarketData: 'market data',
    isTradingEnabled: 'trading',
    isAutoConnect: 'automatic connection',
    proxy: 'proxy',
    urls: 'addresses',
    trustedCa: 'certificate authority',
  };
  const changed = (Object.keys(names) as (keyof ConnectionSettings)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return changed.length === 0
    ? 'Nothing was changed.'
    : `Changed: ${changed.map((name) => names[name]).join(', ')}.`;
}
