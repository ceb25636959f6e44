import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Failure } from '../../src-shared/domain/failure.ts';

export interface Question {
  readonly label: string;
  readonly isSecret: boolean;
  /** Ends at the END line of a key, with an empty line, or with a pipe's end, instead of the first line break. */
  readonly isMultiline: boolean;
  /** A pipe may end before it. */
  readonly isOptional?: boolean;
}

export interface Terminal {
  /** Somebody sits at it, who can be asked again. */
  readonly isInteractive: boolean;
  /** @throws Failure `cancelled` when the input ends, or by the signal. */
  ask(questions: readonly Question[]): Promise<string[]>;
  close(): void;
}

/** What is pasted comes at once; a line that comes later than this was typed. */
const pastedWithinMs = 150;

/**
 * Asks in the terminal. Secrets are not echoed. Answers also come from a pipe, a line each, so that a password manager
 * can give them.
 */
export function openTerminal(signal: AbortSignal): Terminal {
  const isInteractive = process.stdin.isTTY === true;
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
    terminal: isInteractive,
    // Otherwise the arrow keys would bring a secret back at the next question, in the open.
    historySize: 0,
  });
  const lines = terminal[Symbol.asyncIterator]();
  const aborted = rejectedBy(signal);
  // Nobody may be waiting for a line just then.
  aborted.catch(() => undefined);
  let endOfKeyAt = Number.NEGATIVE_INFINITY;
  const nextLine = async (mayEnd = false): Promise<string> => {
    const line = await Promise.race([lines.next(), aborted]);
    if (line.done === true && mayEnd && !isInteractive) return '';
    if (line.done === true) throw new Failure('cancelled', 'The input ended before everything was entered.');
    return line.value;
  };
  const firstLine = async (mayEnd: boolean): Promise<string> => {
    const line = await nextLine(mayEnd);
    // The empty line behind a pasted key belongs to the key, and is no answer to the next question.
    const isRest = line === '' && performance.now() - endOfKeyAt < pastedWithinMs;
    endOfKeyAt = Number.NEGATIVE_INFINITY;
    return isRest ? nextLine(mayEnd) : line;
  };
  const answerTo = async ({ label, isSecret, isMultiline, isOptional = false }: Question) => {
    process.stderr.write(`${label}${isMultiline ? ' (ends by itself after its END line)' : ''}: `);
    isMuted = isSecret;
    try {
      const parts = [await firstLine(isOptional)];
      while (isMultiline && parts.at(-1) !== '' && !isEndOfKey(parts.at(-1)))
        parts.push(await nextLine(true));
      if (isMultiline && isEndOfKey(parts.at(-1))) endOfKeyAt = performance.now();
      return parts.join('\n').trim();
    } finally {
      isMuted = false;
      if (isSecret) process.stderr.write('\n');
    }
  };
  return {
    isInteractive,
    async ask(questions) {
      const answers: string[] = [];
      for (const question of questions) answers.push(await answerTo(question));
      return answers;
    },
    close() {
      terminal.close();
      process.stdin.destroy();
    },
  };
}

export async function askInTerminal(questions: readonly Question[], signal: AbortSignal): Promise<string[]> {
  const terminal = openTerminal(signal);
  try {
    return await terminal.ask(questions);
  } finally {
    terminal.close();
  }
}

/** Of a key as PEM; some portals hand it out in one line, with the line ends written as \n. */
function isEndOfKey(line: string | undefined): boolean {
  return /-----END [^-]*-----(\\n)?["']?,?\s*$/.test(line ?? '');
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => reject(new Failure('cancelled', 'Nothing was entered.'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
