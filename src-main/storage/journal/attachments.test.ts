import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Reader } from '../sqlite/reader.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';
import { attachmentRepository } from './attachments.ts';

const bytes = new TextEncoder().encode('a screenshot');
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function opened() {
  const parts = temporaryProfile();
  const { journal } = await openedStorage(parts);
  const folder = join(parts.profile, 'attachments');
  return { parts, attachments: journal.attachments, folder, path: join(folder, sha256.slice(0, 2), sha256) };
}

test('J10: an attachment is kept under the hash of its bytes, once', async () => {
  const { parts, attachments, path } = await opened();
  const added = await attachments.add('chart.png', 'image/png', bytes);
  expect(added).toEqual({
    sha256,
    name: 'chart.png',
    mediaType: 'image/png',
    size: bytes.length,
    addedAt: parts.now(),
  });
  parts.pass(1000);
  expect(await attachments.add('again.png', 'image/png', bytes)).toEqual(added);
  expect(attachments.list()).toEqual([added]);
  expect(readdirSync(dirname(path))).toEqual([sha256]);
  expect(new Uint8Array((await attachments.read(sha256)) ?? [])).toEqual(bytes);
  expect(await attachments.read('0'.repeat(64))).toBeUndefined();
});

test('J10: the file is whole and in its place before the row that names it is written', async () => {
  const { path, folder, parts } = await opened();
  const seen: boolean[] = [];
  const reader: Reader = {
    all: () => [],
    get: () => undefined,
    each: () => [].values(),
    snapshot: (read) => read(),
    close: () => undefined,
  };
  const writer = {
    run: async () => {
      seen.push(existsSync(path));
    },
  };
  const repository = attachmentRepository({ reader, writer: writer as never, folder, now: parts.now });
  await repository.add('chart.png', 'image/png', bytes);
  expect(seen).toEqual([true]);
});

test('J10: a sweep deletes files that no row names and half-written ones, never a named one', async () => {
  const { attachments, folder, path } = await opened();
  await attachments.add('chart.png', 'image/png', bytes);
  const orphan = join(folder, 'ff', 'f'.repeat(64));
  mkdirSync(dirname(orphan), { recursive: true });
  writeFileSync(orphan, 'no row');
  writeFileSync(`${path}.part`, 'half');
  expect(await attachments.sweep()).toBe(2);
  expect(existsSync(orphan)).toBe(false);
  expect(existsSync(path)).toBe(true);
  expect(await attachments.sweep()).toBe(0);
});

test('J10: a sweep never takes the file of an addition whose row is still on its way', async () => {
  const { path, folder, parts } = await opened();
  const rows: unknown[] = [];
  const reader: Reader = {
    all: () => [],
    get: () => rows[0] as never,
    each: () => [].values(),
    snapshot: (read) => read(),
    close: () => undefined,
  };
  const writer = {
    run: async (_: string, row: unknown) => {
      await delay(50);
      rows.push(row);
    },
  };
  const repository = attachmentRepository({ reader, writer: writer as never, folder, now: parts.now });
  const adding = repository.add('chart.png', 'image/png', bytes);
  while (!existsSync(path)) await delay(1);
  expect(await repository.sweep()).toBe(0);
  await adding;
  expect(existsSync(path)).toBe(true);
});

test('a damaged or missing file is noticed when it is read, and adding it again repairs it', async () => {
  const { attachments, path } = await opened();
  await attachments.add('chart.png', 'image/png', bytes);
  writeFileSync(path, 'something else');
  await expect(attachments.read(sha256)).rejects.toMatchObject({ kind: 'unavailable' });
  await attachments.add('chart.png', 'image/png', bytes);
  expect(new Uint8Array((await attachments.read(sha256)) ?? [])).toEqual(bytes);
});

test('removing an attachment takes row and file', async () => {
  const { attachments, path } = await opened();
  await attachments.add('chart.png', 'image/png', bytes);
  expect(await attachments.remove(sha256)).toBe(true);
  expect(existsSync(path)).toBe(false);
  expect(attachments.list()).toEqual([]);
  expect(await attachments.remove(sha256)).toBe(false);
});
