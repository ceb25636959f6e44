import type { ConnectionSettings } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueKind } from '../venues/venue-kind.ts';
import { type Desk, forgetEntry } from './connection-acts.ts';
import { assertSavable, type TestVerdict } from './connection-test.ts';
import type { Draft } from './connection-tests.ts';
import { assertSettings, changesBetween, isTestedAlike, type SavedConnection } from './saved-connection.ts';
import { recordOf } from './venue-keys.ts';

/** Saves a tested draft (K9) and moves its keys to where they stay: both, or nothing. */
export async function createConnection(
  desk: Desk,
  draft: Draft,
  withdrawalWords: string,
): Promise<SavedConnection> {
  const { records, keys, tests, leftovers, world } = desk;
  const { entry, settings } = draft;
  const kind = records.kindOf(draft.kind);
  assertDraft(kind, draft, desk.isDeveloper);
  if (entry !== null) await keys.assertEntered(entry);
  const verdict = tests.verdictOf(draft);
  assertSavable(verdict, withdrawalWords);
  // At once, so that two pages, or two clicks, do not save it twice.
  tests.forgetVerdict(draft);
  const id = desk.freshId();
  const record = recordOf(id);
  const saved = savedFrom(draft, verdict, {
    id,
    at: world.now(),
    keyHint: entry === null ? '' : keys.hintOf(entry),
  });
  try {
    if (entry !== null) {
      await leftovers.note(record);
      await keys.move(entry, id);
    }
    await records.write(saved, 'created', detailOf(kind, settings, verdict));
  } catch (error) {
    tests.restoreVerdict(draft, verdict);
    if (leftovers.has(record)) {
      await leftovers
        .remove(record)
        .catch((cause: unknown) => world.log('connections.keys-left', { record, error: cause }));
    }
    throw error;
  }
  if (entry !== null) {
    await leftovers.release(record);
    await forgetEntry(desk, entry);
  }
  if (settings.isAutoConnect) desk.connectSoon(saved);
  return saved;
}

export function editConnection(
  desk: Desk,
  id: string,
  settings: ConnectionSettings,
): Promise<SavedConnection> {
  const { records, running, turns } = desk;
  return turns.run(id, async () => {
    const saved = records.get(id);
    assertSettings(records.kindOf(saved.kind), settings, desk.isDeveloper);
    if (saved.keysSetAt === null && settings.isTradingEnabled) {
      throw new Failure('invalid', 'Trading needs keys.');
    }
    if (saved.keysSetAt !== null && settings.environment !== saved.settings.environment) {
      throw new Failure('invalid', 'Keys belong to one environment. Make another connection for this one.');
    }
    // K9: what the last test found was found with other settings.
    const untested = isTestedAlike(saved.settings, settings) ? {} : { testedAt: null, testResult: null };
    const next = { ...saved, ...untested, settings };
    const edited = await records.write(next, 'edited', changesBetween(saved.settings, settings));
    if (running.get(id) !== undefined) {
      await running.close(id);
      desk.connectSoon(edited);
    }
    return edited;
  });
}

function assertDraft(kind: VenueKind, { settings, entry }: Draft, isDeveloper: boolean): void {
  assertSettings(kind, settings, isDeveloper);
  if (entry !== null) return;
  if (!kind.description.isPublic) throw new Failure('invalid', `${kind.label} gives nothing without keys.`);
  if (settings.isTradingEnabled) throw new Failure('invalid', 'Trading needs keys.');
}

function savedFrom(
  { kind, settings, entry }: Draft,
  { permissions, result }: TestVerdict,
  {
    id,
    at,
    keyHint,
  }: { readonly id: string; readonly at: SavedConnection['createdAt']; readonly keyHint: string },
): SavedConnection {
  return {
    id,
    kind,
    settings,
    isEnabled: true,
    keyHint,
    keysSetAt: entry === null ? null : at,
    permissions,
    testedAt: at,
    testResult: result,
    createdAt: at,
    revokedAt: null,
  };
}

function detailOf({ label }: VenueKind, settings: ConnectionSettings, { permissions }: TestVerdict): string {
  const withdraws =
    permissions?.canWithdraw === true ? ' Its key may withdraw; this was confirmed in words.' : '';
  const elsewhere =
    settings.urls === undefined
      ? ''
      : ` At other addresses than the venue’s: ${Object.values(settings.urls).join(', ')}.`;
  return `${label}, ${settings.environment}.${withdraws}${elsewhere}`;
}
