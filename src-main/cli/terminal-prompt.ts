import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Failure } from '../../src-shared/domain/failure.ts';

export interface Question {
  readonly label: string;
  readonly isSecret: boolean;
  /** Ends with an empty line, or with a pipe's end, instead of the first line break. */
  readonly isMultiline: boolean;
}

/**
 * Asks in the terminal. Secrets are not echoed. Answers also come from a pipe, a line each, so that a password manager
 * can give them. @throws Failure `cancelled` when the input ends.
 */
export async function askInTerminal(questions: readonly Question[], signal: AbortSignal): Promise<string[]> {
  let isMuted = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isMuted) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({
    input: process.stdin,
    output,
    terminal: process.stdin.isTTY === true,
    // Otherwise the arrow keys would bring a secret back at the next question, in the open.
    historySize: 0,
  });
  const lines = terminal[Symbol.asyncIterator]();
  const nextLine = async (mayEnd = false): Promise<string> => {
    const line = await Promise.race([
      lines.next(),
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Failure('cancelled', 'Nothing was entered.')), {
          once: true,
        });
      }),
    ]);
    if (line.done === true && mayEnd && process.stdin.isTTY !== true) return '';
    if (line.done === true) throw new Failure('cancelled', 'The input ended before everything was entered.');
    return line.value;
  };
  try {
    const answers: string[] = [];
    for (const { label, isSecret, isMultiline } of questions) {
      process.stderr.write(`${label}${isMultiline ? ' (end with an empty line)' : ''}: `);
      isMuted = isSecret;
      const parts = [await nextLine()];
      while (isMultiline && parts.at(-1) !== '') parts.push(await nextLine(true));
      isMuted = false;
      if (isSecret) process.stderr.write('\n');
      answers.push(parts.join('\n').trim());
    }
    return answers;
  } finally {
    isMuted = false;
    terminal.close();
    process.stdin.destroy();
  }
}
