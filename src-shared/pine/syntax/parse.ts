import type { Diagnostic } from '../diagnostic.ts';
import { matchBrackets } from './brackets.ts';
import { lex } from './lexer.ts';
import { type Limits, standardLimits } from './limits.ts';
import { readLines } from './lines.ts';
import { Problems } from './problems.ts';
import { Reader } from './reader.ts';
import { readBlock, readLine } from './statements.ts';
import type { Script, Statement } from './tree.ts';
import { readVersion } from './version.ts';

export interface Parsed {
  /** Always whole, whatever the text is; what could not be read is `broken` or `missing` in it. */
  readonly script: Script;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a script. Never throws; the time it takes grows no faster than the text. */
export function parse(text: string, limits: Partial<Limits> = {}): Parsed {
  const all = { ...standardLimits, ...limits };
  const problems = new Problems(all.diagnostics);
  const end = text.length;
  if (isLongerThan(text, all.sourceBytes)) {
    const message = `The script is too long: at most ${Math.floor(all.sourceBytes / 1024)} KiB can be read.`;
    problems.add('P140', 0, end, message);
    const script: Script = { kind: 'script', version: undefined, body: [], comments: [], start: 0, end };
    return { script, diagnostics: problems.list };
  }
  const { tokens, comments } = lex(text, problems);
  const closers = matchBrackets(tokens);
  const reader = new Reader({ text, tokens, comments, closers, problems, limits: all, readBlock });
  const body: Statement[] = [];
  readLines(reader, 0, () => readLine(reader, body));
  const script: Script = {
    kind: 'script',
    version: readVersion(comments, problems),
    body,
    comments,
    start: 0,
    end,
  };
  return { script, diagnostics: problems.sorted() };
}

/** In bytes of UTF-8, counted only where the length alone does not decide. */
function isLongerThan(text: string, most: number): boolean {
  if (text.length > most) return true;
  if (text.length * 3 <= most) return false;
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes > most;
}
