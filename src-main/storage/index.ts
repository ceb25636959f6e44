import { mkdirSync } from 'node:fs';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type EpochMs, epochMs } from '../../src-shared/domain/time.ts';
import { type BackupFile, backupFiles } from './backup/backup-files.ts';
import type { BackupInfo } from './backup/backup-round.ts';
import { finishRestore, restoreBackup } from './backup/restore.ts';
import { type DatabaseFile, openDatabaseFile } from './database-file.ts';
import type { StorageHealth } from './health.ts';
import type { JournalOperations } from './journal/journal-operations.ts';
import { openJournal } from './journal/open-journal.ts';
import type { JournalStore } from './journal-store.ts';
import type { MarketOperations } from './market/market-operations.ts';
import { openMarket } from './market/open-market.ts';
import type { MarketStore } from './market-store.ts';
import { profileFiles } from './profile/profile-files.ts';
import { type HostName, lockProfile, type ProfileLock } from './profile/profile-lock.ts';
import { checkPlace } from './profile/profile-place.ts';
import { startUpkeep } from './upkeep.ts';
import { workerFile } from './worker-file.ts';

export interface StorageParts {
  /** The profile folder; made if it is not there. */
  readonly profile: string;
  /** Who opens it, for the message another process gets. */
  readonly host?: HostName;
  now(): EpochMs;
  log(event: string, fields?: Record<string, unknown>): void;
}

export interface Storage {
  readonly market: MarketStore;
  readonly journal: JournalStore;
  health(): StorageHealth;
  /** Checks the journal and makes a backup of it now, beside the daily ones. It stays until someone deletes it. */
  backUp(): Promise<BackupInfo>;
  /** Newest first. */
  backups(): readonly BackupFile[];
  /** Stores what is still waiting and closes everything. Call it once, last. */
  close(): Promise<void>;
}

/**
 * Takes the profile (J4), opens both files, checks them after an unclean end (J5) and brings them to this build's form
 * (J7). A damaged file does not stop the start: it is read as far as it goes, not written, and `health` says so.
 * @throws Failure when the profile is in use, in a bad place, or written by a newer build.
 */
export async function openStorage(parts: StorageParts): Promise<Storage> {
  const { profile, now, log } = parts;
  const { lock, warnings } = takeProfile(parts);
  const undo: (() => unknown)[] = [() => lock.release()];
  try {
    await finishRestore(profile);
    const startedAt = now();
    const paths = profileFiles(profile);
    mkdirSync(paths.backups, { recursive: true, mode: 0o700 });
    const [journal, market] = await openBoth(parts, startedAt);
    undo.push(
      () => journal.close(),
      () => market.close(),
    );
    for (const { writer, health } of [journal, market]) {
      log('storage-file-opened', { ...writer.report, file: health().file });
    }

    const life = await beginLife(journal, startedAt);
    const upkeep = startUpkeep({ profile, journal, market, now, log });
    return {
      market: openMarket(market.reader, market.writer),
      journal: openJournal({ ...journal, folder: paths.attachments, now }),
      health: () => ({
        sqliteVersion: journal.writer.report.sqliteVersion,
        journal: journal.health(),
        market: market.health(),
        endedCleanly: !journal.writer.report.wasLeftOpen && !market.writer.report.wasLeftOpen,
        warnings: [...warnings, ...upkeep.warnings()],
        lastBackup: backupFiles(paths.backups, 'journal')[0],
        restorable: journal.health().state === 'ready' ? [] : backupFiles(paths.backups, 'journal'),
      }),
      backUp: () => upkeep.backUp('manual'),
      backups: () => backupFiles(paths.backups, 'journal'),
      close: async () => {
        await upkeep.stop();
        try {
          if (life !== undefined && journal.writer.refusal() === undefined) {
            await journal.writer.run('endLife', { id: life, at: now() });
          }
        } finally {
          await Promise.all([market.close(), journal.close()]);
          lock.release();
        }
      },
    };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

/**
 * Puts a backup in the journal's place. The profile must be closed: close the storage, restore, open it again.
 * @param name one of `backups()`.
 * @returns where the journal that was there is kept, or undefined when there was none.
 */
export async function restoreJournal(parts: StorageParts, name: string): Promise<string | undefined> {
  const { lock } = takeProfile(parts);
  try {
    const backup = backupFiles(profileFiles(parts.profile).backups, 'journal').find(
      (file) => file.name === name,
    );
    if (backup === undefined) throw new Failure('not-found', `There is no backup “${name}”.`);
    const kept = await restoreBackup(parts.profile, backup.path);
    parts.log('storage-journal-restored', { backup: name, kept });
    return kept;
  } finally {
    lock.release();
  }
}

function takeProfile({ profile, host = 'headless', now, log }: StorageParts): {
  lock: ProfileLock;
  warnings: readonly string[];
} {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const warning = checkPlace(profile);
  if (warning !== undefined) log('storage-place-uncertain', { warning });
  const lock = lockProfile(profile, { pid: process.pid, host, since: epochMs(now()) });
  return { lock, warnings: warning === undefined ? [] : [warning] };
}

/** Both threads start at once; if one file is refused, the other is closed again. */
async function openBoth(
  { profile, log }: StorageParts,
  startedAt: EpochMs,
): Promise<[DatabaseFile<JournalOperations>, DatabaseFile<MarketOperations>]> {
  const paths = profileFiles(profile);
  const stopped = (file: string) => (reason: string) => log('storage-writer-stopped', { file, reason });
  const [journal, market] = await Promise.allSettled([
    openDatabaseFile<JournalOperations>(
      'journal',
      workerFile(import.meta.url, './journal/journal-writer.worker.ts'),
      { path: paths.journal, backupFolder: paths.backups, startedAt },
      stopped('journal'),
    ),
    openDatabaseFile<MarketOperations>(
      'market',
      workerFile(import.meta.url, './market/market-writer.worker.ts'),
      // Not copied before a migration: whatever is in it can be fetched or imported again.
      { path: paths.market, backupFolder: undefined, startedAt },
      stopped('market'),
    ),
  ]);
  if (journal.status === 'fulfilled' && market.status === 'fulfilled') return [journal.value, market.value];
  for (const opened of [journal, market]) if (opened.status === 'fulfilled') await opened.value.close();
  throw journal.status === 'rejected' ? journal.reason : (market as PromiseRejectedResult).reason;
}

/** Leaves a mark that only a proper close takes away (J5). */
async function beginLife(journal: DatabaseFile<JournalOperations>, at: EpochMs): Promise<number | undefined> {
  if (journal.writer.refusal() !== undefined) return undefined;
  return journal.writer.run('beginLife', { pid: process.pid, at });
}
