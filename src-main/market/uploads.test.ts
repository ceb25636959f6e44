import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../storage/testing/temporary-profile.ts';
import { createUploads } from './uploads.ts';

function setUp() {
  const folder = temporaryFolder();
  let last = 0;
  const uploads = createUploads(folder, () => {
    last += 1;
    return `upload-${last}`;
  });
  return { folder, uploads };
}
const bytes = (text: string) => new TextEncoder().encode(text);

test('a file comes in pieces, is whole when all are there, and goes when discarded', async () => {
  const { folder, uploads } = setUp();
  const id = await uploads.begin('bars.csv', 11);
  expect(await uploads.append(id, 0, bytes('hello '))).toBe(6);
  expect(() => uploads.complete(id)).toThrow('Only 6 of 11 bytes have arrived.');
  expect(await uploads.append(id, 6, bytes('world'))).toBe(11);
  const { path, name } = uploads.complete(id);
  expect([name, await readFile(path, 'utf8')]).toEqual(['bars.csv', 'hello world']);
  expect(await uploads.discard(id)).toBe(true);
  expect(await uploads.discard(id)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

test('a piece out of order, twice or beyond the announced size is refused', async () => {
  const { uploads } = setUp();
  const id = await uploads.begin('bars.csv', 6);
  await uploads.append(id, 0, bytes('abc'));
  for (const [offset, text] of [
    [0, 'abc'],
    [4, 'ef'],
    [3, 'defg'],
  ] as const) {
    await expect(uploads.append(id, offset, bytes(text))).rejects.toMatchObject({ kind: 'invalid' });
  }
  await expect(uploads.append('upload-9', 0, bytes('x'))).rejects.toMatchObject({ kind: 'not-found' });
});

test('a file is not whole while its last piece is still being written', async () => {
  const { uploads } = setUp();
  const id = await uploads.begin('bars.csv', 6);
  await uploads.append(id, 0, bytes('abc'));
  const last = uploads.append(id, 3, bytes('def'));
  expect(() => uploads.complete(id)).toThrow('Only 3 of 6 bytes have arrived.');
  await last;
  expect(await readFile(uploads.complete(id).path, 'utf8')).toBe('abcdef');
});

test('a sweep leaves what is on its way', async () => {
  const { folder, uploads } = setUp();
  const id = await uploads.begin('bars.csv', 3);
  await writeFile(join(folder, 'left-over'), 'x');
  await uploads.sweep();
  expect(await readdir(folder)).toEqual([id]);
  await uploads.append(id, 0, bytes('abc'));
  expect(uploads.complete(id).name).toBe('bars.csv');
});

test('a file whose piece could not be written is gone, not whole with a hole', async () => {
  const { folder, uploads } = setUp();
  const id = await uploads.begin('bars.csv', 3);
  await rm(join(folder, id));
  await expect(uploads.append(id, 0, bytes('abc'))).rejects.toThrow();
  expect(() => uploads.complete(id)).toThrow(/is gone/);
});

test('no more than 32 wait, however many begin at once, and leftovers of an earlier run are swept', async () => {
  const { folder, uploads } = setUp();
  await writeFile(join(folder, 'left-over'), 'x');
  await uploads.sweep();
  expect(await readdir(folder)).toEqual([]);
  const begun = await Promise.allSettled(Array.from({ length: 100 }, () => uploads.begin('a', 1)));
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(32);
});
