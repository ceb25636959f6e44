import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Builtin } from '../../src-shared/pine/builtins/builtin.ts';
import { type Argument, isColumn, type Result } from '../../src-shared/pine/builtins/testing/columns.ts';
import {
  callOf,
  runBuiltin,
  type TestSetting,
  testContext,
} from '../../src-shared/pine/builtins/testing/run-builtin.ts';
import { expectSame } from '../../src-shared/pine/builtins/testing/same-results.ts';
import type { Bars } from '../../src-shared/pine/runtime/bars.ts';
import { bundledMarkets } from './markets.ts';

export interface Examination {
  /** Argument lists to try on bars. */
  readonly calls: (bars: Bars) => readonly (readonly Argument[])[];
  readonly signature?: number;
  /** The definition, computed anew from all bars for each bar. */
  readonly reference: (bars: Bars, ...args: readonly Argument[]) => readonly Result[];
  /** Place of a length that may change from bar to bar. */
  readonly lengthAt?: number;
  /** Size of the numbers that went into a result near zero; the sources' own size where unsaid. */
  readonly scale?: number;
  /** Relative difference that rounding may make; 1e-9 where unsaid. */
  readonly relative?: number;
  readonly setting?: TestSetting;
}

const marketBars = 3000;

/** The exam of a built-in: its definition on real markets, na holes, changing lengths, and coming back to what was saved. */
export function examine(builtin: Builtin, examination: Examination): void {
  const { calls, signature = 0, reference, lengthAt, setting = {}, relative } = examination;
  const name = signature === 0 ? builtin.name : `${builtin.name} (form ${signature + 1})`;

  const compare = (bars: Bars, args: readonly Argument[]) => {
    const got = runBuiltin(builtin, bars, args, signature, setting);
    expectSame(got, reference(bars, ...args), examination.scale ?? sizeOf(bars, args) * 1e-3, relative);
  };

  test(`${name} agrees with its definition on the bundled markets`, () => {
    for (const { bars } of bundledMarkets(marketBars)) for (const args of calls(bars)) compare(bars, args);
  });

  test(`${name} agrees with its definition where values tie and are na`, () => {
    fc.assert(
      fc.property(randomBars, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (bars, dice) => {
        for (const args of calls(bars))
          compare(
            bars,
            args.map((argument) => withHoles(argument, dice)),
          );
      }),
      { numRuns: 60 },
    );
  });

  if (lengthAt !== undefined) {
    test(`${name} answers for a length that changes as if all bars were kept`, () => {
      fc.assert(
        fc.property(randomBars, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (bars, dice) => {
          for (const args of calls(bars)) {
            const lengths = changingLengths(bars.count, dice);
            const changed = args.map((argument, index) =>
              index === lengthAt ? lengths : withHoles(argument, dice),
            );
            compare(bars, changed);
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  test(`${name} comes back to what was saved, however far it went`, () => {
    fc.assert(
      fc.property(randomBars, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (bars, dice) => {
        for (const args of calls(bars)) {
          const lengths = roll(dice) < 5 ? undefined : changingLengths(bars.count, dice);
          const holed = args.map((argument, index) =>
            index === lengthAt && lengths !== undefined ? lengths : withHoles(argument, dice),
          );
          const straight = runBuiltin(builtin, bars, holed, signature, setting);
          const call = callOf(builtin, testContext(bars, setting), holed, signature);
          for (let bar = 0; bar < bars.count; bar += 1) {
            if (roll(dice) < 5) {
              call.state.save();
              for (let trial = roll(dice) % 3; trial >= 0; trial -= 1) {
                for (let step = roll(dice) === 0 ? 100 : roll(dice) % 3; step >= 0; step -= 1) {
                  call.next(Math.min(bars.count - 1, Math.max(0, bar + roll(dice) - 4)));
                }
                call.state.restore();
              }
            }
            expect(call.next(bar)).toEqual(straight[bar]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
}

type Dice = fc.Stream<number>;

function roll(dice: Dice): number {
  return dice.next().value;
}

/** Mostly short; now and then far longer than the bar before. */
function changingLengths(count: number, dice: Dice): number[] {
  return Array.from({ length: count }, () => {
    const thrown = roll(dice);
    return thrown === 0 ? roll(dice) * 12 + 1 : thrown;
  });
}

/** Every fifth value or so is na; fixed arguments stay. */
function withHoles(argument: Argument, dice: Dice): Argument {
  if (!isColumn(argument)) return argument;
  const density = roll(dice) % 3;
  return Array.from(argument, (value) =>
    typeof value === 'number' && roll(dice) < density ? Number.NaN : value,
  );
}

/** Short, on a coarse grid, so that ties are many. */
const randomBars = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(2), fc.nat(2), fc.nat(5)), {
    minLength: 1,
    maxLength: 160,
    size: 'max',
  })
  .map((steps): Bars => {
    const count = steps.length;
    const make = () => new Float64Array(count);
    const bars = { time: make(), open: make(), high: make(), low: make(), close: make(), volume: make() };
    let price = 100;
    steps.forEach(([step, above, below, volume], bar) => {
      bars.time[bar] = bar * 3_600_000;
      bars.open[bar] = price / 4;
      const close = price + step;
      bars.close[bar] = close / 4;
      bars.high[bar] = (Math.max(price, close) + above) / 4;
      bars.low[bar] = (Math.min(price, close) - below) / 4;
      bars.volume[bar] = volume;
      price = Math.max(10, close);
    });
    return { count, ...bars };
  });

/** The largest number that goes in. */
function sizeOf(bars: Bars, args: readonly Argument[]): number {
  let size = 0;
  for (const argument of [...args, bars.high]) {
    if (!isColumn(argument)) continue;
    for (let bar = 0; bar < bars.count; bar += 1) {
      const value = argument[bar];
      if (typeof value === 'number' && Math.abs(value) > size) size = Math.abs(value);
    }
  }
  return size;
}
