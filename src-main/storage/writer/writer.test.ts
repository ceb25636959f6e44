import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { journalKind } from '../journal/journal-kind.ts';
import type { JournalOperations } from '../journal/journal-operations.ts';
import { openForReading, openForWriting } from '../sqlite/connection.ts';
import { temporaryFolder } from '../testing/temporary-profile.ts';
import { commitGroup, type WriteRequest } from './group-commit.ts';
import { openWriter } from './writer.ts';

const realEntry = new URL('../journal/journal-writer.worker.ts', import.meta.url);
const mortalEntry = new URL('../testing/mortal-writer.worker.ts', import.meta.url);

async function opened(entry: URL) {
  const path = join(temporaryFolder(), 'journal.db');
  const stops: string[] = [];
  const start = { path, backupFolder: undefined, startedAt: 0 };
  const writer = await openWriter<JournalOperations>(entry, 'journal.db', start, (reason) =>
    stops.push(reason),
  );
  onTestFinished(() => writer.close());
  return { writer, path, stops };
}

test('J3: when a write is answered, another connection finds it', async () => {
  const { writer, path } = await opened(realEntry);
  const reader = openForReading(path);
  for (let row = 0; row < 20; row += 1) {
    await writer.run('saveSetting', { key: `k${row}`, value: '1' });
    expect(reader.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(row + 1);
  }
  reader.close();
});

test('J3: writes asked together share commits, and a failing one harms none of the others', async () => {
  const { writer, path } = await opened(realEntry);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, row) =>
      writer.run('saveSetting', { key: `k${row}`, value: (row === 77 ? null : '1') as string }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  expect(outcomes[77]).toMatchObject({ status: 'rejected', reason: { kind: 'invalid' } });
  const reader = openForReading(path);
  expect(reader.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(199);
  reader.close();
});

test('J3: a writer that dies refuses what was waiting and all that follows, and says so once', async () => {
  const { writer, stops } = await opened(mortalEntry);
  await writer.run('saveSetting', { key: 'before', value: '1' });
  const waiting = writer.run('saveSetting', { key: 'die', value: '1' });
  await expect(waiting).rejects.toMatchObject({ kind: 'unavailable', message: /not known whether/ });
  expect(writer.refusal()).toMatch('The writer has ended');
  await expect(writer.run('saveSetting', { key: 'after', value: '1' })).rejects.toMatchObject({
    kind: 'unavailable',
  });
  expect(stops).toHaveLength(1);
});

function group(size: number): () => WriteRequest | undefined {
  let id = 0;
  return () => {
    id += 1;
    return id > size ? undefined : { id, operation: 'add', input: id };
  };
}

function countingConnection() {
  const path = join(temporaryFolder(), 'journal.db');
  const connection = openForWriting(path, journalKind);
  connection.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, text TEXT)');
  onTestFinished(() => {
    connection.close();
  });
  const count = () => connection.prepare('SELECT count(*) FROM thing').pluck().get();
  return { connection, count };
}

test('J3: a write that fails half way is undone, the others of its group are stored', () => {
  const { connection, count } = countingConnection();
  const insert = connection.prepare('INSERT INTO thing VALUES (?, ?)');
  const add = (id: number) => {
    insert.run(id, '');
    if (id % 2 === 0) throw new Error('half way');
  };
  const answers = commitGroup(connection, { add }, group(10), 'journal.db', Number.POSITIVE_INFINITY);
  expect(answers.map(({ ok }) => ok)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => id % 2 === 1));
  expect(count()).toBe(5);
});

test('J3: when the disk is full the whole group is refused, and what was stored before stays', () => {
  const { connection, count } = countingConnection();
  const insert = connection.prepare('INSERT INTO thing VALUES (?, ?)');
  const add = (id: number) => insert.run(id + 1000, 'x'.repeat(20_000));
  insert.run(1, 'kept');
  const pages = connection.pragma('page_count', { simple: true }) as number;
  connection.pragma(`max_page_count = ${pages + 8}`);
  const answers = commitGroup(connection, { add }, group(10), 'journal.db', Number.POSITIVE_INFINITY);
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ error: { failure: 'unavailable', message: /disk is full/ } });
  expect(count()).toBe(1 + answers.length - refused.length);
  expect(connection.inTransaction).toBe(false);
});

test('J3: a group takes in no more writes once its window is over', () => {
  const { connection, count } = countingConnection();
  const insert = connection.prepare('INSERT INTO thing VALUES (?, ?)');
  const next = group(3);
  const add = (id: number) => insert.run(id, '');
  for (const stored of [1, 2, 3]) {
    expect(commitGroup(connection, { add }, next, 'journal.db', 0)).toHaveLength(1);
    expect(count()).toBe(stored);
  }
});
