import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What the questions are answered with, when that text comes from a pipe. */
function asked(text: string) {
  const prompt = new URL('./terminal-prompt.ts', import.meta.url).href;
  const program = `
    import { askInTerminal } from '${prompt}';
    const questions = [
      { label: 'Name', isSecret: false, isMultiline: false },
      { label: 'Key', isSecret: true, isMultiline: true },
    ];
    console.log(JSON.stringify(await askInTerminal(questions, new AbortController().signal)));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    input: text,
    encoding: 'utf8',
  });
}

test('a key of several lines may end with the pipe, as a file does', () => {
  for (const end of ['', '\n', '\n\n']) {
    const { stdout } = asked(`mine\n-----BEGIN-----\nabc\n-----END-----${end}`);
    expect(JSON.parse(stdout)).toEqual(['mine', '-----BEGIN-----\nabc\n-----END-----']);
  }
});

test('an input that ends before everything was entered is told, and secrets are not echoed', () => {
  const { status, stderr } = asked('mine');
  expect(status).not.toBe(0);
  expect(stderr).toContain('The input ended');
  expect(asked('mine\ncanary\n').stderr).not.toContain('canary');
});
