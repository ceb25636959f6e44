import { textLiteral } from './literals.ts';

/** The generated code is not what it must be: a mistake of ours, or somebody's attempt. It is not run. */
export class UnverifiedCode extends Error {
  override readonly name = 'UnverifiedCode';
}

/** What a token is: one of these, or the code of a sign of one character. */
export const tokens = {
  end: 0,
  /** One letter, and a number behind it or none. */
  name: 1,
  /** Several letters. */
  word: 2,
  number: 3,
  text: 4,
  /** Operators of two values that are nothing else; `-` is its own character. */
  operator: 5,
} as const;

const codeOf = (text: string): number => text.charCodeAt(0);

/** Signs of one character, each a kind of token. */
export const signs = {
  open: codeOf('('),
  close: codeOf(')'),
  openBracket: codeOf('['),
  closeBracket: codeOf(']'),
  openBrace: codeOf('{'),
  closeBrace: codeOf('}'),
  comma: codeOf(','),
  semicolon: codeOf(';'),
  colon: codeOf(':'),
  point: codeOf('.'),
  equals: codeOf('='),
  minus: codeOf('-'),
  not: codeOf('!'),
  question: codeOf('?'),
} as const;

/** The number of a name that has none. */
export const bare = 0xffffff;

const lineEnd = 10;
const space = 32;
const quote = 34;
const backslash = 92;
const mostDigits = 7;
const numberForm = /(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/y;

/** Signs that stand alone, whatever comes behind. */
const singles = new Uint8Array(128);
for (const sign of '()[]{},;:.') singles[sign.charCodeAt(0)] = 1;

/**
 * Cuts generated code into the tokens it may consist of; everything else is refused. It knows no comments, templates or
 * patterns, no escapes in names and none in texts but JSON's, no space but ` ` and line ends, and no signs that could be
 * read together with the next one.
 */
export class CodeScanner {
  readonly code: string;
  /** The current token. */
  kind = 0;
  start = 0;
  end = 0;
  /** Of a name, the character code; its number is `bare` where it has none. */
  letter = 0;
  number = 0;

  constructor(code: string, from: number) {
    this.code = code;
    this.end = from;
    this.next();
  }

  /** The text of the current token. */
  get text(): string {
    return this.code.slice(this.start, this.end);
  }

  next(): void {
    const { code } = this;
    let at = this.end;
    let first = code.charCodeAt(at);
    while (first === space || first === lineEnd) first = code.charCodeAt(++at);
    this.start = at;
    if (singles[first] === 1) {
      this.kind = first;
      this.end = at + 1;
    } else if (isLetter(first)) this.#name(first);
    else if (first >= 48 && first <= 57) this.#number();
    else if (first === quote) this.#text();
    else if (at >= code.length) {
      this.kind = tokens.end;
      this.end = at;
    } else this.#sign(first);
  }

  refuse(): never {
    const text = this.code.slice(this.start, this.start + 60);
    throw new UnverifiedCode(`The generated code has something that may not be there: ${text}`);
  }

  isAt(word: string): boolean {
    return (
      this.kind === tokens.word &&
      this.end - this.start === word.length &&
      this.code.startsWith(word, this.start)
    );
  }

  expect(kind: number): void {
    if (this.kind !== kind) this.refuse();
    this.next();
  }

  expectWord(word: string): void {
    if (!this.isAt(word)) this.refuse();
    this.next();
  }

  /** A name of that letter; gives its number. */
  expectName(letter: number, isNumbered = true): number {
    if (this.kind !== tokens.name || this.letter !== letter) this.refuse();
    const { number } = this;
    if ((number !== bare) !== isNumbered) this.refuse();
    this.next();
    return number;
  }

  /** A whole number, as it counts places in tables. */
  index(): void {
    if (this.kind !== tokens.number) this.refuse();
    for (let at = this.start; at < this.end; at += 1) if (!isDigit(this.code.charCodeAt(at))) this.refuse();
    if (this.end - this.start > 9) this.refuse();
    this.next();
  }

  #name(first: number): void {
    const { code } = this;
    let at = this.start + 1;
    let next = code.charCodeAt(at);
    if (isLetter(next)) {
      while (isLetter(next) || isDigit(next)) next = code.charCodeAt(++at);
      this.kind = tokens.word;
    } else {
      this.kind = tokens.name;
      this.letter = first;
      let number = 0;
      while (isDigit(next)) {
        number = number * 10 + next - 48;
        next = code.charCodeAt(++at);
        if (at - this.start > mostDigits + 1) this.refuse();
      }
      const digits = at - this.start - 1;
      if (digits > 1 && code.charCodeAt(this.start + 1) === 48) this.refuse();
      this.number = digits === 0 ? bare : number;
    }
    this.end = at;
    if (next >= 128 || isLetter(next) || next === 36 || next === 95 || next === backslash) this.refuse();
  }

  #number(): void {
    const { code } = this;
    numberForm.lastIndex = this.start;
    numberForm.test(code);
    this.end = numberForm.lastIndex;
    this.kind = tokens.number;
    const next = code.charCodeAt(this.end);
    if (isLetter(next) || isDigit(next) || next === 46 || next === 95 || next >= 128) this.refuse();
  }

  #text(): void {
    const { code } = this;
    let at = this.start + 1;
    let isPlain = true;
    for (let next = code.charCodeAt(at); next !== quote; next = code.charCodeAt(at)) {
      if (!(next >= space)) this.refuse();
      if (next === backslash) at += 1;
      if (next === backslash || next >= 0x2028) isPlain = false;
      at += 1;
    }
    this.end = at + 1;
    this.kind = tokens.text;
    if (!isPlain && !isOneLiteral(this.text)) this.refuse();
  }

  #sign(first: number): void {
    const { code, start } = this;
    const second = code.charCodeAt(start + 1);
    this.kind = tokens.operator;
    this.end = start + 1;
    switch (first) {
      case 61: // = ===
      case 33: // ! !==
        if (second !== 61) {
          this.kind = first;
          if (second === 62) this.refuse();
          return;
        }
        if (code.charCodeAt(start + 2) !== 61) this.refuse();
        this.end = start + 3;
        return;
      case 38: // &&
      case 124: // ||
        if (second !== first) this.refuse();
        this.end = start + 2;
        break;
      case 60: // < <=
      case 62: // > >=
        if (second === 61) this.end = start + 2;
        break;
      case 45: // -
      case 63: // ?
        this.kind = first;
        break;
      case 42: // *
      case 43: // +
      case 47: // /
      case 37: // %
        break;
      default:
        this.refuse();
    }
    // Written together they might be another operator, a comment, or a pattern; ours have a space behind them, or an operand.
    const next = code.charCodeAt(this.end);
    const isOperand = isLetter(next) || isDigit(next) || next === 40;
    if (next !== space && next !== lineEnd && !isOperand) this.refuse();
  }
}

function isOneLiteral(raw: string): boolean {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'string' && textLiteral(value) === raw;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
