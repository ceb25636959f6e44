import { dayMs } from '../../../src-shared/domain/timeframe.ts';
import type { BackupFile } from './backup-files.ts';

const dailyKept = 7;
const weeklyKept = 4;
const beforeMigrationKept = 2;

/**
 * Which backups may go (J6): kept are the newest of each of the last seven days that have one, the newest of each of the
 * last four weeks that have one, the last two made before a migration, and all that a person asked for.
 */
export function backupsToDrop(backups: readonly BackupFile[]): BackupFile[] {
  const newestFirst = backups.toSorted((a, b) => b.madeAt - a.madeAt);
  const daily = newestFirst.filter(({ reason }) => reason === 'daily');
  const kept = new Set([
    ...newestPer(daily, dayOf).slice(0, dailyKept),
    ...newestPer(daily, weekOf).slice(0, weeklyKept),
    ...newestFirst.filter(({ reason }) => reason.startsWith('before-')).slice(0, beforeMigrationKept),
    ...newestFirst.filter(({ reason }) => reason === 'manual'),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup));
}

function newestPer(newestFirst: readonly BackupFile[], periodOf: (at: number) => number): BackupFile[] {
  const found = new Map<number, BackupFile>();
  for (const backup of newestFirst) {
    const period = periodOf(backup.madeAt);
    if (!found.has(period)) found.set(period, backup);
  }
  return [...found.values()];
}

function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

/** Weeks from Monday to Sunday, UTC; 1 January 1970 was a Thursday. */
function weekOf(at: number): number {
  return Math.floor((dayOf(at) + 3) / 7);
}
