import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, isoTime } from '../../../src-shared/domain/time.ts';

/*
 * One process a profile (J4). The lock has to fall when its process dies, however it dies, and nothing may be left to
 * clean up; so it must be the kernel's. Node offers no flock, but SQLite takes the kernel's file locks on every system
 * (fcntl, LockFileEx): an exclusive transaction held open on an empty database is exactly such a lock. It writes nothing,
 * SQLite itself keeps two connections of one process apart, and a killed process loses it at once.
 * Nothing else may open `profile.lock`: POSIX drops a process's locks when it closes any of its handles on the file. Who
 * holds the lock therefore stands in a file beside it, which only serves the message.
 */

const lockName = 'profile.lock';
const holderName = 'profile.holder.json';

/** What the holder of a profile is called in messages. */
export type HostName = 'desktop' | 'headless' | 'command line';

export interface LockHolder {
  readonly pid: number;
  readonly host: HostName;
  readonly since: EpochMs;
}

export interface ProfileLock {
  release(): void;
}

/** @throws Failure `unavailable` naming the process that has the profile. */
export function lockProfile(folder: string, holder: LockHolder): ProfileLock {
  const connection = new Database(join(folder, lockName), { timeout: 0 });
  try {
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw refusal(folder, error);
  }
  const holderFile = join(folder, holderName);
  writeFileSync(holderFile, JSON.stringify(holder), { mode: 0o600 });
  return {
    release: () => {
      if (!connection.open) return;
      rmSync(holderFile, { force: true });
      connection.close();
    },
  };
}

function refusal(folder: string, cause: unknown): Failure {
  const { code } = cause as { code?: string };
  if (code === undefined || !code.startsWith('SQLITE_BUSY')) {
    return new Failure(
      'unavailable',
      `The profile ${folder} cannot be locked: ${(cause as Error).message}.`,
      {
        cause,
      },
    );
  }
  const holder = readHolder(folder);
  const who =
    holder === undefined
      ? 'another Tidemark'
      : `another Tidemark (${holder.host}, process ${holder.pid}, since ${isoTime(holder.since)})`;
  return new Failure(
    'unavailable',
    `The profile ${folder} is in use by ${who}. Close it first, or choose another profile with TIDEMARK_PROFILE.`,
    { data: holder === undefined ? { folder } : { folder, ...holder }, cause },
  );
}

function readHolder(folder: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, holderName), 'utf8')) as LockHolder;
  } catch {
    // Only words for the message: a holder that is just starting has not written them yet.
    return undefined;
  }
}
