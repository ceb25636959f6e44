import type * as tree from '../syntax/tree.ts';
import type { GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { mistaken } from './expression-parts.ts';
import { checkInput } from './inputs.ts';
import { asCondition } from './operators.ts';
import type { Expression } from './program.ts';
import { voidType } from './type-rules.ts';

/** Calls of older versions that became something else than another name; undefined for all others. */
export function checkOldCall(checking: Checking, node: tree.Call, name: string): Expression | undefined {
  if (name.startsWith('strategy.') && node.arguments.some((argument) => argument.name?.name === 'when')) {
    return callWhen(checking, node);
  }
  if (checking.module.version > 4) return undefined;
  switch (name) {
    case 'input':
      return checkOldInput(checking, node);
    case 'iff':
      return rewritten(checking, node, 3, ([condition, consequent, alternate]) => ({
        kind: 'conditional',
        condition,
        consequent,
        alternate,
      }));
    case 'offset':
      return rewritten(checking, node, 2, ([object, offset]) => ({ kind: 'index', object, offset }));
    case 'ta.rsi':
      return checkOldRsi(checking, node);
    default:
      return undefined;
  }
}

type Parts = readonly [tree.Expression, tree.Expression, tree.Expression];
type Draft<T = tree.Expression> = T extends tree.Expression ? Omit<T, 'start' | 'end'> : never;

function rewritten(
  checking: Checking,
  node: tree.Call,
  count: number,
  rewrite: (parts: Parts) => Draft,
): Expression | undefined {
  const values = node.arguments.map((argument) => argument.value);
  if (values.length !== count) return undefined;
  const missing: tree.Missing = { kind: 'missing', start: node.end, end: node.end };
  const parts: Parts = [values[0] ?? missing, values[1] ?? missing, values[2] ?? missing];
  return checking.expression({ ...rewrite(parts), start: node.start, end: node.end } as tree.Expression);
}

/** `rsi(x, y)` with a second series: 100 − 100 / (1 + x / y). */
function checkOldRsi(checking: Checking, node: tree.Call): Expression | undefined {
  const second = node.arguments[1]?.value;
  if (second === undefined) return undefined;
  const length = checking.reporter.silently(() => checking.expression(second));
  if (length.type.kind !== 'float') return undefined;
  const range = { start: node.start, end: node.end };
  const number = (value: number): tree.NumberLiteral => ({
    kind: 'number',
    value,
    isFloat: true,
    text: String(value),
    ...range,
  });
  const binary = (
    operator: tree.BinaryOperator,
    left: tree.Expression,
    right: tree.Expression,
  ): tree.Binary => ({ kind: 'binary', operator, left, right, ...range });
  return rewritten(checking, node, 2, ([ups, downs]) => {
    const ratio = binary('+', number(1), binary('/', ups, downs));
    return binary('-', number(100), binary('/', number(100), ratio));
  });
}

/** The parameter `when`, which version 6 took away: the call is made only if it is true. */
function callWhen(checking: Checking, node: tree.Call): Expression {
  const condition = node.arguments.find((argument) => argument.name?.name === 'when');
  if (condition === undefined) return mistaken(node);
  const when = asCondition(checking, checking.expression(condition.value), '`when`');
  const value = checking.conditionally(when, () =>
    checking.expression({ ...node, arguments: node.arguments.filter((argument) => argument !== condition) }),
  );
  const place = { start: node.start, end: node.end };
  return {
    op: 'if',
    condition: when,
    consequent: { statements: [{ op: 'evaluate', value, ...place }], value: undefined },
    alternate: undefined,
    type: voidType,
    qualifier: 'series',
    ...place,
  };
}

const inputParameters = [
  'defval',
  'title',
  'type',
  'minval',
  'maxval',
  'confirm',
  'step',
  'options',
  'tooltip',
  'inline',
  'group',
];

const inputKinds: Readonly<Record<string, string>> = { integer: 'int', resolution: 'timeframe' };

/** `input(defval, title, type, …)`: one function for all kinds. */
function checkOldInput(checking: Checking, node: tree.Call): Expression | undefined {
  let kind: string | undefined;
  const given: GivenValue[] = [];
  for (const [position, argument] of node.arguments.entries()) {
    const name = argument.name?.name ?? inputParameters[position] ?? '';
    if (name === 'type') {
      kind = typeNamed(argument.value);
      continue;
    }
    const { start, end } = argument;
    given.push({
      name: {
        kind: 'identifier',
        name,
        start: argument.name?.start ?? start,
        end: argument.name?.end ?? end,
      },
      start,
      end,
      value: checking.expression(argument.value),
    });
  }
  const defaultValue = given.find((argument) => argument.name?.name === 'defval')?.value;
  const inferred = defaultValue?.op === 'builtin' ? 'source' : defaultValue?.type.kind;
  const builtin = checking.catalogue.findBuiltin(`input.${kind ?? inferred}`)?.function;
  if (builtin === undefined) return undefined;
  const known = given.filter((argument) =>
    builtin.signatures.some((signature) => signature.includes(`${argument.name?.name}:`)),
  );
  return checkInput(checking, node, builtin, known);
}

function typeNamed(node: tree.Expression): string | undefined {
  if (node.kind !== 'member') return undefined;
  return inputKinds[node.property.name] ?? node.property.name;
}
