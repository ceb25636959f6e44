import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { previousOf, readText, replaceFile, setAside } from './durable-file.ts';

function temporaryFile(content?: string): { folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-durable-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'file');
  if (content !== undefined) writeFileSync(path, content);
  return { folder, path };
}

test('K5: the old content is kept beside the new one until that has been opened, and then goes', async () => {
  const { folder, path } = temporaryFile('old');
  const seen: string[][] = [];
  await replaceFile(path, 'new', (content) => {
    seen.push(readdirSync(folder).map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8')}`));
    return content === 'new';
  });
  expect(seen).toEqual([
    ['file: old', 'file.new: new'],
    ['file: new', 'file.previous: old'],
  ]);
  expect(readdirSync(folder)).toEqual(['file']);
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test.each([
  ['before it takes the name', 1],
  ['after it took the name', 2],
])('K5: content that cannot be opened %s leaves the old content in place', async (_, failing) => {
  const { path } = temporaryFile('old');
  let judged = 0;
  const isGood = () => {
    judged += 1;
    return judged !== failing;
  };
  await expect(replaceFile(path, 'new', isGood)).rejects.toThrow('does not hold what was written');
  expect(readFileSync(path, 'utf8')).toBe('old');
  await replaceFile(path, 'newer', (content) => content === 'newer');
  expect(readFileSync(path, 'utf8')).toBe('newer');
});

test('K5: what a run that was cut off left behind is no hindrance', async () => {
  const { folder, path } = temporaryFile('old');
  writeFileSync(`${path}.new`, 'half');
  writeFileSync(previousOf(path), 'older');
  await replaceFile(path, 'new', (content) => content === 'new');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('K5: a disk that refuses leaves the old content in place', async () => {
  const { path } = temporaryFile('old');
  mkdirSync(`${path}.new`);
  writeFileSync(join(`${path}.new`, 'in-the-way'), '');
  await expect(replaceFile(path, 'new', () => true)).rejects.toThrow();
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test('K3: a file set aside keeps its bytes, and one that is too long is not read', async () => {
  const { folder, path } = temporaryFile('spoilt');
  const aside = await setAside(path, Date.UTC(2026, 2, 2));
  expect(readFileSync(aside, 'utf8')).toBe('spoilt');
  expect(readdirSync(folder)).toEqual(['file.kept-2026-03-02T00-00-00-000Z']);
  writeFileSync(path, 'spoilt again');
  const second = await setAside(path, Date.UTC(2026, 2, 2));
  expect([readFileSync(aside, 'utf8'), readFileSync(second, 'utf8')]).toEqual(['spoilt', 'spoilt again']);
  await expect(readText(aside, 3)).rejects.toThrow('more than a vault can have');
});
