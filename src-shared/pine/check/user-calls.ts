import type * as tree from '../syntax/tree.ts';
import { bindArguments, type Problem } from './bind-arguments.ts';
import { type GivenValue, warnOfConditions } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { fitTo, isMistaken, mistaken } from './expression-parts.ts';
import type { Expression } from './program.ts';
import type { FunctionOverload } from './scope.ts';
import {
  errorType,
  float,
  isReference,
  isSameType,
  isWeakerOrEqual,
  strongest,
  typeText,
} from './type-rules.ts';

interface Attempt {
  readonly overload: FunctionOverload;
  readonly values: readonly Expression[];
  readonly problems: readonly Problem[];
  /** Arguments that had to be converted, or whose type nothing says. */
  readonly distance: number;
}

/** Calls a function of the script: the overload that needs the fewest conversions. */
export function callUser(
  checking: Checking,
  node: tree.Node,
  name: string,
  overloads: readonly FunctionOverload[],
  given: readonly GivenValue[],
): Expression {
  let best: Attempt | undefined;
  for (const overload of overloads) {
    const attempt = tryOverload(checking, node, name, overload, given);
    if (best === undefined || rank(attempt) < rank(best)) best = attempt;
  }
  if (best === undefined) return mistaken(node);
  best.overload.isUsed = true;
  for (const problem of best.problems) {
    checking.reporter.report(problem.code, problem, problem.message, problem.fixes);
  }
  if (best.problems.some((problem) => problem.code !== 'P405')) return mistaken(node);
  const instance = checking.instantiate(best.overload, best.values, node);
  if (instance === undefined) return mistaken(node);
  const { routine, result } = instance;
  if (!routine.isStateless) checking.frame.isStateless = false;
  if (instance.keepsHistory) {
    checking.frame.keepsHistory = true;
    warnOfConditions(checking, node, name);
  }
  const call: Expression = {
    op: 'call',
    routine,
    arguments: best.values,
    type: result.type,
    qualifier: isReference(result.type) ? 'series' : strongest(result.qualifier),
    start: node.start,
    end: node.end,
  };
  if (routine.body.value !== undefined && checking.fractional.has(routine.body.value))
    checking.fractional.add(call);
  return call;
}

function rank(attempt: Attempt): number {
  return attempt.problems.reduce((sum, problem) => sum + problem.weight, 0) * 1000 + attempt.distance;
}

function tryOverload(
  checking: Checking,
  node: tree.Node,
  name: string,
  overload: FunctionOverload,
  given: readonly GivenValue[],
): Attempt {
  const { parameters } = overload.declaration;
  const bindables = parameters.map((parameter) => ({
    name: parameter.name.name,
    isRequired: parameter.defaultValue === undefined,
  }));
  const { slots, problems } = bindArguments(name, node, bindables, given, false);
  let distance = 0;
  const values = parameters.map((parameter, index) => {
    const argument = slots[index];
    const value = argument?.value ?? defaultOf(checking, overload, parameter);
    if (value === undefined) return { ...mistaken(node), qualifier: 'series' as const };
    const wanted = overload.parameterTypes[index];
    if (argument !== undefined && value.type.kind === 'void') {
      problems.push({
        code: 'P306',
        start: value.start,
        end: value.end,
        message: `\`${parameter.name.name}\` of \`${name}\` needs a value, and this gives none.`,
        fixes: [],
        weight: 2,
      });
    }
    const fitted = wanted === undefined ? untyped(checking, value) : fitTo(checking, value, wanted);
    if (wanted === undefined || !isSameType(value.type, wanted)) distance += 1;
    if (fitted === undefined) {
      problems.push(wrongType(name, parameter, value, wanted));
      return { ...value, type: errorType };
    }
    const limit = parameter.qualifier;
    const isTooStrong =
      limit !== undefined &&
      !isReference(fitted.type) &&
      !isMistaken(fitted) &&
      !isWeakerOrEqual(fitted.qualifier, limit);
    if (isTooStrong) problems.push(wrongQualifier(name, parameter, fitted));
    // The body sees the parameter's type: an int given for a float is one inside too.
    return wanted === undefined || wanted.kind === 'error'
      ? fitted
      : { ...fitted, type: widened(fitted, wanted) };
  });
  return { overload, values, problems, distance };
}

function widened(value: Expression, wanted: Expression['type']): Expression['type'] {
  return value.type.kind === 'int' && wanted.kind === 'float' ? wanted : value.type;
}

function untyped(checking: Checking, value: Expression): Expression | undefined {
  return value.type.kind === 'na' ? fitTo(checking, value, float) : value;
}

/** Defaults are read where the function was declared. */
function defaultOf(
  checking: Checking,
  overload: FunctionOverload,
  parameter: tree.Parameter,
): Expression | undefined {
  if (parameter.defaultValue === undefined) return undefined;
  const outer = { scope: checking.scope, module: checking.module };
  const wasRecording = checking.symbols.isRecording;
  checking.scope = overload.module.global;
  checking.module = overload.module;
  checking.symbols.isRecording = overload.module.imported === undefined;
  const value = checking.expression(parameter.defaultValue);
  checking.symbols.isRecording = wasRecording;
  Object.assign(checking, outer);
  return value;
}

function wrongType(
  name: string,
  parameter: tree.Parameter,
  value: Expression,
  wanted: Expression['type'] | undefined,
): Problem {
  return {
    code: 'P404',
    start: value.start,
    end: value.end,
    message: `\`${parameter.name.name}\` of \`${name}\` must be of type ${typeText(wanted ?? errorType)}, and this is ${value.type.kind === 'na' ? 'na' : `of type ${typeText(value.type)}`}.`,
    fixes: [],
    weight: 2,
  };
}

function wrongQualifier(name: string, parameter: tree.Parameter, value: Expression): Problem {
  return {
    code: 'P405',
    start: value.start,
    end: value.end,
    message: `\`${parameter.name.name}\` of \`${name}\` is declared ${parameter.qualifier}, and this value is ${value.qualifier}.`,
    fixes: [],
    weight: 1,
  };
}
