import Database from 'better-sqlite3';
import { Failure } from '../../../src-shared/domain/failure.ts';

/** Before this version a WAL that is reset while another connection reads could lose committed pages (J1). */
export const oldestSqlite = '3.51.3';

/** @throws Failure `unsupported` when the engine is older than we trust with a journal. */
export function assertSqliteVersion(version: string): void {
  if (compareVersions(version, oldestSqlite) < 0) {
    throw new Failure(
      'unsupported',
      `This build carries SQLite ${version}, but Tidemark needs ${oldestSqlite} or newer. Install a current build.`,
      { data: { version, oldest: oldestSqlite } },
    );
  }
}

function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The version of the engine inside this build. */
export function engineVersion(): string {
  const engine = new Database(':memory:');
  try {
    return engine.prepare('SELECT sqlite_version()').pluck().get() as string;
  } finally {
    engine.close();
  }
}
