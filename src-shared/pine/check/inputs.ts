import type { BuiltinFunction } from '../builtins/builtin.ts';
import type * as tree from '../syntax/tree.ts';
import type { Type } from '../types.ts';
import { type BoundCall, bindBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { constantOf, isMistaken, mistaken } from './expression-parts.ts';
import type { ConstantValue, Expression, InputKind, ScriptInput } from './program.ts';
import { bool, color, float, int, string, typeText } from './type-rules.ts';

const inputTypes: Readonly<Record<Exclude<InputKind, 'enum'>, Type>> = {
  int,
  float,
  bool,
  string,
  text_area: string,
  color,
  price: float,
  time: int,
  session: string,
  symbol: string,
  timeframe: string,
  source: float,
};

/** `input.*(…)` and `input(…)`: what a person may set. */
export function checkInput(
  checking: Checking,
  node: tree.Call,
  builtin: BuiltinFunction,
  given: readonly GivenValue[],
): Expression {
  // A price series is no constant, yet `input(close)` takes its name as one.
  const named = given.map((argument) =>
    argument.value.op === 'builtin'
      ? { ...argument, value: { ...argument.value, qualifier: 'const' as const } }
      : argument,
  );
  const bound = bindBuiltin(checking, node, builtin, named, []);
  const argument = (name: string) => argumentOf(bound, name);
  const defaultValue = argument('defval');
  const kind = inputKind(builtin.name, defaultValue);
  if (bound === undefined || defaultValue === undefined || kind === undefined || isMistaken(defaultValue)) {
    const known = kind === undefined || kind === 'enum' ? undefined : inputTypes[kind];
    if (
      bound !== undefined &&
      kind === undefined &&
      defaultValue !== undefined &&
      !isMistaken(defaultValue)
    ) {
      checking.reporter.report(
        'P409',
        defaultValue,
        `An input cannot be of type ${typeText(defaultValue.type)}.`,
      );
    }
    return known === undefined ? mistaken(node) : { ...mistaken(node), type: known, qualifier: 'input' };
  }
  const type = kind === 'enum' ? defaultValue.type : inputTypes[kind];
  const value =
    kind === 'source' ? sourceName(checking, defaultValue) : known(checking, defaultValue, 'The default');
  const title = text(checking, argument('title')) ?? nameOf(checking, node);
  const input: ScriptInput = {
    id: uniqueId(checking, title === '' ? nameOf(checking, node) || kind : title),
    kind,
    type,
    title,
    defaultValue: value ?? (type.kind === 'string' ? '' : type.kind === 'bool' ? false : 0),
    options: options(checking, argument('options')),
    minimum: number(checking, argument('minval')),
    maximum: number(checking, argument('maxval')),
    step: isGiven(bound, 'step') ? number(checking, argument('step')) : undefined,
    tooltip: text(checking, argument('tooltip')) ?? '',
    inline: text(checking, argument('inline')) ?? '',
    group: text(checking, argument('group')) ?? '',
    confirm: constantOf(argument('confirm') ?? mistaken(node)) === true,
    start: node.start,
    end: node.end,
  };
  checkDefault(checking, defaultValue, input);
  checking.parts.inputs.push(input);
  return {
    op: 'input',
    input,
    type,
    qualifier: kind === 'source' ? 'series' : 'input',
    start: node.start,
    end: node.end,
  };
}

function inputKind(name: string, defaultValue: Expression | undefined): InputKind | undefined {
  if (name !== 'input') return name.slice('input.'.length) as InputKind;
  if (defaultValue === undefined) return undefined;
  if (defaultValue.op === 'builtin') return 'source';
  switch (defaultValue.type.kind) {
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
    case 'color':
    case 'enum':
      return defaultValue.type.kind;
    default:
      return undefined;
  }
}

function argumentOf(bound: BoundCall | undefined, name: string): Expression | undefined {
  const index = bound?.signature.parameters.findIndex((parameter) => parameter.name === name) ?? -1;
  return index < 0 ? undefined : bound?.values[index];
}

function isGiven(bound: BoundCall, name: string): boolean {
  const index = bound.signature.parameters.findIndex((parameter) => parameter.name === name);
  return bound.isGiven[index] === true;
}

/** The name of the variable that the input initialises. */
function nameOf(checking: Checking, node: tree.Call): string {
  return checking.inputNames.get(node) ?? '';
}

export function uniqueId({ parts }: Checking, title: string): string {
  let id = title;
  for (let number = 2; parts.inputIds.has(id); number += 1) id = `${title} #${number}`;
  parts.inputIds.add(id);
  return id;
}

function known(checking: Checking, value: Expression, what: string): ConstantValue | undefined {
  const result = constantOf(value);
  if (result === undefined && !isMistaken(value) && value.qualifier === 'const') {
    checking.reporter.report(
      'P409',
      value,
      `${what} of an input must be a constant whose value is known before the script runs.`,
    );
  }
  return result;
}

function text(checking: Checking, value: Expression | undefined): string | undefined {
  if (value === undefined) return undefined;
  const result = known(checking, value, 'This argument');
  return typeof result === 'string' ? result : undefined;
}

function number(checking: Checking, value: Expression | undefined): number | undefined {
  if (value === undefined) return undefined;
  const result = known(checking, value, 'This argument');
  return typeof result === 'number' && !Number.isNaN(result) ? result : undefined;
}

function options(checking: Checking, value: Expression | undefined): ConstantValue[] | undefined {
  if (value === undefined) return undefined;
  if (value.op !== 'tuple') {
    if (!isMistaken(value))
      checking.reporter.report('P409', value, 'The options of an input are written as `[a, b, c]`.');
    return undefined;
  }
  const list: ConstantValue[] = [];
  for (const item of value.items) {
    const option = known(checking, item, 'Each option');
    if (option !== undefined) list.push(option);
  }
  return list;
}

function sourceName(checking: Checking, value: Expression): string {
  if (value.op === 'builtin') return value.builtin.name;
  checking.reporter.report(
    'P409',
    value,
    'The default of a source must be a price series such as close or hl2.',
  );
  return 'close';
}

function checkDefault(checking: Checking, place: Expression, input: ScriptInput): void {
  const { defaultValue, options: choices, minimum, maximum } = input;
  if (choices !== undefined && choices.length > 0 && !choices.includes(defaultValue)) {
    checking.reporter.report('P312', place, 'The default of this input is not among its options.');
  }
  if (typeof defaultValue !== 'number') return;
  if (minimum !== undefined && defaultValue < minimum) {
    checking.reporter.report('P312', place, `The default of this input is below its minimum of ${minimum}.`);
  }
  if (maximum !== undefined && defaultValue > maximum) {
    checking.reporter.report('P312', place, `The default of this input is above its maximum of ${maximum}.`);
  }
}
