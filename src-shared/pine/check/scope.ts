import type {
  EnumDeclaration,
  FunctionDeclaration,
  Identifier,
  LanguageVersion,
  Node,
  Script,
  TypeDeclaration,
} from '../syntax/tree.ts';
import type { EnumType, Type, Typed, UserField, UserType } from '../types.ts';
import type { ConstantValue, Expression, Routine, Variable } from './program.ts';
import type { ScriptSymbol } from './symbols.ts';

/** A program's variable while it is still being found out what happens to it. */
export type OpenVariable = { -readonly [K in keyof Variable]: Variable[K] };

export interface VariableEntry {
  readonly kind: 'variable';
  readonly variable: OpenVariable;
  readonly symbol: ScriptSymbol;
  readonly name: Identifier;
  /** Where it is a constant whose value is known. */
  readonly constant: { readonly value: ConstantValue } | undefined;
  readonly isReassigned: boolean;
  readonly isExported: boolean;
  /** Of which function; undefined for global code. */
  readonly owner: FunctionOverload | undefined;
  readonly isGlobal: boolean;
  isRead: boolean;
}

export interface FunctionEntry {
  readonly kind: 'function';
  readonly overloads: FunctionOverload[];
}

export interface FunctionOverload {
  readonly declaration: FunctionDeclaration;
  readonly module: Module;
  readonly symbol: ScriptSymbol;
  /** By the types and qualifiers of the arguments; undefined while the body is being looked at. */
  readonly instances: Map<string, Instance | undefined>;
  /** Types that are written at the parameters; undefined where the argument decides. */
  parameterTypes: readonly (Type | undefined)[];
  isUsed: boolean;
}

/** A function's body with settled types. */
export interface Instance {
  readonly routine: Routine;
  /** What it does differs when bars are left out. */
  readonly keepsHistory: boolean;
  readonly result: Typed;
}

export type OpenUserType = UserType & { readonly fields: UserField[] };

export interface TypeEntry {
  readonly kind: 'type';
  readonly type: OpenUserType;
  readonly declaration: TypeDeclaration;
  readonly module: Module;
  readonly symbol: ScriptSymbol;
  /** Of the fields, once they were looked at. */
  readonly defaults: (Expression | undefined)[];
  readonly fieldSymbols: ScriptSymbol[];
}

export interface EnumEntry {
  readonly kind: 'enum';
  readonly type: EnumType;
  readonly declaration: EnumDeclaration;
  readonly symbol: ScriptSymbol;
  readonly memberSymbols: ScriptSymbol[];
}

export interface LibraryEntry {
  readonly kind: 'library';
  /** Undefined where it is not there, which was told. */
  readonly module: Module | undefined;
  readonly symbol: ScriptSymbol;
}

export type Entry = VariableEntry | FunctionEntry | TypeEntry | EnumEntry | LibraryEntry;

/** One text: the script itself, or a library it imports. */
export interface Module {
  readonly script: Script;
  readonly version: LanguageVersion;
  /** Undefined for the script itself. */
  readonly imported: { readonly name: string; readonly place: Node } | undefined;
  readonly global: Scope;
  /** User methods by name. */
  readonly methods: Map<string, FunctionOverload[]>;
  readonly libraries: Module[];
  /** Declared names (their places) that are assigned again somewhere. */
  readonly reassigned: ReadonlySet<number>;
}

export class Scope {
  readonly parent: Scope | undefined;
  readonly entries = new Map<string, Entry>();
  /** Variables with the name of a function of the same scope: a call means the function, all else the variable. */
  readonly besideFunctions = new Map<string, VariableEntry>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  find(name: string): Entry | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const entry = scope.besideFunctions.get(name) ?? scope.entries.get(name);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  /** What a call by that name means: variables do not hide functions. */
  findFunction(name: string): FunctionEntry | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const entry = scope.entries.get(name);
      if (entry?.kind === 'function') return entry;
    }
    return undefined;
  }

  *names(): Iterable<string> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      yield* scope.entries.keys();
    }
  }

  symbols(): ScriptSymbol[] {
    const symbols: ScriptSymbol[] = [];
    for (const entry of this.entries.values()) {
      if (entry.kind === 'function') {
        for (const overload of entry.overloads) symbols.push(overload.symbol);
      } else {
        symbols.push(entry.symbol);
      }
    }
    for (const { symbol } of this.besideFunctions.values()) symbols.push(symbol);
    return symbols;
  }
}
