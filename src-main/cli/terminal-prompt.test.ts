import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What the questions are answered with, when that text comes from a pipe. */
function asked(text: string, more = '') {
  const prompt = new URL('./terminal-prompt.ts', import.meta.url).href;
  const program = `
    import { askInTerminal } from '${prompt}';
    const questions = [
      { label: 'Name', isSecret: false, isMultiline: false },
      { label: 'Key', isSecret: true, isMultiline: true },
      ${more}
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

test('a key of several lines ends by itself at its END line, also where it is written in one', () => {
  const next = "{ label: 'Next', isSecret: false, isMultiline: false, isOptional: true }";
  const pem = '-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY-----';
  const oneLine = pem.replaceAll('\n', '\\n');
  for (const [text, expected] of [
    [`mine\n${pem}\nnext\n`, ['mine', pem, 'next']],
    // The empty line behind a key that was pasted with it is no answer to the next question.
    [`mine\n${pem}\n\nnext\n`, ['mine', pem, 'next']],
    [`mine\n${pem}\n`, ['mine', pem, '']],
    [`mine\n${oneLine}\nnext\n`, ['mine', oneLine, 'next']],
    [`mine\nnot PEM\n\nnext\n`, ['mine', 'not PEM', 'next']],
  ] as const) {
    const { stdout, stderr } = asked(text, next);
    expect(stdout, stderr).not.toBe('');
    expect(JSON.parse(stdout)).toEqual(expected);
  }
});
