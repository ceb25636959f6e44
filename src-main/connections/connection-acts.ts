import type { TestStepCard } from '../../src-shared/contract/connections.ts';
import type { Vault } from '../vault/index.ts';
import type { VenueParts } from '../venues/venue-kind.ts';
import type { ConnectionRecords } from './connection-records.ts';
import { assertSavable, runTest } from './connection-test.ts';
import type { ConnectionTests } from './connection-tests.ts';
import type { InTurn } from './in-turn.ts';
import type { LeftoverKeys } from './leftover-keys.ts';
import type { RunningConnections } from './running-connections.ts';
import { configOf, type SavedConnection } from './saved-connection.ts';
import { entryRecord, recordOf, type VenueKeys } from './venue-keys.ts';

/** What acts on saved connections work with. */
export interface Desk {
  readonly records: ConnectionRecords;
  readonly keys: VenueKeys;
  readonly tests: ConnectionTests;
  readonly running: RunningConnections;
  readonly leftovers: LeftoverKeys;
  readonly turns: InTurn;
  readonly vault: Vault;
  readonly isDeveloper: boolean;
  readonly world: Pick<VenueParts, 'now' | 'log'>;
  freshId(): string;
  /** Without waiting for it: the card tells how it went. */
  connectSoon(saved: SavedConnection): void;
  /** What nobody waits for. The end of the application aborts it and waits until it is over. */
  afterwards(work: (signal: AbortSignal) => Promise<void>): void;
}

/** Keys that an entry brought are not wanted any more, nor is what a test found with them. */
export async function forgetEntry({ keys, tests }: Desk, entry: string): Promise<void> {
  tests.forgetEntry(entry);
  await keys.forget(entry);
}

/** New keys are tested while the old ones go on, and replace them only when the test was good. */
export async function* rotateKeys(
  desk: Desk,
  id: string,
  entry: string,
  withdrawalWords: string,
  signal: AbortSignal,
): AsyncGenerator<TestStepCard, void, void> {
  const { records, keys, tests, running, turns, world } = desk;
  const saved = records.get(id);
  await keys.assertEntered(entry);
  const kind = records.kindOf(saved.kind);
  const parts = keys.partsFor(entryRecord(entry));
  const verdict = yield* runTest(kind, configOf(saved.id, saved.settings), parts, signal);
  assertSavable(verdict, withdrawalWords);
  await turns.run(id, async () => {
    // It may have been revoked while the test ran; then nobody would ever wipe the new keys.
    records.get(id);
    await keys.move(entry, id);
    const change = { keyHint: keys.hintOf(entry), keysSetAt: world.now() };
    const rotated = await tests.noteVerdict(records.get(id), verdict, 'rotated', change);
    await forgetEntry(desk, entry);
    if (running.get(id) === undefined) return;
    await running.close(id);
    desk.connectSoon(rotated);
  });
}

/** Ends a connection, wipes its keys and keeps its history. */
export function revokeConnection(desk: Desk, id: string): Promise<void> {
  const { records, running, leftovers, turns, vault, world } = desk;
  return turns.run(id, async () => {
    const saved = records.get(id);
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
    await records.write(revoked, 'revoked', words);
    // Somebody may have connected it again meanwhile.
    await running.close(id);
    running.forget(id);
  });
}
