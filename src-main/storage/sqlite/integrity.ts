import type { Connection } from './connection.ts';
import { saysDamaged } from './sqlite-failure.ts';

/** `quick_check` reads every page; `integrity_check` also compares every index with its table. */
export type CheckKind = 'quick_check' | 'integrity_check';

const mostProblems = 20;

/** What is wrong with a file, one sentence each; empty when nothing is (J5). */
export function problemsOf(connection: Connection, kind: CheckKind): string[] {
  try {
    const rows = connection.pragma(`${kind}(${mostProblems})`) as Record<string, string>[];
    const found = rows.flatMap((row) => Object.values(row)).filter((text) => text !== 'ok');
    return found.length === 0 && kind === 'integrity_check' ? brokenReferences(connection) : found;
  } catch (error) {
    if (saysDamaged(error)) return [(error as Error).message];
    throw error;
  }
}

function brokenReferences(connection: Connection): string[] {
  const rows = connection.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return rows
    .slice(0, mostProblems)
    .map(({ table, rowid, parent }) => `row ${rowid} of ${table} names a missing row of ${parent}`);
}
