import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';

/** Why a backup was made: the daily round, someone asked, or a migration (named by its number) was about to run. */
export type BackupReason = 'daily' | 'manual' | `before-${number}`;

export interface BackupFile {
  readonly name: string;
  readonly path: string;
  readonly reason: BackupReason;
  readonly madeAt: EpochMs;
  readonly bytes: number;
}

const namePattern = /^([a-z]+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(daily|manual|before-\d+)\.db$/;

/** `journal-20260302T093000000Z-daily.db`: sorts by time, and says all we need without being opened. */
export function backupFileName(file: string, at: number, reason: BackupReason): string {
  const stamp = new Date(at).toISOString().replace(/[-:.]/g, '');
  return `${file}-${stamp}-${reason}.db`;
}

/** The finished backups of one file, newest first. Half-made ones have another ending and are not among them. */
export function backupFiles(folder: string, file: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => parsed(folder, file, name))
    .filter((backup) => backup !== undefined)
    .sort((a, b) => b.madeAt - a.madeAt);
}

function parsed(folder: string, file: string, name: string): BackupFile | undefined {
  const match = namePattern.exec(name);
  if (match === null || match[1] !== file) return undefined;
  const [, , year, month, day, hour, minute, second, ms, reason] = match;
  const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  if (!Number.isFinite(madeAt)) return undefined;
  const path = join(folder, name);
  return { name, path, reason: reason as BackupReason, madeAt: epochMs(madeAt), bytes: statSync(path).size };
}
