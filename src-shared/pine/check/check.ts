import { type Catalogue, catalogue as everything } from '../builtins/catalogue.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Library } from '../libraries/library.ts';
import type * as tree from '../syntax/tree.ts';
import { checkBlock, checkStatements } from './blocks.ts';
import { checkCall } from './calls.ts';
import type { Checking, Frame, ProgramParts } from './checking.ts';
import { calculationInputs } from './declaration-call.ts';
import { constantOf, mistaken } from './expression-parts.ts';
import { checkExpression } from './expressions.ts';
import { checkMember } from './members.ts';
import { openModule } from './modules.ts';
import type { Expression, Program } from './program.ts';
import { Reporter } from './reporter.ts';
import { instantiate } from './routines.ts';
import { type Module, Scope } from './scope.ts';
import { checkStatement } from './statements.ts';
import { checkStructure } from './structures.ts';
import { SymbolRecorder, type SymbolTable } from './symbols.ts';
import { resolveType } from './type-references.ts';
import { errorType } from './type-rules.ts';
import { finishScope } from './unused.ts';

export interface CheckOptions {
  /** Libraries by `user/library/version`, as `parseLibraries` reads them. */
  readonly libraries?: ReadonlyMap<string, Library>;
  /** The built-ins there are; all of them where unsaid. */
  readonly catalogue?: Catalogue;
}

export interface Checked {
  /** Undefined where the script has errors. */
  readonly program: Program | undefined;
  /** In source order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly symbols: SymbolTable;
}

/** Finds out what a script means: names, types, calls. All its mistakes are told, and never one as the other's follower. */
export function check(script: tree.Script, options: CheckOptions = {}): Checked {
  const checking = begin(options);
  const module = openModule(checking, script, undefined);
  findDeclaration(checking, script);
  checkVersion(checking, script, module);
  const main = checking.statements(script.body, 'none');
  checkUncalled(checking, module);
  finishScope(checking, module.global);
  checking.symbols.scope({ start: 0, end: Math.max(script.end, 1) }, module.global.symbols());
  const { parts, reporter } = checking;
  if (parts.declaration === undefined) {
    reporter.report(
      'P502',
      { start: 0, end: 0 },
      'The script does not say what it is. Write `indicator("…")`, `strategy("…")` or `library("…")` as its first statement.',
    );
  }
  const diagnostics = reporter.inOrder();
  const symbols = checking.symbols.table();
  const calculation = calculationInputs(checking);
  if (reporter.hasErrors || parts.kind === undefined) return { program: undefined, diagnostics, symbols };
  const program: Program = {
    version: module.version,
    kind: parts.kind,
    settings: parts.settings,
    inputs: parts.inputs,
    calculation,
    main: {
      id: checking.nextId(),
      name: 'main',
      parameters: [],
      body: { statements: [...usedLibraryStatements(checking), ...main.statements], value: undefined },
      result: { kind: 'void' },
      isStateless: checking.frame.isStateless,
    },
    routines: parts.routines,
    libraries: [...checking.opened.keys()],
    userTypes: parts.userTypes,
  };
  return { program, diagnostics, symbols };
}

function usedLibraryStatements(checking: Checking) {
  return checking.libraryStatements.filter((statement) => {
    if (statement.op === 'declare') return checking.readOfLibraries.has(statement.variable);
    if (statement.op !== 'destructure') return false;
    return statement.variables.some(
      (variable) => variable !== undefined && checking.readOfLibraries.has(variable),
    );
  });
}

function begin(options: CheckOptions): Checking {
  let lastId = 0;
  const ids = new WeakMap<object, number>();
  const parts: ProgramParts = {
    kind: undefined,
    settings: {},
    declaration: undefined,
    timeframe: undefined,
    inputs: [],
    inputIds: new Set(),
    routines: [],
    userTypes: [],
  };
  const frame: Frame = {
    overload: undefined,
    isStateless: true,
    keepsHistory: false,
    conditions: 0,
    loops: 0,
    blocks: 0,
  };
  const nothing: tree.Script = { kind: 'script', version: 6, body: [], comments: [], start: 0, end: 0 };
  const module: Module = {
    script: nothing,
    version: 6,
    imported: undefined,
    global: new Scope(undefined),
    methods: new Map(),
    libraries: [],
    reassigned: new Set(),
  };
  const libraries = options.libraries ?? new Map<string, Library>();
  const checking: Checking = {
    catalogue: options.catalogue ?? everything,
    reporter: new Reporter(libraries),
    symbols: new SymbolRecorder(),
    parts,
    libraries,
    opened: new Map(),
    libraryStatements: [],
    readOfLibraries: new Set(),
    opening: new Set(),
    fractional: new WeakSet(),
    inputNames: new WeakMap(),
    module,
    scope: module.global,
    frame,
    nextId: () => ++lastId,
    idOf(thing) {
      const known = ids.get(thing);
      if (known !== undefined) return known;
      ids.set(thing, ++lastId);
      return lastId;
    },
    expression: (node) => checkExpression(checking, node),
    conditionally: (condition, work) => conditionally(checking, condition, work),
    structure: (node, wanted) => checkStructure(checking, node, wanted),
    block: (node, wanted, prepare) => checkBlock(checking, node, wanted, prepare),
    statements: (nodes, wanted) => checkStatements(checking, nodes, wanted),
    statement: (node, into) => checkStatement(checking, node, into),
    call: (node) => checkCall(checking, node),
    member: (node) => checkMember(checking, node),
    resolveType: (reference) => resolveType(checking, reference),
    instantiate: (overload, values, place) => instantiate(checking, overload, values, place),
  };
  return checking;
}

/** A condition that is the same on all bars leaves nothing out. */
function conditionally<T>(checking: Checking, condition: Expression | undefined, work: () => T): T {
  const isSeries = condition?.qualifier === 'series' && constantOf(condition) === undefined;
  if (!isSeries) return work();
  checking.frame.conditions += 1;
  const result = work();
  checking.frame.conditions -= 1;
  return result;
}

/** What the script is has to be known before its first line is checked, and it may be said later. */
function findDeclaration(checking: Checking, script: tree.Script): void {
  for (const node of script.body) {
    if (node.kind !== 'expression-statement' || node.expression.kind !== 'call') continue;
    const { callee } = node.expression;
    if (callee.kind !== 'identifier') continue;
    const { name } = callee;
    if (name === 'indicator' || name === 'study') checking.parts.kind = 'indicator';
    else if (name === 'strategy' || name === 'library') checking.parts.kind = name;
    else continue;
    checking.parts.declaration = node.expression;
    return;
  }
}

function checkVersion(checking: Checking, script: tree.Script, module: Module): void {
  // A version that cannot be read was told.
  const isSaid = script.comments.some(({ text }) => /^\/\/\s*@version\s*=/.test(text));
  if (script.version !== undefined || isSaid) return;
  if (module.version === 4) {
    checking.reporter.report(
      'P501',
      { start: 0, end: 0 },
      'The script does not say its version; it is read as version 4 because it calls `study`.',
      [{ title: 'Write //@version=4', edits: [{ start: 0, end: 0, text: '//@version=4\n' }] }],
      'warning',
    );
    return;
  }
  checking.reporter.report(
    'P501',
    { start: 0, end: 0 },
    'The script does not say in which version of the language it is written. Write `//@version=6` in its first line.',
    [{ title: 'Write //@version=6', edits: [{ start: 0, end: 0, text: '//@version=6\n' }] }],
  );
}

/** Functions that nothing calls, and exported ones, are looked at with what is written at their parameters. */
function checkUncalled(checking: Checking, module: Module): void {
  const { routines } = checking.parts;
  const called = routines.length;
  for (const entry of module.global.entries.values()) {
    if (entry.kind !== 'function') continue;
    for (const overload of entry.overloads) {
      if (overload.instances.size > 0) continue;
      const values = overload.declaration.parameters.map(
        (parameter, index): Expression => ({
          ...mistaken(parameter),
          type: overload.parameterTypes[index] ?? errorType,
          qualifier: parameter.qualifier ?? 'series',
        }),
      );
      instantiate(checking, overload, values, overload.declaration);
    }
  }
  routines.length = called;
}
