import type { BuiltinVariable } from '../../builtin.ts';

export const iii: BuiltinVariable = {
  kind: 'variable',
  name: 'ta.iii',
  since: 5,
  formerly: ['iii'],
  type: 'series float',
  documentation:
    'Intraday intensity index: where the bar closed, -1 at its low to 1 at its high, divided by its volume. na where high is low, and without volume.',
  implementation: {
    kind: 'derived',
    of: (column) => {
      const divisor = `((${column('high')} - ${column('low')}) * ${column('volume')})`;
      return `(${divisor} === 0 ? NaN : (2 * ${column('close')} - ${column('high')} - ${column('low')}) / ${divisor})`;
    },
  },
};
