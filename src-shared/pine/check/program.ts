import type { BuiltinFunction, BuiltinVariable } from '../builtins/builtin.ts';
import type { Library } from '../libraries/library.ts';
import type { AssignmentOperator, LanguageVersion, Persistence } from '../syntax/tree.ts';
import type { Qualifier, Type, UserType } from '../types.ts';

/*
 * A checked script: every name resolved, every call bound, every type known, what differs between versions of the language
 * spelled out. It is what `compile` turns into code, and it needs no look at the syntax tree for that. Bodies of functions
 * occur once for each combination of argument types they are called with.
 */

export interface Program {
  readonly version: LanguageVersion;
  readonly kind: 'indicator' | 'strategy' | 'library';
  /** Arguments of the declaration call by parameter name, defaults left out. */
  readonly settings: Readonly<Record<string, ConstantValue>>;
  readonly inputs: readonly ScriptInput[];
  /**
   * Inputs that the language adds where the declaration has a `timeframe`: the timeframe that the whole script runs on, and
   * whether its values stand only on the bar where one of its own closes. They are among `inputs` too.
   */
  readonly calculation: { readonly timeframe: ScriptInput; readonly gaps: ScriptInput } | undefined;
  /** The global code. */
  readonly main: Routine;
  /** Called ones, callees before callers. */
  readonly routines: readonly Routine[];
  /** Those it imports, directly or through others; places tell from which of them a part came. */
  readonly libraries: readonly Library[];
  readonly userTypes: readonly UserType[];
}

/** A bool, a string, or a number (colours and enum members too; NaN is na). Null is an na string. */
export type ConstantValue = number | string | boolean | null | readonly ConstantValue[];

export type InputKind =
  | 'int'
  | 'float'
  | 'bool'
  | 'string'
  | 'text_area'
  | 'color'
  | 'price'
  | 'time'
  | 'session'
  | 'symbol'
  | 'timeframe'
  | 'source'
  | 'enum';

export interface ScriptInput {
  /** Unique in its script and steady while its title is: what settings are stored by. */
  readonly id: string;
  readonly kind: InputKind;
  readonly type: Type;
  /** The variable's name where no title was written. */
  readonly title: string;
  /** Of a source: the name of a built-in series, such as `close`. */
  readonly defaultValue: ConstantValue;
  readonly options: readonly ConstantValue[] | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  readonly tooltip: string;
  readonly inline: string;
  readonly group: string;
  readonly confirm: boolean;
  /** Where it was written. */
  readonly start: number;
  readonly end: number;
}

/** One function body with settled types, or the global code. */
export interface Routine {
  readonly id: number;
  /** For people: profiles, errors, debugger. */
  readonly name: string;
  readonly parameters: readonly Variable[];
  readonly body: Block;
  readonly result: Type;
  /** Neither it nor anything it calls keeps anything between bars: no `var`, no history, no stateful built-in. */
  readonly isStateless: boolean;
}

export interface Variable {
  /** Unique in the program. */
  readonly id: number;
  readonly name: string;
  readonly type: Type;
  readonly qualifier: Qualifier;
  readonly persistence: Persistence;
  /**
   * `global`: declared by global code outside any block, evaluated on each bar; its history is by bar. `local`: in a block or
   * a function; its history is by evaluation (language manual 5.4). `loop`: set by a loop itself.
   */
  readonly place: 'global' | 'local' | 'parameter' | 'loop';
  /** Read with `[]` somewhere. */
  readonly hasHistory: boolean;
  /** Where the name was declared. */
  readonly start: number;
  readonly end: number;
}

/** Its value is that of its last statement, where one is asked for. */
export interface Block {
  readonly statements: readonly Statement[];
  /** What the block gives, undefined where nobody asks or the last statement gives nothing. */
  readonly value: Expression | undefined;
}

/** Ranges point into the source, for errors at run time, the debugger and the profiler. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export type Statement = Placed &
  (
    | { readonly op: 'declare'; readonly variable: Variable; readonly value: Expression }
    /** Undefined where `_` was written. */
    | {
        readonly op: 'destructure';
        readonly variables: readonly (Variable | undefined)[];
        readonly value: Expression;
      }
    /** Compound assignments arrive as `x = x + …`; the operator that was written is for people. */
    | {
        readonly op: 'assign';
        readonly variable: Variable;
        readonly value: Expression;
        readonly written: AssignmentOperator;
      }
    | {
        readonly op: 'assign-field';
        readonly object: Expression;
        readonly field: number;
        readonly value: Expression;
      }
    | { readonly op: 'evaluate'; readonly value: Expression }
    | { readonly op: 'break' }
    | { readonly op: 'continue' }
  );

/** What both sides of an operator were brought to. `number` comparisons are within 1e-10, `int` ones exact. */
export type OperandKind = 'int' | 'number' | 'bool' | 'string' | 'color' | 'enum' | 'unique' | 'reference';

export type Expression = Placed & { readonly type: Type; readonly qualifier: Qualifier } & (
    | { readonly op: 'constant'; readonly value: ConstantValue }
    | { readonly op: 'na' }
    | { readonly op: 'variable'; readonly variable: Variable }
    /** `x[n]` of a variable with history. */
    | { readonly op: 'variable-history'; readonly variable: Variable; readonly offset: Expression }
    /** `(…)[n]` of anything else; each such place keeps its own history of the source's values, by evaluation. */
    | { readonly op: 'history'; readonly source: Expression; readonly offset: Expression }
    /** A built-in variable, such as `close` or `ta.obv`. */
    | { readonly op: 'builtin'; readonly builtin: BuiltinVariable }
    /** `close[n]`: a built-in variable that is kept by bar. */
    | { readonly op: 'builtin-history'; readonly builtin: BuiltinVariable; readonly offset: Expression }
    | { readonly op: 'input'; readonly input: ScriptInput }
    | { readonly op: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
    | {
        readonly op: 'arithmetic';
        /** `div` is version 5's division of two constant ints; `concat` joins strings. */
        readonly operator: '+' | '-' | '*' | '/' | '%' | 'div' | 'concat';
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly op: 'compare';
        readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
        readonly operands: OperandKind;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly op: 'logic';
        readonly operator: 'and' | 'or';
        /** Version 6 leaves the right side out when the left decides. */
        readonly isLazy: boolean;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly op: 'conditional';
        readonly condition: Expression;
        readonly consequent: Expression;
        readonly alternate: Expression;
      }
    /** int or float to bool (versions 4, 5), bool out of na, float to int where an int is required. */
    | { readonly op: 'convert'; readonly to: 'bool' | 'int'; readonly operand: Expression }
    | { readonly op: 'tuple'; readonly items: readonly Expression[] }
    | {
        readonly op: 'call-builtin';
        readonly builtin: BuiltinFunction;
        /** Which of its signatures. */
        readonly signature: number;
        /** In the signature's order, defaults filled in; undefined where nothing was given and there is no default. */
        readonly arguments: readonly (Expression | undefined)[];
      }
    | { readonly op: 'call'; readonly routine: Routine; readonly arguments: readonly Expression[] }
    | Request
    | { readonly op: 'new'; readonly userType: UserType; readonly fields: readonly Expression[] }
    | { readonly op: 'copy'; readonly object: Expression }
    | { readonly op: 'field'; readonly object: Expression; readonly field: number }
    | {
        readonly op: 'if';
        readonly condition: Expression;
        readonly consequent: Block;
        readonly alternate: Block | undefined;
      }
    | {
        readonly op: 'switch';
        /** Arms without a condition stand last. With a subject the conditions are comparisons already, of `subject`. */
        readonly subject: { readonly variable: Variable; readonly value: Expression } | undefined;
        readonly arms: readonly { readonly condition: Expression | undefined; readonly body: Block }[];
      }
    | {
        readonly op: 'for';
        readonly variable: Variable;
        readonly from: Expression;
        readonly to: Expression;
        readonly step: Expression | undefined;
        /** Version 6 looks at `to` before each pass. */
        readonly reevaluatesEnd: boolean;
        readonly body: Block;
      }
    | {
        readonly op: 'for-in';
        readonly over: 'array' | 'matrix' | 'map';
        readonly index: Variable | undefined;
        readonly item: Variable | undefined;
        readonly iterable: Expression;
        readonly body: Block;
      }
    | { readonly op: 'while'; readonly condition: Expression; readonly body: Block }
  );

/** `request.security` and its like: `expression` runs in another context, with a state of its own. */
export interface Request {
  readonly op: 'request';
  readonly function: 'security' | 'security_lower_tf' | 'other';
  readonly builtin: BuiltinFunction;
  readonly symbol: Expression;
  readonly timeframe: Expression;
  readonly expression: Expression;
  /** The other arguments by parameter name: gaps, lookahead, ignore_invalid_symbol, currency, calc_bars_count … */
  readonly options: Readonly<Record<string, Expression>>;
}
