import { describe, expect, it } from 'vitest';
import {
  ago,
  arithmetic,
  assign,
  builtin,
  call,
  close,
  constant,
  declare,
  float,
  persistent,
  program,
  read,
  show,
  sma,
  variable,
} from './testing/build.ts';
import { run } from './testing/run.ts';

describe('compile', () => {
  it('runs global code once on each bar', () => {
    const average = variable('average');
    expect(
      run(
        program([
          declare(average, call(sma, float, builtin(close), constant(2))),
          show(read(average), 'average'),
          show(arithmetic('/', read(average), constant(0)), 'divided'),
        ]),
        [1, 2, 4],
      ),
    ).toEqual({ average: [Number.NaN, 1.5, 3], divided: [Number.NaN, Number.NaN, Number.NaN] });
  });

  it('keeps var variables and looks back by bar', () => {
    const total = persistent('total');
    const kept = variable('kept', float, { hasHistory: true });
    expect(
      run(
        program([
          declare(total, constant(0)),
          assign(total, arithmetic('+', read(total), builtin(close))),
          declare(kept, read(total)),
          show(read(total), 'total'),
          show(ago(kept, 2), 'two before'),
          show(ago(kept, read(total)), 'by a number'),
        ]),
        [1, 1, 1, 1],
      ),
    ).toEqual({
      total: [1, 2, 3, 4],
      'two before': [Number.NaN, Number.NaN, 1, 2],
      'by a number': [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    });
  });
});
