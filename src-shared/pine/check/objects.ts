import type * as tree from '../syntax/tree.ts';
import type { Type, UserField, UserType } from '../types.ts';
import { bindArguments } from './bind-arguments.ts';
import type { GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { fitTo, mistaken, na } from './expression-parts.ts';
import type { Expression } from './program.ts';
import { replacing } from './reporter.ts';
import type { TypeEntry } from './scope.ts';
import type { ScriptSymbol } from './symbols.ts';
import { float, int, typeText } from './type-rules.ts';

/** Fields of `chart.point`, in the order of their numbers. */
export const chartPointFields: readonly UserField[] = [
  { name: 'time', type: int, isVarip: false },
  { name: 'index', type: int, isVarip: false },
  { name: 'price', type: float, isVarip: false },
];

const fieldSymbols = new WeakMap<UserType, readonly ScriptSymbol[]>();

export function rememberFieldSymbols(type: UserType, symbols: readonly ScriptSymbol[]): void {
  fieldSymbols.set(type, symbols);
}

/** The number of a field, −1 after saying that there is none. */
export function findField(checking: Checking, type: UserType, name: tree.Identifier): number {
  const index = type.fields.findIndex((field) => field.name === name.name);
  const symbol = fieldSymbols.get(type)?.[index];
  if (symbol !== undefined) checking.symbols.refer(name, symbol, 'read');
  if (index >= 0) return index;
  const near = nearestName(
    name.name,
    type.fields.map((field) => field.name),
  );
  checking.reporter.report(
    'P207',
    name,
    `The type \`${type.name}\` has no field \`${name.name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
    near === undefined ? [] : [replacing(`Write ${near}`, name, near)],
  );
  return -1;
}

/** `T.new(…)`. */
export function callNew(
  checking: Checking,
  node: tree.Node,
  entry: TypeEntry,
  given: readonly GivenValue[],
): Expression {
  const { type } = entry;
  const name = `${type.name}.new`;
  const parameters = type.fields.map((field) => ({ name: field.name, isRequired: false }));
  const { slots, problems } = bindArguments(name, node, parameters, given, false);
  for (const problem of problems)
    checking.reporter.report(problem.code, problem, problem.message, problem.fixes);
  const fields = type.fields.map((field, index): Expression => {
    const argument = slots[index];
    if (argument === undefined) return entry.defaults[index] ?? na(node, field.type, 'series');
    const fitted = fitTo(checking, argument.value, field.type);
    if (fitted !== undefined) return fitted;
    checking.reporter.report(
      'P404',
      argument.value,
      `The field \`${field.name}\` of \`${type.name}\` is of type ${typeText(field.type)}, and this is ${describe(argument.value.type)}.`,
    );
    return mistaken(argument.value);
  });
  return { op: 'new', userType: type, fields, type, qualifier: 'series', start: node.start, end: node.end };
}

/** `T.copy(object)` and `object.copy()`. */
export function copyObject(checking: Checking, node: tree.Node, given: readonly GivenValue[]): Expression {
  const [object] = given;
  if (object === undefined || given.length > 1) {
    checking.reporter.report('P401', node, '`copy` takes one object.');
    return mistaken(node);
  }
  if (object.value.type.kind !== 'user') {
    if (object.value.type.kind !== 'error') {
      checking.reporter.report(
        'P404',
        object.value,
        `\`copy\` takes an object, and this is ${describe(object.value.type)}.`,
      );
    }
    return mistaken(node);
  }
  return {
    op: 'copy',
    object: object.value,
    type: object.value.type,
    qualifier: 'series',
    start: node.start,
    end: node.end,
  };
}

function describe(type: Type): string {
  return type.kind === 'na' ? 'na' : `of type ${typeText(type)}`;
}
