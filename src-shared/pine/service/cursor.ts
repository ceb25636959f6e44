import type { Lexed } from '../syntax/lexer.ts';
import { isWord, type Token } from '../syntax/token.ts';

/** A call that is still open at a place. */
export interface OpenCall {
  /** Words of the callee, dots left out: `['ta', 'sma']`. A callee that is no such path has its last word only. */
  readonly path: readonly string[];
  /** Where its last word stands. */
  readonly start: number;
  readonly end: number;
  /** What stands before the last dot is no plain path but a call or an index. */
  readonly isOnExpression: boolean;
  /** Which argument the place is in, counted from 0. */
  readonly index: number;
  /** The name it was given, if it has one. */
  readonly name: string | undefined;
  /** Names of all arguments before it, undefined for those without. */
  readonly names: readonly (string | undefined)[];
}

/** What surrounds a place in a text, told from its tokens alone, so that it holds in unfinished lines. */
export interface Cursor {
  readonly offset: number;
  /** Inside a comment or a string. */
  readonly isQuiet: boolean;
  /** Nothing but space stands before the word on its line. */
  readonly isLineStart: boolean;
  /** The word that is being written. */
  readonly word: { readonly start: number; readonly end: number; readonly text: string };
  /** The token before the word. */
  readonly previous: Token | undefined;
  /** Behind a dot: where the expression before it ends, and its words if it is a plain path. */
  readonly object: { readonly end: number; readonly path: readonly string[] | undefined } | undefined;
  readonly call: OpenCall | undefined;
}

export function cursorAt(text: string, { tokens, comments }: Lexed, offset: number): Cursor {
  const isInComment = comments.some((comment) => comment.start < offset && offset <= comment.end);
  let last = lastStartingBefore(tokens, offset);
  let current = tokens[last];
  const isInString = current?.kind === 'string' && (offset < current.end || !isClosed(text, current));
  const isInNumber = current?.kind === 'number' && offset <= current.end;
  let word = { start: offset, end: offset, text: '' };
  if (current !== undefined && isWord(current) && offset <= current.end) {
    word = { start: current.start, end: current.end, text: current.text };
    last -= 1;
    current = tokens[last];
  }
  const isOnDot = current?.kind === '.';
  const lineStart = word.start === 0 ? 0 : text.lastIndexOf('\n', word.start - 1) + 1;
  return {
    offset,
    isLineStart: !/\S/.test(text.slice(lineStart, word.start)),
    isQuiet: isInComment || isInString || isInNumber,
    word,
    previous: current,
    object: isOnDot
      ? { end: tokens[last - 1]?.end ?? 0, path: pathEndingAt(tokens, last - 1)?.words }
      : undefined,
    call: openCall(tokens, last),
  };
}

/** A string that nothing closes ends with its line. */
function isClosed(text: string, { start, end }: Token): boolean {
  return end - start > 1 && text.charAt(end - 1) === text.charAt(start);
}

/** The last token that starts before an offset; −1 for none. */
function lastStartingBefore(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** `a.b.c` backwards from its last word. */
function pathEndingAt(
  tokens: readonly Token[],
  last: number,
): { words: string[]; isOnExpression: boolean } | undefined {
  const words: string[] = [];
  for (let at = last; ; at -= 2) {
    const token = tokens[at];
    if (token === undefined || !isWord(token)) {
      return words.length === 0 ? undefined : { words: words.slice(-1), isOnExpression: true };
    }
    words.unshift(token.text);
    if (tokens[at - 1]?.kind !== '.') return { words, isOnExpression: false };
  }
}

/** Looking further back than this is no longer about what is being written. */
const mostTokens = 2000;

function openCall(tokens: readonly Token[], from: number): OpenCall | undefined {
  let depth = 0;
  const names: (string | undefined)[] = [undefined];
  const first = Math.max(0, from - mostTokens);
  for (let at = from; at >= first; at -= 1) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    switch (token.kind) {
      case ')':
      case ']':
        depth += 1;
        break;
      case '[':
        if (depth > 0) depth -= 1;
        break;
      case ',':
        if (depth === 0) names.unshift(undefined);
        break;
      case '=':
        if (depth === 0) names[0] = wordAt(tokens, at - 1);
        break;
      case '=>':
      case ':=':
        if (depth === 0) return undefined;
        break;
      case '(': {
        if (depth > 0) {
          depth -= 1;
          break;
        }
        const callee = calleeBefore(tokens, at);
        if (callee !== undefined) return { ...callee, index: names.length - 1, name: names.at(-1), names };
        // Plain parentheses: what counts is the call round them.
        names.splice(0, names.length, undefined);
        break;
      }
      default:
    }
    // A word in the first column begins a statement, unless a bracket that it is in is still to come.
    if (depth === 0 && token.indent === 0 && isWord(token) && token.kind !== 'and' && token.kind !== 'or') {
      const before = tokens[at - 1];
      if (before === undefined || (before.kind !== ',' && before.kind !== '(')) return undefined;
    }
  }
  return undefined;
}

function calleeBefore(
  tokens: readonly Token[],
  bracket: number,
): Pick<OpenCall, 'path' | 'start' | 'end' | 'isOnExpression'> | undefined {
  let at = bracket - 1;
  if (tokens[at]?.kind === '>') {
    while (at >= 0 && tokens[at]?.kind !== '<') at -= 1;
    at -= 1;
  }
  const token = tokens[at];
  if (token?.kind !== 'name') return undefined;
  const path = pathEndingAt(tokens, at);
  if (path === undefined) return undefined;
  return { path: path.words, isOnExpression: path.isOnExpression, start: token.start, end: token.end };
}

function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  return token !== undefined && isWord(token) ? token.text : undefined;
}
