import type { Token, TokenKind } from './token.ts';

/**
 * For each opening bracket the index of the token that closes it, −1 for one that nothing closes and for all other tokens.
 * A line that cannot continue what is open, and is indented no more, ends all that is open: so that a forgotten bracket
 * does not swallow the rest of the script.
 */
export function matchBrackets(tokens: readonly Token[]): Int32Array {
  const closers = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  let round = 0;
  let lineIndent = 0;
  let outermost = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.indent >= 0) {
      lineIndent = token.indent;
      if (open.length > 0 && lineIndent <= outermost && beginsAnew(token.kind, tokens[index - 1]?.kind)) {
        open.length = 0;
        round = 0;
      }
    }
    const { kind } = token;
    if (kind === '(' || kind === '[') {
      if (open.length === 0) outermost = lineIndent;
      open.push(index);
      if (kind === '(') round++;
    } else if (kind === ')' || kind === ']') {
      const partner = kind === ')' ? '(' : '[';
      if ((kind === ')' ? round : open.length - round) === 0) continue;
      for (;;) {
        const opener = open.pop();
        if (opener === undefined) break;
        const openerKind = tokens[opener]?.kind;
        if (openerKind === '(') round--;
        if (openerKind === partner) {
          closers[opener] = index;
          break;
        }
      }
    }
  }
  return closers;
}

const ends: ReadonlySet<TokenKind> = new Set([
  'name',
  'number',
  'string',
  'color',
  'true',
  'false',
  ')',
  ']',
]);
const begins: ReadonlySet<TokenKind> = new Set(['name', 'number', 'string', 'color', 'true', 'false', 'not']);
const statements: ReadonlySet<TokenKind> = new Set([
  'if',
  'else',
  'for',
  'while',
  'switch',
  'var',
  'varip',
  'break',
  'continue',
]);

/** Two values side by side, or a statement's keyword: no expression goes on like that. */
const beginsAnew = (kind: TokenKind, before: TokenKind | undefined): boolean =>
  statements.has(kind) || (before !== undefined && ends.has(before) && begins.has(kind));
