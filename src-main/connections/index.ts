import type {
  ConnectionHealthCard,
  ConnectionSettings,
  PracticeCard,
  SavedConnectionCard,
  SecretEntryCard,
  TestStepCard,
} from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { AuditQuery } from '../storage/connection-store.ts';
import type { JournalStore } from '../storage/journal-store.ts';
import { Secret, type Vault } from '../vault/index.ts';
import type { Release, Venue } from '../venues/venue.ts';
import type { CredentialAccess, CredentialFields, VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { type AuditAction, type AuditPage, auditCsv, auditPage, firstBroken } from './audit-log.ts';
import { assertSavable, runTest, type TestVerdict } from './connection-test.ts';
import { InTurn } from './in-turn.ts';
import { LeftoverKeys } from './leftover-keys.ts';
import { practicesOf } from './practices.ts';
import { RunningConnections } from './running-connections.ts';
import {
  assertSettings,
  changesBetween,
  configOf,
  isTestedAlike,
  rowOf,
  type SavedConnection,
  savedOf,
} from './saved-connection.ts';
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

export function createConnections(parts: ConnectionsParts): Connections {
  const { journal, vault, entries, kinds, isDeveloper, world, freshId } = parts;
  const turns = new InTurn();
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
  const unreadable = new Set<string>();
  /** Without those of another version, which must not take the others along. */
  const listed = (): SavedConnection[] =>
    journal.connections.list().flatMap((row) => {
      try {
        return [savedOf(row)];
      } catch (error) {
        if (!unreadable.has(row.id)) world.log('connections.not-read', { connection: row.id, error });
        unreadable.add(row.id);
        return [];
      }
    });
  const recordOf = (id: string) => `connection:${id}`;
  const entryRecord = (id: string) => `entry:${id}`;

  const credentials = (record: string): CredentialAccess => ({
    use: (purpose, use) => vault.use(record, purpose, use),
    replace: async (fields) => {
      const old = await vault.use(record, 'renew a login', copied);
      const fresh = copied(fields);
      try {
        await vault.store(record, 'venue-key', { ...old, ...fresh });
      } finally {
        wipe(old);
        wipe(fresh);
      }
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
    const one = running.get(saved.id);
    const state = one?.state();
    const trouble = running.troubleOf(saved.id);
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
      latencyMs: one?.venue.health?.().latencyMs ?? null,
      createdAt: saved.createdAt,
      hasWebLogin: kind?.webLogin !== undefined,
    };
  };

  const openVenue = (saved: SavedConnection, record?: VenueParts['record']): Venue => {
    const kind = kindOf(saved.kind);
    // Also what was saved in developer mode asks for developer mode again.
    assertSettings(kind, saved.settings, isDeveloper);
    const key = saved.keysSetAt === null ? null : recordOf(saved.id);
    return kind.open(configOf(saved.id, saved.settings), partsFor(key, record));
  };

  const running = new RunningConnections({
    now: world.now,
    log: world.log,
    openVenue,
    attach: (venue, saved) => parts.attach(venue, saved.settings),
    saved: listed,
    areKeysLocked: () => vault.state().phase !== 'ready',
    note: (saved, action, detail) => note(saved, action, detail),
    changed,
  });
  /** Afterwards, for whoever waits for something else: the card tells how it went. */
  const connectSoon = (saved: SavedConnection) => void running.connect(saved).catch(() => changed());

  const leftovers = new LeftoverKeys({
    settings: journal.settings,
    vault,
    isOwned: (record) =>
      record.startsWith(recordOf('')) &&
      listed().some(({ id, keysSetAt }) => keysSetAt !== null && recordOf(id) === record),
    log: world.log,
  });
  const forgetEntry = async (id: string) => {
    hints.delete(id);
    for (const key of verdicts.keys()) if (JSON.parse(key)[1] === id) verdicts.delete(key);
    await leftovers.remove(entryRecord(id));
  };
  const assertEntered = async (entry: string) => {
    if (!(await vault.has(entryRecord(entry)))) {
      throw new Failure('invalid', 'The keys have not been entered yet.');
    }
  };
  const moveKeys = (entry: string, id: string) =>
    vault.use(entryRecord(entry), 'save a connection', (fields) =>
      vault.store(recordOf(id), 'venue-key', fields),
    );
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

  const comeBack = async () => {
    await leftovers.sweep();
    await running.resume().catch((error: unknown) => world.log('connections.not-resumed', { error }));
  };

  const service: Connections = {
    kinds,
    isDeveloper,

    async start() {
      stopListening = vault.onState(({ phase }) => {
        if (phase === 'ready') void comeBack();
      });
      await comeBack();
    },

    async stop() {
      stopListening();
      await entries.close();
      await running.stop();
    },

    cards: () => listed().map(cardOf),
    health: () => running.health(),
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
        await leftovers.note(entryRecord(id));
        const secrets = copied(
          Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { reveal: () => value }])),
        );
        try {
          await vault.store(entryRecord(id), 'venue-key', secrets);
        } finally {
          wipe(secrets);
        }
        const keyId = kind.description.credentialFields.find((field) => field.isKeyId);
        hints.set(id, keyId === undefined ? '' : (values[keyId.name] ?? '').slice(-4));
      });
    },

    async cancelEntry(entry) {
      await entries.cancel(entry);
      if (leftovers.has(entryRecord(entry))) await forgetEntry(entry);
    },

    async *test(subject, signal) {
      if ('id' in subject) {
        const saved = savedBy(subject.id);
        const record = saved.keysSetAt === null ? null : recordOf(saved.id);
        const kind = kindOf(saved.kind);
        const verdict = yield* runTest(kind, configOf(saved.id, saved.settings), partsFor(record), signal);
        await turns.run(saved.id, () => afterTest(savedBy(saved.id), verdict, 'tested'));
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
      // At once, so that two pages, or two clicks, do not save it twice.
      verdicts.delete(draftKey(draft));
      const id = freshId();
      const at = world.now();
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
      const elsewhere =
        settings.urls === undefined
          ? ''
          : ` At other addresses than the venue’s: ${Object.values(settings.urls).join(', ')}.`;
      const detail = `${kind.label}, ${settings.environment}.${withdraws}${elsewhere}`;
      try {
        if (entry !== null) {
          await leftovers.note(recordOf(id));
          await moveKeys(entry, id);
        }
        await write(saved, 'created', detail);
      } catch (error) {
        verdicts.set(draftKey(draft), verdict);
        if (leftovers.has(recordOf(id))) {
          await leftovers
            .remove(recordOf(id))
            .catch((cause: unknown) =>
              world.log('connections.keys-left', { record: recordOf(id), error: cause }),
            );
        }
        throw error;
      }
      if (entry !== null) {
        await leftovers.release(recordOf(id));
        await forgetEntry(entry);
      }
      if (settings.isAutoConnect) connectSoon(saved);
      return cardOf(saved);
    },

    edit: (id, settings) =>
      turns.run(id, async () => {
        const saved = savedBy(id);
        assertSettings(kindOf(saved.kind), settings, isDeveloper);
        if (saved.keysSetAt === null && settings.isTradingEnabled)
          throw new Failure('invalid', 'Trading needs keys.');
        if (saved.keysSetAt !== null && settings.environment !== saved.settings.environment)
          throw new Failure(
            'invalid',
            'Keys belong to one environment. Make another connection for this one.',
          );
        // K9: what the last test found was found with other settings.
        const untested = isTestedAlike(saved.settings, settings) ? {} : { testedAt: null, testResult: null };
        const next = { ...saved, ...untested, settings };
        const edited = await write(next, 'edited', changesBetween(saved.settings, settings));
        if (running.get(id) !== undefined) {
          await running.close(id);
          connectSoon(edited);
        }
        return cardOf(edited);
      }),

    async *rotate(id, entry, withdrawalWords, signal) {
      const saved = savedBy(id);
      await assertEntered(entry);
      const kind = kindOf(saved.kind);
      const config = configOf(saved.id, saved.settings);
      const verdict = yield* runTest(kind, config, partsFor(entryRecord(entry)), signal);
      assertSavable(verdict, withdrawalWords);
      await turns.run(id, async () => {
        // It may have been revoked while the test ran; then nobody would ever wipe the new keys.
        savedBy(id);
        await moveKeys(entry, id);
        const change = { keyHint: hints.get(entry) ?? '', keysSetAt: world.now() };
        const rotated = await afterTest(savedBy(id), verdict, 'rotated', change);
        await forgetEntry(entry);
        if (running.get(id) === undefined) return;
        await running.close(id);
        connectSoon(rotated);
      });
    },

    setEnabled: (id, isEnabled) =>
      turns.run(id, async () => {
        const words = isEnabled ? 'It may connect again.' : 'It stays off until it is switched on.';
        const next = await write({ ...savedBy(id), isEnabled }, isEnabled ? 'enabled' : 'disabled', words);
        if (!isEnabled) {
          await running.close(id);
          running.forgetTrouble(id);
        } else if (next.settings.isAutoConnect) {
          connectSoon(next);
        }
        return cardOf(next);
      }),

    connect: async (id) => running.connect(savedBy(id)),

    async disconnect(id) {
      const saved = savedBy(id);
      if (running.get(id) === undefined) return;
      await running.close(id);
      await note(saved, 'disconnected', 'Disconnected by hand.');
    },

    revoke: (id) =>
      turns.run(id, async () => {
        const saved = savedBy(id);
        await running.close(id);
        // Whoever lost the passphrase must still be able to end a connection.
        const isLocked = vault.state().phase !== 'ready';
        if (saved.keysSetAt !== null) {
          if (isLocked) await leftovers.abandon(recordOf(id));
          else await vault.remove(recordOf(id));
        }
        const revoked = {
          ...saved,
          isEnabled: false,
          keysSetAt: null,
          keyHint: '',
          permissions: null,
          revokedAt: world.now(),
        };
        const words =
          saved.keysSetAt === null
            ? 'Removed; it had no keys.'
            : isLocked
              ? 'Its keys are locked here and are wiped when they are unlocked. Delete them at the venue now.'
              : 'Its keys were wiped here. Delete them at the venue, too.';
        await write(revoked, 'revoked', words);
        // Somebody may have connected it again meanwhile.
        await running.close(id);
        running.forgetTrouble(id);
      }),

    async loginUrl(id) {
      const saved = savedBy(id);
      const login = kindOf(saved.kind).webLogin;
      if (login === undefined) throw new Failure('unsupported', `${saved.settings.label} needs no login.`);
      return vault.use(recordOf(id), 'open the login page', (fields) => login.loginUrl(fields));
    },

    finishLogin: (id, answer) =>
      turns.run(id, async () => {
        const saved = savedBy(id);
        const login = kindOf(saved.kind).webLogin;
        if (login === undefined) throw new Failure('unsupported', `${saved.settings.label} needs no login.`);
        const { expires } = await login.finish(answer, configOf(id, saved.settings), partsFor(recordOf(id)));
        const permissions = { ...(saved.permissions ?? unknownPermissions), expires };
        const renewed = await write({ ...saved, permissions }, 'login-renewed', 'Logged in for the day.');
        await running.close(id);
        if (renewed.isEnabled) connectSoon(renewed);
        return cardOf(renewed);
      }),

    audit: (query) => auditPage(journal.audit, query),
    auditCsv: () => auditCsv(journal.audit),
    practices: () => {
      const state = vault.state();
      return practicesOf({
        connections: listed(),
        vault: { phase: state.phase, provider: state.phase === 'unset' ? 'none' : state.provider },
        isAuditWhole: firstBroken(journal.audit) === null,
        nowMs: world.now(),
      });
    },
    openFor: (id, record) => {
      const saved = savedBy(id);
      return { kind: kindOf(saved.kind), venue: openVenue(saved, record) };
    },
    onSleep: () => running.onSleep(),
    onWake: () => running.onWake(),
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

function copied(fields: CredentialFields): Record<string, Secret> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, new Secret(value.reveal())]),
  );
}

function wipe(fields: Readonly<Record<string, Secret>>): void {
  for (const secret of Object.values(fields)) secret.wipe();
}
