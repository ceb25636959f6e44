import type { Expression, ScriptInput } from '../check/program.ts';
import type { BarColumn } from './bars.ts';
import type { KnownNames } from './known-value.ts';
import type { GivenSource } from './source-column.ts';

/** Which column of the bars an expression is on every bar, if it is one. */
export function knownColumn(
  expression: Expression,
  names: KnownNames,
  sourceOf: (input: ScriptInput) => GivenSource,
): BarColumn | undefined {
  switch (expression.op) {
    case 'builtin': {
      const { implementation } = expression.builtin;
      return implementation.kind === 'column' ? implementation.column : undefined;
    }
    case 'input': {
      if (expression.input.kind !== 'source') return undefined;
      const source = sourceOf(expression.input);
      return columns.find((column) => column === source);
    }
    case 'variable': {
      // Others keep what they had on the first bar.
      if (expression.variable.persistence !== 'none') return undefined;
      const found = names.variable(expression.variable.id);
      return found === undefined ? undefined : knownColumn(found.value, found.names, sourceOf);
    }
    default:
      return undefined;
  }
}

const columns: readonly BarColumn[] = ['open', 'high', 'low', 'close', 'volume', 'time'];
