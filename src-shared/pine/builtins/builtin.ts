import type { BarColumn } from '../runtime/bars.ts';
import type { Context } from '../runtime/context.ts';
import type { State } from '../runtime/state.ts';

/*
 * How a built-in is written down. Signatures are text, in the manual's own form, read on first use:
 *
 *   (source: series float, length: simple int) series float
 *   (id: array<T>, value: series T) void
 *   (title: const string = "", color: series color = color.blue, display: input plot_display = display.all) plot
 *
 * `name: qualifier type` and, behind `=`, a default: a literal, `na`, or the name of a built-in constant; `= ?` marks a
 * parameter that may be left out and then arrives as undefined. A parameter without default must be given. `...` behind the
 * last name takes any number of further arguments, which arrive as further arguments. T, K and V stand for one type each.
 * `int|float` takes either and does not convert. The result's qualifier may be `strongest`: that of the strongest argument.
 * Several signatures are tried in order.
 *
 * Where a signature's result is T, K or V, an implementation may give undefined for na: the compiler gives it the na of the
 * type that the place has.
 */

export interface BuiltinParts {
  /** With its namespace: `ta.sma`. */
  readonly name: string;
  /** In our words, for hover and completion: meaning, units, what na does. */
  readonly documentation: string;
  /** The first language version that has it under this name; 4 where unsaid. */
  readonly since?: 4 | 5 | 6;
  /** Names by which version 4 knew it. */
  readonly formerly?: readonly string[];
  /** Told as a warning wherever it is used: what it cannot know here and answers instead. */
  readonly caveat?: string;
}

export interface BuiltinFunction extends BuiltinParts {
  readonly kind: 'function';
  readonly signatures: readonly string[];
  /** Also callable on its first argument: `a.push(1)`. */
  readonly isMethod?: boolean;
  readonly implementation: FunctionImplementation;
}

export type FunctionImplementation =
  /** The same arguments give the same value; folded where all of them are constant. */
  // biome-ignore lint/suspicious/noExplicitAny: each built-in types its own arguments
  | { readonly kind: 'pure'; readonly call: (...values: any[]) => unknown }
  /**
   * A JavaScript expression over its arguments' texts, each used any number of times: they are names or constants. For
   * what is hot and short. Only operators, `Math` functions and numbers may occur.
   */
  | {
      readonly kind: 'inline';
      readonly code: (...values: readonly string[]) => string;
      /** The same as a function, with which calls on constants are folded. */
      // biome-ignore lint/suspicious/noExplicitAny: each built-in types its own arguments
      readonly call?: (...values: any[]) => unknown;
    }
  /** One state for each call site and call path; `next` runs whenever the call is evaluated. */
  | { readonly kind: 'state'; readonly create: (site: Site) => Stateful }
  /** Acts on the context: collections and drawings (rollback, limits), bar and market facts, logs, orders. */
  // biome-ignore lint/suspicious/noExplicitAny: each built-in types its own arguments
  | { readonly kind: 'context'; readonly call: (context: Context, ...values: any[]) => unknown }
  /** Done by the checker and the compiler themselves: inputs, requests, declarations, `T.new`. */
  | { readonly kind: 'language' }
  /** Known, but not to be had here; the sentence says why, when compiling. */
  | { readonly kind: 'unsupported'; readonly reason: string };

export interface Stateful extends State {
  /**
   * Takes the arguments in the signature's order. One that gives a tuple may hand out the same array each time: it is taken
   * apart before the next call.
   */
  // biome-ignore lint/suspicious/noExplicitAny: each built-in types its own arguments
  next(...values: any[]): unknown;
}

/** What is known of a call when its state is made, before the first bar. */
export interface Site {
  readonly context: Context;
  /** Values of arguments that are const or input; undefined for the others and for missing ones. */
  readonly fixed: readonly unknown[];
  /**
   * Arguments that are a column of the bars, undefined for the others; told only where the call runs exactly once on each bar.
   * Values of bars before the newest will not change, and may be read before their bar runs.
   */
  readonly columns?: readonly (BarColumn | undefined)[] | undefined;
  /** Which of the built-in's signatures was called. */
  readonly signature: number;
  /** Unique in the program's call tree and steady from run to run. */
  readonly path: string;
  /** Where the call is written. */
  readonly start: number;
  readonly end: number;
}

export interface BuiltinVariable extends BuiltinParts {
  readonly kind: 'variable';
  /** A qualifier and a type: `series float`. */
  readonly type: string;
  readonly implementation: VariableImplementation;
}

export type VariableImplementation =
  | {
      readonly kind: 'constant';
      readonly value: number | string | boolean;
      /** What versions 4 and 5 meant by it. */
      readonly valueBefore6?: number;
    }
  /** A column of the bars; `close[n]` reads the bar n before. */
  | { readonly kind: 'column'; readonly column: 'open' | 'high' | 'low' | 'close' | 'volume' | 'time' }
  /** A JavaScript expression of columns by index: `(high[i] + low[i]) / 2` with the column names as given here. */
  | { readonly kind: 'derived'; readonly of: (column: (name: string) => string) => string }
  /** One state for the context, whoever reads it; `next` runs once on each bar before the script. */
  | { readonly kind: 'state'; readonly create: (context: Context) => Stateful }
  | { readonly kind: 'context'; readonly read: (context: Context) => unknown }
  | { readonly kind: 'unsupported'; readonly reason: string };

export type Builtin = BuiltinFunction | BuiltinVariable;
