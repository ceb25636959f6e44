import { createHash } from 'node:crypto';

/** One step of a schema, forward only. Never edited after release: its text is hashed into every file it was applied to (J7). */
export interface Migration {
  /** Numbered in tens; becomes the file's `user_version`. */
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

export function migrationHash(migration: Migration): string {
  return createHash('sha256').update(`${migration.id}\n${migration.name}\n${migration.sql}`).digest('hex');
}
