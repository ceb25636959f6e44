import type { Catalogue } from '../builtins/catalogue.ts';
import type { Library } from '../libraries/library.ts';
import type * as tree from '../syntax/tree.ts';
import type { Type, UserType } from '../types.ts';
import type {
  Block,
  ConstantValue,
  Expression,
  Program,
  Routine,
  ScriptInput,
  Statement,
} from './program.ts';
import type { Reporter } from './reporter.ts';
import type { FunctionOverload, Instance, Module, Scope } from './scope.ts';
import type { SymbolRecorder } from './symbols.ts';

/** What is being looked at: the global code or one body of a function. */
export interface Frame {
  /** Undefined for global code. */
  readonly overload: FunctionOverload | undefined;
  isStateless: boolean;
  keepsHistory: boolean;
  /** Blocks and branches that are entered on some bars only. */
  conditions: number;
  loops: number;
  /** Blocks of any kind. */
  blocks: number;
}

export interface ProgramParts {
  kind: Program['kind'] | undefined;
  settings: Record<string, ConstantValue>;
  /** The declaration call that counts. */
  declaration: tree.Call | undefined;
  /** What the declaration says of its timeframe. */
  timeframe: Expression | undefined;
  readonly inputs: ScriptInput[];
  readonly inputIds: Set<string>;
  readonly routines: Routine[];
  readonly userTypes: UserType[];
}

/**
 * `value`: somebody asks for the block's value, so its branches must agree. `maybe`: the value is taken if there is one, as
 * at the end of a function. `none`: it is a statement.
 */
export type Wanted = 'value' | 'maybe' | 'none';

/** A running check: what its parts share, and how they call each other without importing each other. */
export interface Checking {
  readonly catalogue: Catalogue;
  readonly reporter: Reporter;
  readonly symbols: SymbolRecorder;
  readonly parts: ProgramParts;
  readonly libraries: ReadonlyMap<string, Library>;
  /** Those that were opened, once each, however many texts import them. */
  readonly opened: Map<Library, Module>;
  /** Whole numbers by type that may carry a fraction, such as `7 / 2`. */
  readonly fractional: WeakSet<object>;
  /** Calls whose value is about to get a name. */
  readonly inputNames: WeakMap<tree.Node, string>;
  /** Declarations of libraries, of which the program takes those it reads. */
  readonly libraryStatements: Statement[];
  readonly readOfLibraries: Set<object>;
  /** Libraries whose imports are being followed. */
  readonly opening: Set<string>;
  module: Module;
  scope: Scope;
  frame: Frame;
  nextId(): number;
  idOf(thing: object): number;

  expression(node: tree.Expression): Expression;
  /** In a place that is not reached on every bar. */
  conditionally<T>(condition: Expression | undefined, work: () => T): T;
  structure(node: tree.If | tree.Switch | tree.For | tree.ForIn | tree.While, wanted: Wanted): Expression;
  block(node: tree.Block, wanted: Wanted, prepare?: () => void): Block;
  statements(nodes: readonly tree.Statement[], wanted: Wanted): Block;
  statement(node: tree.Statement, into: Statement[]): void;
  call(node: tree.Call): Expression;
  member(node: tree.Member): Expression;
  resolveType(reference: tree.TypeReference): Type;
  instantiate(
    overload: FunctionOverload,
    values: readonly Expression[],
    place: tree.Node,
  ): Instance | undefined;
}
