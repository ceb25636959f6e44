import type * as tree from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import type { Checking, Frame } from './checking.ts';
import { fitTo } from './expression-parts.ts';
import type { Expression, Routine } from './program.ts';
import {
  type FunctionOverload,
  type Instance,
  type OpenVariable,
  Scope,
  type VariableEntry,
} from './scope.ts';
import { errorType, float, strongest, typeKey, typeText, voidType } from './type-rules.ts';

const mostNestedCalls = 150;
const mostRoutines = 5000;

/** Overloads whose bodies are being looked at. */
const active = new WeakMap<Checking, Set<FunctionOverload>>();

/**
 * The body of a function for these arguments; one for each combination of types and qualifiers. Undefined where the function
 * calls itself.
 */
export function instantiate(
  checking: Checking,
  overload: FunctionOverload,
  values: readonly Expression[],
  place: tree.Node,
): Instance | undefined {
  const key = values
    .map((value) => `${typeKey(value.type, (type) => checking.idOf(type))} ${value.qualifier}`)
    .join();
  const known = overload.instances.get(key);
  if (known !== undefined) return known;
  const bodies = active.get(checking) ?? new Set();
  active.set(checking, bodies);
  const { name } = overload.declaration.name;
  if (bodies.has(overload)) {
    checking.reporter.report(
      'P408',
      place,
      `\`${name}\` calls itself, which the language does not allow. Use a loop instead.`,
    );
    return undefined;
  }
  if (bodies.size >= mostNestedCalls || checking.parts.routines.length >= mostRoutines) {
    checking.reporter.report(
      'P701',
      place,
      'Functions call each other too deeply here, or with too many combinations of types.',
    );
    return undefined;
  }
  bodies.add(overload);
  try {
    const instance = checking.reporter.inLibrary(overload.module.imported, () =>
      checkBody(checking, overload, values),
    );
    overload.instances.set(key, instance);
    return instance;
  } finally {
    bodies.delete(overload);
  }
}

function checkBody(checking: Checking, overload: FunctionOverload, values: readonly Expression[]): Instance {
  const { declaration, module } = overload;
  const outer = { scope: checking.scope, frame: checking.frame, module: checking.module };
  const frame: Frame = {
    overload,
    isStateless: true,
    keepsHistory: false,
    conditions: 0,
    loops: 0,
    blocks: 0,
  };
  checking.module = module;
  checking.scope = new Scope(module.global);
  checking.frame = frame;
  const wasRecording = checking.symbols.isRecording;
  checking.symbols.isRecording = module.imported === undefined;
  const parameters = declaration.parameters.map((parameter, index) =>
    declareParameter(checking, overload, parameter, values[index]),
  );
  const block = checking.statements(declaration.body.statements, 'maybe');
  checking.symbols.scope(declaration, checking.scope.symbols());
  checking.symbols.isRecording = wasRecording;
  const body =
    block.value?.type.kind === 'na' ? { ...block, value: fitTo(checking, block.value, float) } : block;
  const type = body.value?.type ?? voidType;
  const routine: Routine = {
    id: checking.nextId(),
    name: declaration.name.name,
    parameters,
    body,
    result: type,
    isStateless: frame.isStateless,
  };
  const qualifier = body.value?.qualifier ?? 'series';
  checking.parts.routines.push(routine);
  Object.assign(checking, outer);
  const result = { type, qualifier: strongest('simple', qualifier) };
  checking.symbols.settle(overload.symbol, result);
  return { routine, keepsHistory: frame.keepsHistory, result };
}

function declareParameter(
  checking: Checking,
  overload: FunctionOverload,
  parameter: tree.Parameter,
  value: Expression | undefined,
): OpenVariable {
  const type = value?.type ?? errorType;
  const qualifier = parameter.qualifier === 'series' ? 'series' : (value?.qualifier ?? 'series');
  const variable: OpenVariable = {
    id: checking.nextId(),
    name: parameter.name.name,
    type,
    qualifier,
    persistence: 'none',
    place: 'parameter',
    hasHistory: false,
    start: parameter.name.start,
    end: parameter.name.end,
  };
  const symbol = checking.symbols.declare('parameter', parameter.name, { type, qualifier });
  const entry: VariableEntry = {
    kind: 'variable',
    variable,
    symbol,
    name: parameter.name,
    constant: undefined,
    isReassigned: false,
    isExported: false,
    owner: overload,
    isGlobal: false,
    isRead: false,
  };
  if (value !== undefined && checking.fractional.has(value)) checking.fractional.add(variable);
  checking.scope.entries.set(parameter.name.name, entry);
  return variable;
}

/** How a function is called, for people. */
export function signatureText(
  declaration: tree.FunctionDeclaration,
  types: readonly (Type | undefined)[],
): string {
  const parameters = declaration.parameters.map((parameter, index) => {
    const type = types[index];
    return type === undefined ? parameter.name.name : `${parameter.name.name}: ${typeText(type)}`;
  });
  return `${declaration.name.name}(${parameters.join(', ')})`;
}
