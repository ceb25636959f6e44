import type { BuiltinFunction } from '../builtins/builtin.ts';
import { constant, constantOf } from './expression-parts.ts';
import type { Expression } from './program.ts';
import { string } from './type-rules.ts';

/** What the calls below mean by an enum's member: when a script runs, members are numbers. */
const titleOf: BuiltinFunction = {
  kind: 'function',
  name: 'enum title',
  signatures: ['(member: series any, titles...: const string) strongest string'],
  documentation: 'The title of an enum’s member.',
  implementation: {
    kind: 'pure',
    call: (member: number, ...titles: readonly string[]) => titles[member] ?? null,
  },
};

const takesTitles = /^(str\.tostring|str\.format|log\.(info|warning|error))$/;

/** Members of enums become their titles where they are made text. */
export function withTitle(builtin: BuiltinFunction, value: Expression): Expression {
  const { type, qualifier, start, end } = value;
  if (type.kind !== 'enum' || !takesTitles.test(builtin.name)) return value;
  const titles = type.members.map(({ title }) => title);
  const known = constantOf(value);
  if (typeof known === 'number') return constant(value, string, titles[known] ?? '');
  return {
    op: 'call-builtin',
    builtin: titleOf,
    signature: 0,
    arguments: [value, ...titles.map((title) => constant(value, string, title))],
    type: string,
    qualifier,
    start,
    end,
  };
}
