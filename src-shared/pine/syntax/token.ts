/** Words that can be nothing else. The others (`type`, `to`, `export` …) are names unless their place says otherwise. */
export const keywords = [
  'and',
  'or',
  'not',
  'if',
  'else',
  'switch',
  'for',
  'while',
  'break',
  'continue',
  'var',
  'varip',
  'true',
  'false',
] as const;
export type Keyword = (typeof keywords)[number];

export type Punctuation =
  | '('
  | ')'
  | '['
  | ']'
  | ','
  | '.'
  | '?'
  | ':'
  | '='
  | '=>'
  | ':='
  | '+='
  | '-='
  | '*='
  | '/='
  | '%='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!=';

export type TokenKind = Keyword | Punctuation | 'name' | 'number' | 'string' | 'color' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Columns of space before it when it is the first on its line, a tab counting 4; −1 for the others. */
  readonly indent: number;
  /** A name or keyword as written, a string with its escapes resolved, a number or colour as written, else empty. */
  readonly text: string;
}

export const isWord = (token: Token): boolean => token.kind === 'name' || keywordSet.has(token.kind);

const keywordSet: ReadonlySet<string> = new Set(keywords);

export const keywordOf = (word: string): Keyword | undefined =>
  keywordSet.has(word) ? (word as Keyword) : undefined;
