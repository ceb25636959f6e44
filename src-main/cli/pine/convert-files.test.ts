import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CommandContext, exitCodes } from '../command.ts';
import { convertFiles } from './convert-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-convert-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(source: string, values: CommandContext['values'] = {}) {
  const file = join(folder, 'script.pine');
  await writeFile(file, source);
  const printed: string[] = [];
  const said: string[] = [];
  const context = {
    values,
    print: (line: string) => printed.push(line),
    say: (line: string) => said.push(line),
    signal: new AbortController().signal,
  } as unknown as CommandContext;
  const code = await convertFiles([file], context);
  return { code, printed, said, after: await readFile(file, 'utf8'), file };
}

const old = '//@version=4\nstudy("t")\nplot(sma(close, 3))\n';
const converted = '//@version=6\nindicator("t")\nplot(ta.sma(close, 3))\n';

test('prints the converted script and says what changed, and leaves the file', async () => {
  const { code, printed, said, after, file } = await run(old);
  expect(code).toBe(exitCodes.done);
  expect(`${printed.join('\n')}\n`).toBe(converted);
  expect(said).toContain(`${file}:3: \`sma\` is called \`ta.sma\` now.`);
  expect(after).toBe(old);
});

test('writes the file when asked to', async () => {
  const { code, printed, after } = await run(old, { write: true });
  expect({ code, printed, after }).toEqual({ code: exitCodes.done, printed: [], after: converted });
});

test('tells by its exit code that something is left to do', async () => {
  const { code, said } = await run('//@version=5\nindicator("t")\nx = nothing\nplot(x)\n');
  expect(code).toBe(exitCodes.partly);
  expect(said.join('\n')).toContain('left to do');
});
