import { existsSync, renameSync, statSync } from 'node:fs';
import { profileFiles } from '../profile/profile-files.ts';
import { syncFolder } from '../profile/sync-folder.ts';
import { copyDatabase } from './copy-database.ts';

/**
 * Puts a backup in the journal's place, in a profile that is locked but not open. The journal that was there is kept
 * beside it under another name, with its write-ahead log.
 * @returns where the old journal is now, or undefined when there was none.
 */
export async function restoreBackup(folder: string, backup: string): Promise<string | undefined> {
  await copyDatabase(backup, profileFiles(folder).restored);
  return finishRestore(folder);
}

/**
 * The last steps of a restore. Every start calls it: if the power failed between them, the prepared copy is still there
 * and says that the restore was decided. Each step can be repeated, and the names come from the copy's own time.
 */
export async function finishRestore(folder: string): Promise<string | undefined> {
  const { journal, restored } = profileFiles(folder);
  if (!existsSync(restored)) return undefined;
  const stamp = statSync(restored).mtime.toISOString().replace(/[-:.]/g, '');
  const kept = journal.replace(/\.db$/, `.damaged-${stamp}.db`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${journal}${suffix}`)) renameSync(`${journal}${suffix}`, `${kept}${suffix}`);
  }
  await syncFolder(folder);
  renameSync(restored, journal);
  await syncFolder(folder);
  return existsSync(kept) ? kept : undefined;
}
