import type { TextEdit } from '../diagnostic.ts';
import { readAnnotations } from './annotations.ts';
import type { Limits } from './limits.ts';
import type { Problems, SyntaxCode } from './problems.ts';
import { isWord, type Token, type TokenKind } from './token.ts';
import type { Annotation, Block, Comment, Identifier, Missing } from './tree.ts';

export type Kind = TokenKind | 'newline';

const endToken: Token = { kind: 'end', start: 0, end: 0, indent: 0, text: '' };

/** After one of these a deeper line always continues. */
const wantsMore: ReadonlySet<TokenKind> = new Set([
  ',',
  '.',
  '?',
  ':',
  '=',
  ':=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'and',
  'or',
  'not',
]);

/** No statement begins with one of these, so a deeper line that does continues the one above. */
const onlyContinues: ReadonlySet<TokenKind> = new Set([
  ',',
  '.',
  '?',
  ':',
  '=',
  ':=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '*',
  '/',
  '%',
  '<',
  '<=',
  '>',
  '>=',
  '==',
  '!=',
  'and',
  'or',
  ')',
  ']',
]);

/** Between the values of a `for`. */
const headerWords: ReadonlySet<string> = new Set(['to', 'by', 'in']);

export interface ReaderParts {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly closers: Int32Array;
  readonly problems: Problems;
  readonly limits: Limits;
  /** Statements contain blocks and blocks statements; this closes the circle. */
  readonly readBlock: (reader: Reader) => Block;
}

/** Where the parser stands in the tokens, and what decides whether a line goes on or ends. */
export class Reader {
  readonly text: string;
  readonly problems: Problems;
  readonly readBlock: (reader: Reader) => Block;
  index = 0;
  /** The token that begins the line being read. */
  lineStart = -1;
  /** Columns by which the statement being read is indented. */
  indent = 0;
  /** In the header of a block, where a deeper line is rather the block than a continuation. */
  isHeader = false;
  /** Matched brackets that are open. */
  depth = 0;
  /** A mistake was told; no more of them until the parser knows again where it is. */
  isLost = false;
  /** The height of the tree read last. */
  height = 0;
  private readonly tokens: readonly Token[];
  private readonly comments: readonly Comment[];
  private readonly closers: Int32Array;
  private readonly limits: Limits;
  private nesting = 0;
  private isDepthTold = false;

  constructor(parts: ReaderParts) {
    this.text = parts.text;
    this.tokens = parts.tokens;
    this.comments = parts.comments;
    this.closers = parts.closers;
    this.problems = parts.problems;
    this.limits = parts.limits;
    this.readBlock = parts.readBlock;
  }

  tokenAt(index: number): Token {
    return this.tokens[index] ?? this.tokens[this.tokens.length - 1] ?? endToken;
  }

  get token(): Token {
    return this.tokenAt(this.index);
  }

  /** Where the last token that was read ends. */
  get end(): number {
    return this.index === 0 ? 0 : this.tokenAt(this.index - 1).end;
  }

  /** Where something that is missing would stand: behind what was read, though not on the line above. */
  get gap(): number {
    return this.index === this.lineStart ? this.token.start : this.end;
  }

  /** What comes next on this logical line: `newline` where it ends, though the next token may be on the line below. */
  peek(): Kind {
    return this.kindAt(this.index);
  }

  kindAt(index: number): Kind {
    const token = this.tokenAt(index);
    return token.indent < 0 || this.continues(token, index) ? token.kind : 'newline';
  }

  private continues(token: Token, index: number): boolean {
    if (index === this.lineStart) return true;
    if (token.kind === 'end') return false;
    if (this.depth > 0) return true;
    if (token.indent <= this.indent) return false;
    const { kind: before, text: word } = this.tokenAt(index - 1);
    if (before === '=>' || before === 'else') return false;
    // Behind these a header is not whole yet.
    const isUnfinished =
      before === 'if' || before === 'while' || (before === 'name' && headerWords.has(word));
    if (this.isHeader && isUnfinished && token.indent % 4 !== 0) return true;
    if (wantsMore.has(before) || onlyContinues.has(token.kind)) return true;
    // Below a header it begins the last arm of a switch.
    if (token.kind === '=>') return !this.isHeader;
    const isOdd = token.indent % 4 !== 0;
    if (token.kind === '+' || token.kind === '-') return isOdd || !this.isHeader;
    return (token.kind === '(' || token.kind === '[') && isOdd && !this.isHeader;
  }

  get isAtLineEnd(): boolean {
    const kind = this.peek();
    return kind === 'newline' || kind === 'end';
  }

  next(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.index++;
    return token;
  }

  take(kind: TokenKind): boolean {
    if (this.peek() !== kind) return false;
    this.index++;
    return true;
  }

  /** Is the next token this word, on this logical line or at its continuation? For the soft words of `for` headers. */
  takeWord(word: string): boolean {
    const { token } = this;
    if (token.kind !== 'name' || token.text !== word) return false;
    if (this.peek() !== 'name' && (token.indent <= this.indent || token.indent % 4 === 0)) return false;
    this.index++;
    return true;
  }

  /** The closing partner of the bracket at `index`, −1 when there is none. */
  closerOf(index: number): number {
    return this.closers[index] ?? -1;
  }

  /** Reads what stands in brackets; the opening one comes next. Reports the closing one when it is missing. */
  inBrackets<Result>(read: () => Result): Result {
    const { index } = this;
    const opener = this.next();
    const closer = this.closerOf(index);
    if (closer >= 0) this.depth++;
    const result = read();
    if (closer >= 0) {
      if (this.index < closer) this.unexpected();
      this.index = closer + 1;
      this.depth--;
    } else {
      const kind = opener.kind === '(' ? ')' : ']';
      this.lose('P112', opener.start, opener.end, `This bracket is not closed; “${kind}” is missing.`, {
        title: `Add ${kind}`,
        edits: [{ start: this.end, end: this.end, text: kind }],
      });
    }
    return result;
  }

  /** Reports a mistake after which the parser has to find its place again. */
  lose(
    code: SyntaxCode,
    start: number,
    end: number,
    message: string,
    fix?: { title: string; edits: TextEdit[] },
  ): void {
    // Characters that were passed over explain what is amiss behind them.
    const isExplained = this.isLost || this.problems.touches(this.end, start);
    if (!isExplained) this.problems.add(code, start, end, message, fix);
    this.isLost = true;
  }

  unexpected(): void {
    const { token } = this;
    if (token.kind === ')' || token.kind === ']') {
      this.lose('P113', token.start, token.end, `“${token.kind}” closes no bracket.`);
      return;
    }
    this.lose('P111', token.start, token.end, `${this.describe(token)} does not belong here.`);
  }

  describe(token: Token): string {
    if (token.kind === 'end') return 'The end of the script';
    const written = this.text.slice(token.start, Math.min(token.end, token.start + 40));
    return `“${written}”`;
  }

  skipLine(): void {
    while (!this.isAtLineEnd) this.skipToken();
  }

  /** One token, or a bracket with all that is in it. */
  skipToken(): void {
    const closer = this.closerOf(this.index);
    if (closer >= 0) this.index = closer + 1;
    else this.next();
  }

  /** To the comma or the end of the brackets or line that the parser is in. */
  skipItem(): void {
    for (;;) {
      const kind = this.peek();
      if (kind === 'newline' || kind === 'end' || kind === ',' || kind === ')' || kind === ']') return;
      this.skipToken();
    }
  }

  /** Reads one level deeper, or refuses, and hands back undefined, where that is too deep. */
  nested<Result>(read: () => Result): Result | undefined {
    if (this.nesting >= this.limits.nesting) {
      this.tooDeep();
      return undefined;
    }
    this.nesting++;
    const result = read();
    this.nesting--;
    return result;
  }

  /** Counts a tree that has just been put on top of another; false where that is too high. */
  grow(height: number): boolean {
    this.height = height + 1;
    if (this.height <= this.limits.treeDepth) return true;
    this.tooDeep();
    this.height = 1;
    return false;
  }

  private tooDeep(): void {
    const { token } = this;
    if (!this.isDepthTold) {
      const message = `This is nested too deep: more than ${this.limits.nesting} levels, or too long a chain. Use variables.`;
      this.problems.add('P141', token.start, token.end, message);
    }
    this.isDepthTold = true;
  }

  missing(what: string): Missing {
    const { token } = this;
    const kind = this.peek();
    const at = this.gap;
    if (kind === 'newline' || kind === 'end')
      this.lose('P110', at, at, `${what} is missing at the end of the line.`);
    else {
      const message = `${what} is missing before ${this.describe(token)}.`;
      this.lose('P110', token.start, token.end, message);
    }
    this.height = 1;
    return { kind: 'missing', start: at, end: at };
  }

  /** A name; keywords are taken too where nothing else could be meant. */
  identifier(what: string, orKeyword = false): Identifier {
    const { token } = this;
    const kind = this.peek();
    if (kind === 'name' || (orKeyword && kind !== 'newline' && isWord(token))) {
      this.index++;
      return { kind: 'identifier', name: token.text, start: token.start, end: token.end };
    }
    const at = this.gap;
    if (kind === 'newline' || kind === 'end') this.lose('P114', at, at, `${what} is missing.`);
    else if (isWord(token)) {
      this.lose(
        'P114',
        token.start,
        token.end,
        `“${token.text}” is a word of the language and cannot be a name.`,
      );
      this.index++;
    } else this.lose('P114', token.start, token.end, `${what} is missing before ${this.describe(token)}.`);
    return { kind: 'identifier', name: '', start: at, end: at };
  }

  /** What the comments directly above the statement that begins at the given token say about it. */
  annotationsBefore(index: number): readonly Annotation[] {
    if (this.comments.length === 0 || this.tokenAt(index).indent < 0) return [];
    const from = index === 0 ? 0 : this.tokenAt(index - 1).end;
    return readAnnotations(this.text, this.comments, from, this.tokenAt(index).start);
  }
}
