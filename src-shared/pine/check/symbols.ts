import type { Builtin } from '../builtins/builtin.ts';
import type { Identifier, Node } from '../syntax/tree.ts';
import type { Typed } from '../types.ts';

export type SymbolKind =
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'function'
  | 'method'
  | 'type'
  | 'field'
  | 'enum'
  | 'enum-member'
  | 'library'
  | 'namespace'
  | 'builtin-variable'
  | 'builtin-function';

/** What a name stands for, for editors. */
export interface ScriptSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The name where it was declared; undefined for built-ins and what comes from a library. */
  readonly declaration: { readonly start: number; readonly end: number } | undefined;
  /** Undefined for what has none, such as a namespace; of a function, that of its result in the first call. */
  readonly typed: Typed | undefined;
  /** How a function is called: `f(source, length)`. */
  readonly signature: string | undefined;
  /** What the author wrote above the declaration, or the built-in's own documentation. */
  readonly documentation: string;
  readonly builtin: Builtin | undefined;
  /** Of a library. */
  readonly exports?: readonly ScriptSymbol[];
}

export interface SymbolReference {
  readonly start: number;
  readonly end: number;
  readonly symbol: ScriptSymbol;
  readonly use: 'declared' | 'read' | 'written';
}

/** Names that were declared between `start` and `end`; an inner scope lies within its outer one. */
export interface ScopeRange {
  readonly start: number;
  readonly end: number;
  readonly symbols: readonly ScriptSymbol[];
}

/** What is known of the places of a script, also of an incomplete one. */
export interface SymbolTable {
  /** In source order. */
  readonly references: readonly SymbolReference[];
  /** Outermost first. */
  readonly scopes: readonly ScopeRange[];
  /** What an object before a dot is: by where the object's expression ends. */
  readonly objects: ReadonlyMap<number, Typed>;
  symbolAt(offset: number): SymbolReference | undefined;
  /** Everything the script itself declares that can be named at a place, inner names first. */
  visibleAt(offset: number): readonly ScriptSymbol[];
}

type MutableSymbol = { -readonly [K in keyof ScriptSymbol]: ScriptSymbol[K] };

/** Gathers symbols while a script is checked. Of several looks at the same place the first is kept. */
export class SymbolRecorder {
  readonly #references = new Map<number, SymbolReference>();
  readonly #declared = new Map<number, MutableSymbol>();
  readonly #builtins = new Map<Builtin | string, ScriptSymbol>();
  readonly #scopes = new Map<number, { start: number; end: number; symbols: ScriptSymbol[] }>();
  readonly #objects = new Map<number, Typed>();
  /** False while a library is looked at, whose places are in another text. */
  isRecording = true;

  declare(
    kind: SymbolKind,
    name: Identifier,
    typed?: Typed,
    documentation = '',
    signature?: string,
  ): ScriptSymbol {
    const known = this.isRecording ? this.#declared.get(name.start) : undefined;
    if (known !== undefined) {
      if (known.typed === undefined || known.typed.type.kind === 'error') known.typed = typed ?? known.typed;
      return known;
    }
    const symbol: MutableSymbol = {
      kind,
      name: name.name,
      declaration: this.isRecording ? { start: name.start, end: name.end } : undefined,
      typed,
      signature,
      documentation,
      builtin: undefined,
    };
    if (this.isRecording) {
      this.#declared.set(name.start, symbol);
      this.refer(name, symbol, 'declared');
    }
    return symbol;
  }

  /** What a library gives is known once it was looked at. */
  settleExports(symbol: ScriptSymbol, exports: readonly ScriptSymbol[]): void {
    (symbol as MutableSymbol).exports = exports;
  }

  /** The result of a function is known once its body was looked at. */
  settle(symbol: ScriptSymbol, typed: Typed): void {
    const mutable = symbol as MutableSymbol;
    if (mutable.typed === undefined || mutable.typed.type.kind === 'error') mutable.typed = typed;
  }

  refer(place: Node, symbol: ScriptSymbol, use: SymbolReference['use']): void {
    if (!this.isRecording || place.start < 0 || this.#references.has(place.start)) return;
    this.#references.set(place.start, { start: place.start, end: place.end, symbol, use });
  }

  referToBuiltin(place: Node, builtin: Builtin, typed?: Typed): void {
    let symbol = this.#builtins.get(builtin);
    if (symbol === undefined) {
      symbol = {
        kind: builtin.kind === 'function' ? 'builtin-function' : 'builtin-variable',
        name: builtin.name,
        declaration: undefined,
        typed,
        signature: builtin.kind === 'function' ? builtin.signatures[0] : undefined,
        documentation: builtin.documentation,
        builtin,
      };
      this.#builtins.set(builtin, symbol);
    }
    this.refer(place, symbol, 'read');
  }

  referToNamespace(place: Node, name: string): void {
    let symbol = this.#builtins.get(name);
    if (symbol === undefined) {
      symbol = {
        kind: 'namespace',
        name,
        declaration: undefined,
        typed: undefined,
        signature: undefined,
        documentation: '',
        builtin: undefined,
      };
      this.#builtins.set(name, symbol);
    }
    this.refer(place, symbol, 'read');
  }

  object(place: Node, typed: Typed): void {
    if (this.isRecording && !this.#objects.has(place.end)) this.#objects.set(place.end, typed);
  }

  scope(place: Node, symbols: readonly ScriptSymbol[]): void {
    if (!this.isRecording || this.#scopes.has(place.start)) return;
    this.#scopes.set(place.start, { start: place.start, end: place.end, symbols: [...symbols] });
  }

  /** Put in order when somebody asks. */
  table(): SymbolTable {
    return new RecordedSymbols(this.#references, this.#scopes, this.#objects);
  }
}

class RecordedSymbols implements SymbolTable {
  readonly objects: ReadonlyMap<number, Typed>;
  readonly #recorded: ReadonlyMap<number, SymbolReference>;
  readonly #recordedScopes: ReadonlyMap<number, ScopeRange>;
  #references: readonly SymbolReference[] | undefined;
  #scopes: readonly ScopeRange[] | undefined;

  constructor(
    references: ReadonlyMap<number, SymbolReference>,
    scopes: ReadonlyMap<number, ScopeRange>,
    objects: ReadonlyMap<number, Typed>,
  ) {
    this.#recorded = references;
    this.#recordedScopes = scopes;
    this.objects = objects;
  }

  get references(): readonly SymbolReference[] {
    this.#references ??= [...this.#recorded.values()].sort((a, b) => a.start - b.start);
    return this.#references;
  }

  get scopes(): readonly ScopeRange[] {
    this.#scopes ??= [...this.#recordedScopes.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    return this.#scopes;
  }

  symbolAt(offset: number): SymbolReference | undefined {
    const { references } = this;
    let low = 0;
    let high = references.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((references[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = references[low - 1];
    return found !== undefined && offset <= found.end ? found : undefined;
  }

  visibleAt(offset: number): readonly ScriptSymbol[] {
    const visible: ScriptSymbol[] = [];
    const names = new Set<string>();
    for (const scope of this.scopes.toReversed()) {
      if (offset < scope.start || offset > scope.end) continue;
      for (const symbol of scope.symbols) {
        if (names.has(symbol.name)) continue;
        const isLater = symbol.kind === 'variable' && (symbol.declaration?.end ?? 0) > offset;
        if (isLater) continue;
        names.add(symbol.name);
        visible.push(symbol);
      }
    }
    return visible;
  }
}
