import type { BuiltinVariable } from '../../builtin.ts';

export const wvad: BuiltinVariable = {
  kind: 'variable',
  name: 'ta.wvad',
  since: 5,
  formerly: ['wvad'],
  type: 'series float',
  documentation:
    'Williams variable accumulation and distribution of the bar: its volume times close less open, as a share of high less low. na where high is low.',
  implementation: {
    kind: 'derived',
    of: (column) => {
      const range = `(${column('high')} - ${column('low')})`;
      return `(${range} === 0 ? NaN : ((${column('close')} - ${column('open')}) / ${range}) * ${column('volume')})`;
    },
  },
};
