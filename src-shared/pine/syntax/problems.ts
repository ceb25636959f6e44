import type { Diagnostic, Severity, TextEdit } from '../diagnostic.ts';

/** Every syntax mistake there is a code for; the sentence explains it to whoever looks the code up. */
export const syntaxProblems = {
  P101: 'A character that means nothing in a script, or that names cannot contain.',
  P102: 'A text in quotes that does not end on its line. Texts cannot span lines.',
  P103: 'A backslash before a character that needs none. Escapes are \\" \\\' \\\\ \\n and \\t.',
  P104: 'A number that is not written as one: 12, 1.5, .5, 6.02e23.',
  P105: 'A colour that is not # and six or eight hexadecimal digits: #2962FF, #2962FF80.',
  P106: 'Typographic quotes, as word processors write them, in place of plain ones.',
  P107: 'An operator of another language: && is and, || is or, ! is not, === is ==.',
  P108: 'Punctuation of another language: lines end without semicolon, blocks are indented, not braced.',
  P109: 'A text of more than 40,960 characters.',
  P110: 'A value is missing: a name, a literal, a call or a bracket should stand here.',
  P111: 'Something that does not belong here follows what is already complete.',
  P112: 'A bracket that is opened and never closed.',
  P113: 'A bracket that is closed and was never opened.',
  P114: 'A name is missing.',
  P115: 'A single = where two values are compared; it declares variables, == compares.',
  P116: 'A field or an existing value changed with =; := changes, = declares.',
  P117: 'Something that is no name on the left of =.',
  P118: 'A comma with no argument or item beside it.',
  P119: 'A condition with ? that lacks its : and second value.',
  P120: 'A header (if, for, while, switch, =>, type, enum) with nothing indented below it.',
  P121: 'A line indented although nothing above it opens a block.',
  P122: 'An else whose if is not directly above it at the same indentation.',
  P123: 'A for that lacks its =, to or in.',
  P124: 'A missing => in a function or in an arm of a switch.',
  P125: 'An if, switch, for or while inside an expression; it can only stand alone or right of =.',
  P126: 'History of history, x[1][2]; write (x[1])[2] or use a variable.',
  P127: 'A type that is missing or misspelt in its form: float, array<float>, float[].',
  P128: 'export without a declaration behind it.',
  P129: 'An import that is not import user/library/version, with or without as name.',
  P130: 'A line in a type or enum that is no field.',
  P131: 'A declaration without a value.',
  P140: 'A script longer than 256 KiB; nothing of it was read.',
  P141: 'Brackets, blocks or chains of operators nested too deep.',
  P142: 'More mistakes than are worth listing.',
  P143: 'A version other than 4, 5 or 6.',
} as const;
export type SyntaxCode = keyof typeof syntaxProblems;

const warnings: ReadonlySet<SyntaxCode> = new Set(['P103']);

/** Collects diagnostics; no more than so many, and none twice at the same place. */
export class Problems {
  readonly list: Diagnostic[] = [];
  private readonly most: number;
  private lastStart = -1;
  private lastCode: SyntaxCode | undefined;

  constructor(most: number) {
    this.most = most;
  }

  add(
    code: SyntaxCode,
    start: number,
    end: number,
    message: string,
    fix?: { title: string; edits: TextEdit[] },
  ): void {
    if (this.list.length > this.most) return;
    if (start === this.lastStart && code === this.lastCode) return;
    this.lastStart = start;
    this.lastCode = code;
    const severity: Severity = warnings.has(code) ? 'warning' : 'error';
    if (this.list.length === this.most) {
      this.list.push({
        code: 'P142',
        severity: 'error',
        message: 'There are more mistakes; they are listed once these are mended.',
        start,
        end,
        fixes: [],
      });
      return;
    }
    this.list.push({ code, severity, message, start, end, fixes: fix === undefined ? [] : [fix] });
  }

  /** Has something between these offsets, both included, been told already? */
  touches(from: number, to: number): boolean {
    if (this.list.length > this.most) return false;
    return this.list.some((one) => one.start >= from && one.end <= to && one.end > one.start);
  }

  /** In the order of the text. */
  sorted(): Diagnostic[] {
    return this.list.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
