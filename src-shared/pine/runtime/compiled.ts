import type { BuiltinFunction, BuiltinVariable } from '../builtins/builtin.ts';
import type { ConstantValue, Expression, Program, Request, ScriptInput, Variable } from '../check/program.ts';
import type { Context } from './context.ts';

/** `trace` tells values to the debugger, `profile` counts and times statements; both cost, so they are compiled in. */
export type Mode = 'plain' | 'trace' | 'profile';

/** A call of a stateful built-in as it is written; each call path makes one state of it. */
export interface StateSite {
  readonly builtin: BuiltinFunction;
  readonly signature: number;
  readonly arguments: readonly (Expression | undefined)[];
  /** It runs exactly once on each bar. */
  readonly isOnEachBar: boolean;
  readonly start: number;
  readonly end: number;
}

/** A call of a user function that keeps something. */
export interface CallSite {
  readonly parameters: readonly Variable[];
  readonly arguments: readonly Expression[];
}

export interface RequestSite {
  readonly request: Request;
  /** The requested expression with what it depends on, as a program of its own; `calls` leads to it from the global code. */
  compile(calls: readonly number[]): Compiled;
}

export interface TracePoint {
  /** Undefined for an expression without a name. */
  readonly variable: Variable | undefined;
  readonly start: number;
  readonly end: number;
}

/** A range of the source. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** What the generated code is called with; its names are in `compile/vocabulary.ts`. */
export interface CodeLinks {
  readonly maker: object;
  readonly context: Context;
  readonly helpers: Readonly<Record<string, unknown>>;
}

export interface Code {
  /** Runs the bars from the first to before the second. */
  run(from: number, to: number): void;
  /** Makes room for so many bars, and looks at the bars' columns again. */
  grow(capacity: number): void;
}

export interface Compiled {
  readonly program: Program;
  readonly mode: Mode;
  /** Verified text. */
  readonly code: string;
  /** Equal for programs that compute the same: such requests are run once. */
  readonly key: string;
  readonly states: readonly StateSite[];
  readonly calls: readonly CallSite[];
  readonly requests: readonly RequestSite[];
  /** Built-in variables of which there is one state. */
  readonly facts: readonly BuiltinVariable[];
  readonly inputs: readonly ScriptInput[];
  /** Global variables that never change, as they were declared. */
  readonly fixed: ReadonlyMap<number, Expression>;
  /** For each line of the code the range it comes from; undefined for lines that come from nowhere. */
  readonly lines: readonly (SourceRange | undefined)[];
  /** Functions of the script by the names that the code gives them. */
  readonly routines: ReadonlyMap<string, string>;
  /** In which imported library a place lies, undefined for the script's own. */
  libraryAt(
    place: number,
  ): { readonly library: { readonly name: string }; readonly line: number } | undefined;
  readonly tracePoints: readonly TracePoint[];
  readonly statements: readonly SourceRange[];
  /** How many values the global code gives, and which of them are numbers: of requested expressions. */
  readonly results: readonly { readonly isNumber: boolean; readonly none: ConstantValue }[];
  start(links: CodeLinks): Code;
  /** An array of the language, for what arrives as one. */
  createArray(context: Context, values: unknown[]): unknown;
}
