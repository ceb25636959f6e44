import type { Expression } from '../check/program.ts';
import type { Unit } from './unit.ts';

/** Tokens that no code contains, to see how often an argument is used. */
const probe = (index: number) => `\u0002${index}\u0002`;

/** Expands a built-in in place. Its code may use an argument any number of times, so what is not a name gets one. */
export function inlineCall(
  unit: Unit,
  code: (...values: readonly string[]) => string,
  expressions: readonly (Expression | undefined)[],
  values: readonly string[],
): string {
  const probes = values.map((_, index) => probe(index));
  const trial = code(...probes);
  const before: string[] = [];
  const names = values.map((value, index) => {
    const expression = expressions[index];
    if (expression === undefined || /^(v\d+|t\d+|e\d+|-?[\d.]+|NaN|u|true|false)$/.test(value)) return value;
    const uses = trial.split(probe(index)).length - 1;
    if (uses === 1 && values.length === 1) return `(${value})`;
    const name = unit.temporary();
    before.push(`${name} = ${value}`);
    return name;
  });
  return `(${[...before, code(...names)].join(', ')})`;
}
