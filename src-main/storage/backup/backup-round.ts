import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { type BackupFile, backupFileName, backupFiles } from './backup-files.ts';
import { backupsToDrop } from './backup-rotation.ts';
import type { RowCounts } from './copy-database.ts';
import { checkInBackground, copyInBackground } from './maintenance.ts';

export interface BackupInfo extends BackupFile {
  readonly rows: RowCounts;
}

export interface BackupRound {
  readonly journal: string;
  readonly folder: string;
  readonly reason: 'daily' | 'manual';
  readonly at: EpochMs;
  /** Told what the check of the journal found, before anything is copied. */
  checked(problems: readonly string[]): Promise<void>;
}

/**
 * One round (J5, J6): check the journal; copy it, and open, check and count the copy; only then let old backups go.
 * @throws Failure `unavailable` when the journal is damaged; then no backup is made and none goes.
 */
export async function backUpRound(
  round: BackupRound,
): Promise<{ made: BackupInfo; dropped: readonly BackupFile[] }> {
  const { journal, folder, reason, at } = round;
  const problems = await checkInBackground(journal, 'integrity_check');
  await round.checked(problems);
  if (problems[0] !== undefined) {
    throw new Failure('unavailable', `The journal is damaged (${problems[0]}), so no backup was made of it.`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = backupFileName('journal', at, reason);
  const rows = await copyInBackground(journal, join(folder, name));
  const files = backupFiles(folder, 'journal');
  const made = files.find((file) => file.name === name);
  if (made === undefined) throw new Error(`the backup ${name} is not in ${folder}`);
  const dropped = backupsToDrop(files).filter((file) => file.name !== name);
  for (const { path } of dropped) rmSync(path);
  return { made: { ...made, rows }, dropped };
}
