import { type Catalogue, catalogue as everything } from '../builtins/catalogue.ts';
import { type Checked, type CheckOptions, check } from '../check/check.ts';
import type { SymbolTable } from '../check/symbols.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type Lexed, lex } from '../syntax/lexer.ts';
import { type LineMap, lineMap } from '../syntax/line-map.ts';
import { type Parsed, parse } from '../syntax/parse.ts';
import { Problems } from '../syntax/problems.ts';
import type {
  EnumDeclaration,
  FunctionDeclaration,
  LanguageVersion,
  TypeDeclaration,
} from '../syntax/tree.ts';

export type Declaration = FunctionDeclaration | TypeDeclaration | EnumDeclaration;

/** One text and what is known of it. Each step is taken when somebody first asks for it. */
export class Analysis {
  readonly text: string;
  readonly catalogue: Catalogue;
  readonly #options: CheckOptions;
  #lexed: Lexed | undefined;
  #parsed: Parsed | undefined;
  #checked: Checked | undefined;
  #lines: LineMap | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;
  #declarations: ReadonlyMap<number, Declaration> | undefined;

  constructor(text: string, options: CheckOptions = {}) {
    this.text = text;
    this.catalogue = options.catalogue ?? everything;
    this.#options = options;
  }

  get lexed(): Lexed {
    this.#lexed ??= lex(this.text, new Problems(0));
    return this.#lexed;
  }

  get parsed(): Parsed {
    this.#parsed ??= parse(this.text);
    return this.#parsed;
  }

  get checked(): Checked {
    this.#checked ??= check(this.parsed.script, this.#options);
    return this.#checked;
  }

  /** Takes all steps now. */
  settle(): void {
    this.#diagnostics = this.diagnostics;
  }

  get isChecked(): boolean {
    return this.#checked !== undefined;
  }

  get symbols(): SymbolTable {
    return this.checked.symbols;
  }

  get lines(): LineMap {
    this.#lines ??= lineMap(this.text);
    return this.#lines;
  }

  /** What is written, or what the checker takes it for. */
  get version(): LanguageVersion {
    const { script } = this.parsed;
    return script.version ?? (/^study\(/m.test(this.text) ? 4 : 6);
  }

  /** Of the parser and the checker, in the order of the text. */
  get diagnostics(): readonly Diagnostic[] {
    this.#diagnostics ??= [...this.parsed.diagnostics, ...this.checked.diagnostics].sort(
      (a, b) => a.start - b.start || a.end - b.end,
    );
    return this.#diagnostics;
  }

  /** Functions, types and enums by where their names stand. */
  get declarations(): ReadonlyMap<number, Declaration> {
    if (this.#declarations === undefined) {
      const found = new Map<number, Declaration>();
      for (const node of this.parsed.script.body) {
        if (node.kind === 'function' || node.kind === 'type' || node.kind === 'enum')
          found.set(node.name.start, node);
      }
      this.#declarations = found;
    }
    return this.#declarations;
  }
}
