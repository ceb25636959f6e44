import { readSignature } from '../../builtins/signature.ts';
import type { Argument, Call } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Rewriter } from './rewriter.ts';

/** The order in which version 4 took them. */
const parameters = [
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

const kinds: Readonly<Record<string, string>> = {
  integer: 'int',
  float: 'float',
  bool: 'bool',
  string: 'string',
  color: 'color',
  symbol: 'symbol',
  resolution: 'timeframe',
  session: 'session',
  source: 'source',
  time: 'time',
  price: 'price',
};

/** `input(…, type = input.integer)` has a function for each kind now. */
export function convertInput(analysis: Analysis, call: Call, rewriter: Rewriter): void {
  const named = call.arguments.map((argument, position) => ({
    argument,
    name: argument.name?.name ?? parameters[position] ?? '',
  }));
  const type = named.find(({ name }) => name === 'type')?.argument;
  const kind = type === undefined ? inferred(analysis, named[0]?.argument) : kindOf(type);
  if (kind === undefined) return;
  const callee = `input.${kind}`;
  const builtin = analysis.catalogue.findBuiltin(callee)?.function;
  const known = new Set(
    (builtin?.signatures ?? []).flatMap((text) => readSignature(text).parameters.map(({ name }) => name)),
  );
  rewriter.replace(call.callee, callee);
  for (const [position, { argument, name }] of named.entries()) {
    if (argument === type || !known.has(name)) {
      rewriter.remove(call, argument);
      if (argument !== type)
        rewriter.tell(argument, `\`${callee}\` has no \`${name}\`; it had no effect and is gone.`);
    } else if (argument.name === undefined && position >= 2) {
      rewriter.insert(argument.start, `${name} = `);
    }
  }
  rewriter.tell(call, `\`input()\` is \`${callee}()\` here.`);
}

function kindOf({ value }: Argument): string | undefined {
  return value.kind === 'member' ? kinds[value.property.name] : undefined;
}

function inferred(analysis: Analysis, argument: Argument | undefined): string | undefined {
  const value = argument?.value;
  switch (value?.kind) {
    case 'number':
      return value.isFloat ? 'float' : 'int';
    case 'unary':
      return value.operand.kind === 'number' ? (value.operand.isFloat ? 'float' : 'int') : undefined;
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'color':
      return 'color';
    case 'identifier':
    case 'member': {
      const word = value.kind === 'member' ? value.property : value;
      const builtin = analysis.symbols.symbolAt(word.start)?.symbol.builtin;
      if (builtin?.kind !== 'variable') return undefined;
      return builtin.type.endsWith('color') ? 'color' : builtin.type.endsWith('float') ? 'source' : undefined;
    }
    default:
      return undefined;
  }
}
