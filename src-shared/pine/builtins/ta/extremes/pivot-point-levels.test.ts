import { expect, test } from 'vitest';
import { examine } from '../../../../../tests/pine/examine.ts';
import { ScriptError } from '../../../runtime/budget.ts';
import { emptyBars } from '../../testing/columns.ts';
import { pivotPointLevels as reference } from '../../testing/reference/pivot-levels.ts';
import { runBuiltin } from '../../testing/run-builtin.ts';
import { pivotPointLevels } from './pivot-point-levels.ts';

const kinds = ['Traditional', 'Fibonacci', 'Woodie', 'Classic', 'DM', 'Camarilla'];

examine(pivotPointLevels, {
  calls: ({ close }) => {
    const anchor = Array.from(close, (_, bar) => bar % 13 === 4);
    return kinds.flatMap((kind) =>
      (kind === 'Woodie' ? [false] : [false, true]).map((is) => [kind, anchor, is]),
    );
  },
  reference,
});

test('ta.pivot_point_levels refuses unknown types, and developing levels of Woodie', () => {
  const bars = emptyBars(1);
  expect(() => runBuiltin(pivotPointLevels, bars, ['Square', [true], false])).toThrow(ScriptError);
  expect(() => runBuiltin(pivotPointLevels, bars, ['Woodie', [true], true])).toThrow(ScriptError);
});
