import { statfsSync } from 'node:fs';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { dayMs } from '../../src-shared/domain/timeframe.ts';
import { backupFiles } from './backup/backup-files.ts';
import { type BackupInfo, backUpRound } from './backup/backup-round.ts';
import { checkInBackground } from './backup/maintenance.ts';
import type { DatabaseFile } from './database-file.ts';
import type { JournalOperations } from './journal/journal-operations.ts';
import type { MarketOperations } from './market/market-operations.ts';
import { profileFiles } from './profile/profile-files.ts';

export interface UpkeepParts {
  readonly profile: string;
  readonly journal: DatabaseFile<JournalOperations>;
  readonly market: DatabaseFile<MarketOperations>;
  now(): EpochMs;
  log(event: string, fields?: Record<string, unknown>): void;
}

export interface Upkeep {
  backUp(reason: 'daily' | 'manual'): Promise<BackupInfo>;
  /** Does what is due now: the daily backup, the weekly check. */
  look(): Promise<void>;
  warnings(): string[];
  /** Waits for a round that is running. */
  stop(): Promise<void>;
}

/** Not at the start itself, which has better things to do. */
const firstLookMs = 60_000;
const lookEveryMs = 3_600_000;
const leastFreeBytes = 500 * 1024 * 1024;

/** What has to be done for the files from time to time: a backup a day (J6), a full check a week (J5). */
export function startUpkeep(parts: UpkeepParts): Upkeep {
  const { profile, journal, now, log } = parts;
  const paths = profileFiles(profile);
  let running: Promise<unknown> = Promise.resolve();
  let trouble: string | undefined;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = running.then(work);
    running = turn.catch((error: Error) => {
      trouble = `The last backup or check failed: ${error.message}`;
      log('storage-upkeep-failed', { reason: error.message });
    });
    return turn;
  };
  const backUp = (reason: 'daily' | 'manual') =>
    inTurn(async () => {
      const checked = (problems: readonly string[]) => noteCheck(parts, 'journal', problems);
      const { made, dropped } = await backUpRound({
        journal: paths.journal,
        folder: paths.backups,
        reason,
        at: now(),
        checked,
      });
      trouble = undefined;
      log('storage-backup-made', {
        name: made.name,
        bytes: made.bytes,
        dropped: dropped.map(({ name }) => name),
      });
      return made;
    });

  const look = async () => {
    if (journal.writer.refusal() === undefined && isBackupDue(paths.backups, now())) await backUp('daily');
    await inTurn(async () => {
      if (!isMarketCheckDue(parts)) return;
      await noteCheck(parts, 'market', await checkInBackground(paths.market, 'integrity_check'));
    });
  };
  const lookQuietly = () => {
    // Whatever fails in a turn is logged and among the warnings already.
    look().catch(() => undefined);
  };
  const first = setTimeout(lookQuietly, firstLookMs).unref();
  const later = setInterval(lookQuietly, lookEveryMs).unref();

  return {
    backUp,
    look,
    warnings: () => [...(trouble === undefined ? [] : [trouble]), ...spaceWarning(profile)],
    stop: async () => {
      clearTimeout(first);
      clearInterval(later);
      await running;
    },
  };
}

function isBackupDue(folder: string, now: EpochMs): boolean {
  const last = backupFiles(folder, 'journal').find(({ reason }) => reason === 'daily');
  return last === undefined || now - last.madeAt >= dayMs;
}

function isMarketCheckDue({ journal, market, now }: UpkeepParts): boolean {
  if (market.writer.refusal() !== undefined) return false;
  const row = journal.reader.get<{ checked_at: number }>(
    'SELECT checked_at FROM file_check WHERE file = ? AND kind = ?',
    'market',
    'integrity_check',
  );
  return row === undefined || now() - row.checked_at >= 7 * dayMs;
}

async function noteCheck(
  { journal, market, now, log }: UpkeepParts,
  file: 'journal' | 'market',
  problems: readonly string[],
): Promise<void> {
  const at = now();
  const target = file === 'journal' ? journal : market;
  target.noteCheck({ kind: 'integrity_check', at, problems });
  log('storage-file-checked', { file, problems });
  if (journal.writer.refusal() === undefined) {
    const row = { file, kind: 'integrity_check', at, problems: problems.join('\n') };
    await journal.writer.run('noteCheck', row);
  }
}

function spaceWarning(profile: string): string[] {
  const { bavail, bsize } = statfsSync(profile);
  const free = bavail * bsize;
  if (free >= leastFreeBytes) return [];
  return [`Only ${Math.floor(free / 1024 / 1024)} MB are free on the profile's disk. Make some room.`];
}
