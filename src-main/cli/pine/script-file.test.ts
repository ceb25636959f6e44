import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkScript, readLibraries } from './script-file.ts';

const library = '//@version=6\nlibrary("Tools")\nexport twice(float x) => x * 2\n';
const script = '//@version=6\nimport me/Tools/1 as tools\nindicator("x")\nplot(tools.twice(close))\n';

async function savedLibrary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-library-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'tools.pine');
  await writeFile(path, library);
  return path;
}

test('a script imports the library that the command line names, and no other', async () => {
  const libraries = await readLibraries([`me/Tools/1=${await savedLibrary()}`]);
  expect(checkScript(script, libraries).diagnostics).toEqual([]);
  expect(checkScript(script.replace('/1', '/2'), libraries).diagnostics).toMatchObject([{ code: 'P601' }]);
});

test.each(['me/Tools=a.pine', 'me/Tools/0=a.pine', 'me/Tools/1', 'me/Tools/1='])(
  '“%s” is no way to name a library',
  async (option) => {
    await expect(readLibraries([option])).rejects.toMatchObject({ kind: 'invalid' });
  },
);

test('a library that cannot be read is named', async () => {
  await expect(readLibraries(['me/Tools/1=/nowhere/tools.pine'])).rejects.toThrow('/nowhere/tools.pine');
});

test('the libraries that come with the program are found in any version, and what they lack is named', async () => {
  const libraries = await readLibraries([]);
  const using = (call: string) =>
    `//@version=6\nindicator("x")\nimport TradingView/ta/9 as ta\nplot(${call})\n`;
  expect(checkScript(using('ta.dema(close, 9) + ta.sma(close, 3)'), libraries).diagnostics).toEqual([]);
  expect(checkScript(using('ta.zigzag(close)'), libraries).diagnostics).toMatchObject([
    { code: 'P205', message: expect.stringContaining('`zigzag`') },
  ]);
});

test('a library of the command line goes before the one that comes with the program', async () => {
  const libraries = await readLibraries([`TradingView/ta/9=${await savedLibrary()}`]);
  const using = '//@version=6\nindicator("x")\nimport TradingView/ta/9 as own\nplot(own.twice(close))\n';
  expect(checkScript(using, libraries).diagnostics).toEqual([]);
});
