import {
  isDigit,
  isForeignLetter,
  isHexDigit,
  isLineEnd,
  isWordPart,
  isWordStart,
  spaceWidth,
} from './characters.ts';
import type { Problems } from './problems.ts';
import { scanString } from './strings.ts';
import { keywordOf, type Punctuation, type Token, type TokenKind } from './token.ts';
import type { Comment } from './tree.ts';

export interface Lexed {
  /** The last one is `end`, first on a line of its own. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

const pairs: ReadonlySet<string> = new Set([
  '=>',
  ':=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '<=',
  '>=',
  '==',
  '!=',
]);
const singles: ReadonlySet<string> = new Set('()[],.?:=+-*/%<>');

/** Cuts a text into tokens and comments. Mistakes are reported, and what was meant is handed on as far as it can be told. */
export function lex(text: string, problems: Problems): Lexed {
  return new Lexer(text, problems).run();
}

class Lexer {
  private readonly text: string;
  private readonly problems: Problems;
  private readonly tokens: Token[] = [];
  private readonly comments: Comment[] = [];
  private position = 0;
  /** Columns of the space at the start of the line, −1 once the line has its first token. */
  private indent = 0;

  constructor(text: string, problems: Problems) {
    this.text = text;
    this.problems = problems;
  }

  run(): Lexed {
    const { text } = this;
    while (this.position < text.length) {
      const code = text.charCodeAt(this.position);
      const width = spaceWidth(code);
      if (width >= 0) {
        if (this.indent >= 0) this.indent += width;
        this.position++;
      } else if (isLineEnd(code)) {
        this.indent = 0;
        this.position++;
      } else if (isWordStart(code)) this.word();
      else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(this.position + 1)))) this.number();
      else if (code === 47 && text.charCodeAt(this.position + 1) === 47) this.comment();
      else this.symbol(code);
    }
    this.indent = 0;
    this.push('end', text.length, '');
    return { tokens: this.tokens, comments: this.comments };
  }

  private push(kind: TokenKind, end: number, text: string): void {
    this.tokens.push({ kind, start: this.position, end, indent: this.indent, text });
    this.indent = -1;
    this.position = end;
  }

  private word(): void {
    const { text } = this;
    let end = this.position;
    let isForeign = false;
    for (;;) {
      const code = text.charCodeAt(end);
      if (isWordPart(code)) end++;
      else if (code >= 128 && isForeignLetter(text.codePointAt(end) ?? 0)) {
        isForeign = true;
        end += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
      } else break;
    }
    const word = text.slice(this.position, end);
    if (isForeign) {
      const message = `“${word}” cannot be a name: names consist of the letters A to Z, digits and underscores.`;
      this.problems.add('P101', this.position, end, message);
    }
    // Behind a point every word is the name of something.
    const isProperty = this.tokens[this.tokens.length - 1]?.kind === '.';
    this.push((isProperty ? undefined : keywordOf(word)) ?? 'name', end, word);
  }

  private number(): void {
    const { text } = this;
    let end = this.digits(this.position);
    if (text.charCodeAt(end) === 46) end = this.digits(end + 1);
    const letter = text.charCodeAt(end) | 32;
    if (letter === 101) {
      const sign = text.charCodeAt(end + 1);
      const first = sign === 43 || sign === 45 ? end + 2 : end + 1;
      if (isDigit(text.charCodeAt(first))) end = this.digits(first);
    }
    const written = text.slice(this.position, end);
    let after = end;
    while (isWordPart(text.charCodeAt(after))) after++;
    if (after > end) {
      const message = `“${text.slice(this.position, after)}” is not a number.`;
      this.problems.add('P104', this.position, after, message);
    } else if (!Number.isFinite(Number(written))) {
      this.problems.add('P104', this.position, end, `“${written}” is greater than any number can be.`);
    }
    this.push('number', after, after > end ? '0' : written);
  }

  private digits(from: number): number {
    let end = from;
    while (isDigit(this.text.charCodeAt(end))) end++;
    return end;
  }

  private comment(): void {
    const { text, position } = this;
    let end = position + 2;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
    this.comments.push({
      start: position,
      end,
      text: text.slice(position, end),
      isOwnLine: this.indent >= 0,
    });
    this.position = end;
  }

  private symbol(code: number): void {
    const { text, position, problems } = this;
    if (code === 34 || code === 39 || (code >= 0x2018 && code <= 0x201f)) {
      const { end, value } = scanString(text, position, problems);
      this.push('string', end, value);
      return;
    }
    if (code === 35) {
      this.color();
      return;
    }
    const pair = text.slice(position, position + 2);
    if (this.foreignOperator(pair)) return;
    if (pairs.has(pair)) this.push(pair as Punctuation, position + 2, '');
    else if (singles.has(text.charAt(position)))
      this.push(text.charAt(position) as Punctuation, position + 1, '');
    else this.unknown(code);
  }

  private color(): void {
    const { text, position } = this;
    let end = position + 1;
    while (isHexDigit(text.charCodeAt(end))) end++;
    const digits = end - position - 1;
    while (isWordPart(text.charCodeAt(end))) end++;
    const isRight = (digits === 6 || digits === 8) && end - position - 1 === digits;
    if (!isRight) {
      const written = text.slice(position, end);
      const message = `“${written}” is not a colour: write # and six or eight hexadecimal digits.`;
      this.problems.add('P105', position, end, message);
    }
    this.push('color', end, isRight ? text.slice(position, end) : '#000000');
  }

  /** Operators of other languages whose meaning is beyond doubt; read as ours, with a fix. */
  private foreignOperator(pair: string): boolean {
    const { text, position } = this;
    const triple = text.slice(position, position + 3);
    if (triple === '===' || triple === '!==') return this.replaced(triple, triple === '===' ? '==' : '!=');
    if (pair === '&&') return this.replaced(pair, 'and');
    if (pair === '||') return this.replaced(pair, 'or');
    if (pair === '<>') return this.replaced(pair, '!=');
    if ((pair === '++' || pair === '--') && this.isStatementEnd(position + 2)) return this.increment(pair);
    if (pair.startsWith('!') && pair !== '!=') return this.replaced('!', 'not');
    return false;
  }

  private isStatementEnd(from: number): boolean {
    let at = from;
    while (spaceWidth(this.text.charCodeAt(at)) >= 0) at++;
    return at >= this.text.length || isLineEnd(this.text.charCodeAt(at)) || this.text.startsWith('//', at);
  }

  private increment(written: string): boolean {
    const { position } = this;
    const meant = written === '++' ? '+= 1' : '-= 1';
    const isTight = isWordPart(this.text.charCodeAt(position - 1));
    this.problems.add('P107', position, position + 2, `“${written}” is written “${meant}” in scripts.`, {
      title: `Write ${meant}`,
      edits: [{ start: position, end: position + 2, text: isTight ? ` ${meant}` : meant }],
    });
    this.position += 2;
    return true;
  }

  private replaced(written: string, meant: 'and' | 'or' | 'not' | '==' | '!='): boolean {
    const { position } = this;
    const end = position + written.length;
    const isTight = isWordPart(this.text.charCodeAt(position - 1));
    const edit = `${/^[a-z]/.test(meant) && isTight ? ' ' : ''}${meant}${/^[a-z]/.test(meant) && isWordPart(this.text.charCodeAt(end)) ? ' ' : ''}`;
    this.problems.add('P107', position, end, `“${written}” is written “${meant}” in scripts.`, {
      title: `Write ${meant}`,
      edits: [{ start: position, end, text: edit }],
    });
    this.push(meant, end, meant);
    return true;
  }

  private unknown(code: number): void {
    const { text, position, problems } = this;
    if (code === 59 || code === 123 || code === 125) {
      const character = text.charAt(position);
      const message =
        code === 59
          ? 'Lines need no semicolon; statements on one line are separated by commas.'
          : `Blocks are not put in braces: the lines of a block are indented by four spaces.`;
      problems.add('P108', position, position + 1, message, {
        title: `Remove ${character}`,
        edits: [{ start: position, end: position + 1, text: '' }],
      });
      this.position++;
      return;
    }
    if (code >= 128 && isForeignLetter(text.codePointAt(position) ?? 0)) {
      this.word();
      return;
    }
    let end = position;
    while (end < text.length && this.isUnknown(end)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    end = Math.max(end, position + 1);
    const written = text.slice(position, Math.min(end, position + 20));
    problems.add('P101', position, end, `“${written}” means nothing in a script.`);
    this.position = end;
  }

  private isUnknown(position: number): boolean {
    const code = this.text.charCodeAt(position);
    if (isWordPart(code) || spaceWidth(code) >= 0 || isLineEnd(code)) return false;
    if (code === 34 || code === 39 || code === 35 || code === 33 || (code >= 0x2018 && code <= 0x201f))
      return false;
    if (code === 59 || code === 123 || code === 125) return false;
    if (code === 38 || code === 124) return this.text.charCodeAt(position + 1) !== code;
    if (singles.has(this.text.charAt(position))) return false;
    return !(code >= 128 && isForeignLetter(this.text.codePointAt(position) ?? 0));
  }
}
