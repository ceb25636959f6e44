import type { Connection } from '../sqlite/connection.ts';
import { translated } from '../sqlite/sqlite-failure.ts';
import { type Operations, type PortableError, toPortable, type WriterAnswer } from './writer-protocol.ts';

export interface WriteRequest {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
}

/** How long a group goes on taking in waiting writes before it commits. */
export const groupWindowMs = 5;

/**
 * Runs waiting writes in one transaction, each in its own savepoint, and answers after the commit (J3): one flush of the
 * disk pays for all of them. A write that fails is undone alone; a commit that fails fails them all.
 * @param next the next waiting write, or undefined when none has arrived. Called until then, or until the window is over.
 */
export function commitGroup(
  connection: Connection,
  operations: Operations,
  next: () => WriteRequest | undefined,
  file: string,
  windowMs = groupWindowMs,
): WriterAnswer[] {
  try {
    connection.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const reason = toPortable(translated(error, file));
    return drain(next).map(({ id }): WriterAnswer => ({ id, ok: false, error: reason }));
  }
  const answers = runWindow(connection, operations, next, file, windowMs);
  // A full disk or an I/O error makes SQLite roll everything back at once; the last write says why.
  if (!connection.inTransaction) return allFailed(answers, lastReason(answers));
  try {
    connection.exec('COMMIT');
    return answers;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    return allFailed(answers, toPortable(translated(error, file)));
  }
}

function runWindow(
  connection: Connection,
  operations: Operations,
  next: () => WriteRequest | undefined,
  file: string,
  windowMs: number,
): WriterAnswer[] {
  const answers: WriterAnswer[] = [];
  const end = performance.now() + windowMs;
  for (let request = next(); request !== undefined; request = next()) {
    answers.push(runOne(connection, operations, request, file));
    if (!connection.inTransaction || performance.now() >= end) break;
  }
  return answers;
}

function runOne(
  connection: Connection,
  operations: Operations,
  { id, operation, input }: WriteRequest,
  file: string,
): WriterAnswer {
  const run = operations[operation];
  if (run === undefined) {
    return { id, ok: false, error: toPortable(new Error(`no such write: ${operation}`)) };
  }
  connection.exec('SAVEPOINT write');
  try {
    const value = run(input as never);
    connection.exec('RELEASE write');
    return { id, ok: true, value };
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK TO write; RELEASE write');
    return { id, ok: false, error: toPortable(translated(error, file)) };
  }
}

function drain(next: () => WriteRequest | undefined): WriteRequest[] {
  const waiting: WriteRequest[] = [];
  for (let request = next(); request !== undefined; request = next()) waiting.push(request);
  return waiting;
}

function lastReason(answers: readonly WriterAnswer[]): PortableError {
  const last = answers.at(-1);
  if (last?.ok === false) return last.error;
  return toPortable(new Error('the transaction ended before its commit'));
}

/** Nothing of the group was stored. A write that had failed for a reason of its own keeps that reason. */
function allFailed(answers: readonly WriterAnswer[], error: PortableError): WriterAnswer[] {
  return answers.map((answer): WriterAnswer => (answer.ok ? { id: answer.id, ok: false, error } : answer));
}
