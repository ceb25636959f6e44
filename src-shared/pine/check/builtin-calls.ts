import type { BuiltinFunction } from '../builtins/builtin.ts';
import { type Catalogue, plainName } from '../builtins/catalogue.ts';
import {
  type ParameterDefault,
  readSignature,
  type Signature,
  type SignatureParameter,
} from '../builtins/signature.ts';
import { parseDate } from '../builtins/time/timestamp.ts';
import type * as tree from '../syntax/tree.ts';
import type { Qualifier, Type } from '../types.ts';
import { type Bindable, bindArguments, type Given, type Problem } from './bind-arguments.ts';
import type { Checking } from './checking.ts';
import { withTitle } from './enum-titles.ts';
import { constant, constantOf, isMistaken, mistaken, na } from './expression-parts.ts';
import { matchValue, noTypeVariables, settledType, type TypeVariables } from './match-type.ts';
import { valueOfBuiltin, warnOfCaveat } from './names.ts';
import type { ConstantValue, Expression } from './program.ts';
import { errorType, int, isNumber, isReference, isWeakerOrEqual, strongest, typeText } from './type-rules.ts';

/** An argument whose value was looked at already. */
export interface GivenValue extends Given {
  readonly value: Expression;
}

export interface BoundCall {
  readonly signatureIndex: number;
  readonly signature: Signature;
  /** In the signature's order, defaults filled in. */
  readonly values: readonly (Expression | undefined)[];
  /** Which of them were written. */
  readonly isGiven: readonly boolean[];
  readonly variables: TypeVariables;
}

interface Attempt extends BoundCall {
  readonly problems: readonly Problem[];
}

const bindables = new WeakMap<Signature, readonly Bindable[]>();

function bindablesOf(signature: Signature): readonly Bindable[] {
  let known = bindables.get(signature);
  if (known === undefined) {
    known = signature.parameters.map((parameter) => ({
      name: parameter.name,
      isRequired: parameter.default === undefined && !parameter.isRest,
      isRest: parameter.isRest,
    }));
    bindables.set(signature, known);
  }
  return known;
}

/** Finds the signature that takes these arguments; tells what is wrong with the nearest one where none does. */
export function bindBuiltin(
  checking: Checking,
  node: tree.Node,
  builtin: BuiltinFunction,
  given: readonly GivenValue[],
  typeArguments: readonly Type[],
): BoundCall | undefined {
  let nearest: Attempt | undefined;
  const isHopeless = given.some((argument) => isMistaken(argument.value));
  const isLoose =
    checking.module.version === 4 || given.some((argument) => checking.fractional.has(argument.value));
  const strictness = isLoose ? [true, false] : [false];
  for (const isStrict of strictness) {
    for (let index = 0; index < builtin.signatures.length; index += 1) {
      const attempt = tryBind(checking, node, builtin, index, given, typeArguments, isStrict);
      if (attempt.problems.length === 0) return attempt;
      if (nearest === undefined || weight(attempt) < weight(nearest)) nearest = attempt;
    }
  }
  if (nearest === undefined) return undefined;
  for (const problem of nearest.problems) {
    checking.reporter.report(problem.code, problem, problem.message, problem.fixes);
  }
  return isHopeless || nearest.problems.every((problem) => problem.code === 'P405') ? nearest : undefined;
}

function weight(attempt: Attempt): number {
  let sum = 0;
  for (const problem of attempt.problems) sum += problem.weight;
  return sum;
}

function tryBind(
  checking: Checking,
  node: tree.Node,
  builtin: BuiltinFunction,
  signatureIndex: number,
  given: readonly GivenValue[],
  typeArguments: readonly Type[],
  isStrict: boolean,
): Attempt {
  const signature = readSignature(builtin.signatures[signatureIndex] ?? '() void');
  const { parameters } = signature;
  const name = plainName(builtin.name);
  const binding = bindArguments(name, node, bindablesOf(signature), given, checking.module.version === 4);
  const problems = binding.problems;
  const variables = noTypeVariables();
  for (const [index, type] of typeArguments.entries()) {
    const letters = typeArguments.length === 2 ? ['K', 'V'] : ['T'];
    variables.types.set(letters[index] ?? 'T', type);
  }
  const values: (Expression | undefined)[] = [];
  const isGiven: boolean[] = [];
  const take = (parameter: SignatureParameter, argument: GivenValue) => {
    const matched = matchValue(checking, parameter.type, argument.value, variables, isStrict);
    if (matched === undefined) {
      problems.push(wrongType(checking, name, parameter, argument, variables));
    } else if (
      !isWeakerOrEqual(matched.qualifier, parameter.qualifier) &&
      !isReference(matched.type) &&
      matched.type.kind !== 'error'
    ) {
      problems.push(wrongQualifier(name, parameter, argument));
    }
    values.push(matched ?? { ...argument.value, type: errorType });
    isGiven.push(true);
  };
  for (const [index, parameter] of parameters.entries()) {
    const argument = binding.slots[index];
    if (argument !== undefined) {
      take(parameter, argument);
    } else if (!parameter.isRest) {
      values.push(defaultValue(checking, parameter));
      isGiven.push(false);
    }
  }
  const last = parameters.at(-1);
  if (last?.isRest === true) for (const argument of binding.rest) take(last, argument);
  return { signatureIndex, signature, values, isGiven, variables, problems };
}

function wrongType(
  checking: Checking,
  name: string,
  parameter: SignatureParameter,
  argument: GivenValue,
  variables: TypeVariables,
): Problem {
  const { type } = argument.value;
  const isNeedless = type.kind === 'void';
  const isOpen = parameter.type.kind === 'variable';
  const wanted = isOpen ? typeText(settledType(parameter.type, variables)) : parameter.typeText;
  const wantsInt = parameter.typeText === 'int' && type.kind === 'float';
  const wantsBool = parameter.typeText === 'bool' && isNumber(type) && checking.module.version >= 6;
  const caster = wantsInt ? 'int' : wantsBool ? 'bool' : undefined;
  const value = argument.value;
  return {
    code: 'P404',
    start: value.start,
    end: value.end,
    message: isNeedless
      ? `\`${parameter.name}\` of \`${name}\` needs a value, and this gives none.`
      : `\`${parameter.name}\` of \`${name}\` must be of type ${wanted}, and this is ${type.kind === 'na' ? 'na' : `of type ${typeText(type)}`}.${caster === undefined ? '' : ` Write ${caster}(…) if that is meant.`}`,
    fixes:
      caster === undefined
        ? []
        : [
            {
              title: `Write ${caster}(…)`,
              edits: [
                { start: value.start, end: value.start, text: `${caster}(` },
                { start: value.end, end: value.end, text: ')' },
              ],
            },
          ],
    weight: 2,
  };
}

const qualifierWords: Readonly<Record<Qualifier, string>> = {
  const: 'known when the script is compiled',
  input: 'a constant or an input',
  simple: 'the same on every bar',
  series: 'anything',
};

const givenWords: Readonly<Record<Qualifier, string>> = {
  const: 'is a constant',
  input: 'is an input',
  simple: 'is known on the first bar only',
  series: 'may change from bar to bar',
};

function wrongQualifier(name: string, parameter: SignatureParameter, argument: GivenValue): Problem {
  return {
    code: 'P405',
    start: argument.value.start,
    end: argument.value.end,
    message: `\`${parameter.name}\` of \`${name}\` must be ${qualifierWords[parameter.qualifier]} (${parameter.qualifier}), and this ${givenWords[argument.value.qualifier]} (${argument.value.qualifier}).`,
    fixes: [],
    weight: 1,
  };
}

const noPlace: tree.Node = { start: -1, end: -1 };

/** Defaults by parameter: the same expressions for every call, in versions before 6 and since. */
const defaults = new WeakMap<Catalogue, Map<SignatureParameter, Expression | undefined>[]>();

function defaultValue(checking: Checking, parameter: SignatureParameter): Expression | undefined {
  const { catalogue, module } = checking;
  let byVersion = defaults.get(catalogue);
  if (byVersion === undefined) {
    byVersion = [new Map(), new Map()];
    defaults.set(catalogue, byVersion);
  }
  const known = byVersion[module.version < 6 ? 0 : 1];
  if (known === undefined) return undefined;
  if (known.has(parameter)) return known.get(parameter);
  const value = readDefault(checking, parameter);
  known.set(parameter, value);
  return value;
}

function readDefault(checking: Checking, parameter: SignatureParameter): Expression | undefined {
  const given: ParameterDefault | undefined = parameter.default;
  if (given === undefined || given.kind === 'none') return undefined;
  if (given.kind === 'literal') return constant(noPlace, given.type, given.value);
  if (given.kind === 'na') return na(noPlace, settledType(parameter.type, noTypeVariables()));
  const found = checking.catalogue.findBuiltin(given.name)?.variable;
  if (found === undefined) return undefined;
  return checking.reporter.silently(() => valueOfBuiltin(checking, noPlace, found));
}

/** Calls a built-in that the runtime does. */
export function callBuiltin(
  checking: Checking,
  node: tree.Node,
  builtin: BuiltinFunction,
  given: readonly GivenValue[],
  typeArguments: readonly Type[],
): Expression {
  const { implementation } = builtin;
  if (implementation.kind === 'unsupported') {
    checking.reporter.report(
      'P602',
      node,
      `\`${builtin.name}\` cannot be had here. ${implementation.reason}`,
    );
    return mistaken(node);
  }
  warnOfCaveat(checking, node, builtin);
  const titled = given.map((argument) => ({ ...argument, value: withTitle(builtin, argument.value) }));
  const bound = bindBuiltin(checking, node, builtin, titled, typeArguments);
  const isUnsure = titled.some(({ value }) => isMistaken(value));
  if (bound === undefined || isUnsure) return { ...mistaken(node), ...guessedType(builtin) };
  return builtinCall(checking, node, builtin, bound);
}

/** Where all signatures give the same plain type, a call that is wrong, or whose arguments are, still has it. */
function guessedType(builtin: BuiltinFunction): { type: Type; qualifier: Qualifier } {
  const results = builtin.signatures.map((text) => readSignature(text).result);
  const [first] = results;
  const isOne =
    first?.kind === 'plain' &&
    results.every((result) => result.kind === 'plain' && result.type.kind === first.type.kind);
  return { type: isOne && first?.kind === 'plain' ? first.type : errorType, qualifier: 'series' };
}

export function builtinCall(
  checking: Checking,
  node: tree.Node,
  builtin: BuiltinFunction,
  bound: BoundCall,
): Expression {
  const { signature, values } = bound;
  const { implementation } = builtin;
  const type = settledType(signature.result, bound.variables);
  const qualifier = resultQualifier(signature, type, values);
  if (implementation.kind === 'state') {
    checking.frame.isStateless = false;
    if (keepsHistory(builtin)) {
      checking.frame.keepsHistory = true;
      warnOfConditions(checking, node, builtin.name);
    }
  }
  if (builtin.name === 'timestamp' && qualifier === 'const') {
    const text = values.length === 1 && values[0] !== undefined ? constantOf(values[0]) : undefined;
    if (typeof text === 'string') return knownDate(checking, node, text);
  }
  if (implementation.kind === 'pure' && qualifier === 'const' && !isReference(type) && hasAll(bound)) {
    const known = foldCall(implementation.call, values);
    if (known !== undefined) return constant(node, type, known);
  }
  return {
    op: 'call-builtin',
    builtin,
    signature: bound.signatureIndex,
    arguments: values,
    type,
    qualifier,
    start: node.start,
    end: node.end,
  };
}

/** Of calls with mistakes in their arguments, what must be given may be missing. */
function hasAll({ signature, values }: BoundCall): boolean {
  return signature.parameters.every(
    (parameter, index) => parameter.default !== undefined || parameter.isRest || values[index] !== undefined,
  );
}

/** The date of a text is the same wherever the script runs. */
function knownDate(checking: Checking, node: tree.Node, text: string): Expression {
  const time = parseDate(text);
  if (Number.isNaN(time)) {
    checking.reporter.report('P312', node, `“${text}” is not a date. Write one such as 20 Feb 2020 12:30.`);
    return { ...mistaken(node), type: int };
  }
  return constant(node, int, time);
}

/** Those with a state that shows when bars are left out; plots and alerts have one too, and do not. */
function keepsHistory(builtin: BuiltinFunction): boolean {
  return /^(ta\.|math\.sum$|fixnan$|timeframe\.change$)/.test(builtin.name);
}

export function warnOfConditions(checking: Checking, node: tree.Node, name: string): void {
  if (checking.frame.conditions === 0) return;
  checking.reporter.report(
    'P505',
    node,
    `\`${name}\` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.`,
  );
}

function resultQualifier(
  signature: Signature,
  type: Type,
  values: readonly (Expression | undefined)[],
): Qualifier {
  if (isReference(type) && type.kind !== 'object') return 'series';
  if (signature.resultQualifier !== 'strongest') return signature.resultQualifier;
  return strongest(...values.map((value) => value?.qualifier ?? 'const'));
}

function foldCall(
  call: (...values: unknown[]) => unknown,
  values: readonly (Expression | undefined)[],
): ConstantValue | undefined {
  const known: unknown[] = [];
  for (const value of values) {
    if (value === undefined) {
      known.push(undefined);
      continue;
    }
    const constantValue = constantOf(value);
    if (constantValue === undefined) return undefined;
    known.push(constantValue);
  }
  const result = call(...known);
  const isValue = typeof result === 'number' || typeof result === 'string' || typeof result === 'boolean';
  return isValue ? result : undefined;
}
