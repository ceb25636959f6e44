import { expect, test } from 'vitest';
import { diagnosticsOf, indicatorOf } from './testing/checked-script.ts';

/** A sentence, the lines below the heading, and all errors and warnings: code, marked text, message. */
const cases: readonly (readonly [sentence: string, lines: readonly string[], told: readonly string[]])[] = [
  [
    'text and numbers are not added',
    ['a = close + "x"', 'plot(a)'],
    [
      'P302 “close + "x"” `+` does not work on float and string. Turn the other value into text by str.tostring().',
    ],
  ],
  [
    'a number is no condition in version 6',
    ['a = close and true', 'b = not close', 'plot(close ? 1 : 2)', 'if close', '    log.info("x")'],
    [
      'P305 “close” Each side of `and` must be a bool, and this is of type float. Compare it with something, or write bool(…).',
      'P305 “close” What stands behind `not` must be a bool, and this is of type float. Compare it with something, or write bool(…).',
      'P305 “close” The condition of `?:` must be a bool, and this is of type float. Compare it with something, or write bool(…).',
      'P305 “close” The condition of `if` must be a bool, and this is of type float. Compare it with something, or write bool(…).',
    ],
  ],
  [
    'comparisons are not chained',
    ['a = close < open < high', 'plot(a ? 1 : 0)'],
    [
      'P302 “close < open < high” `<` does not work on bool and float. Comparisons cannot be chained: write `a < b and b < c`.',
    ],
  ],
  [
    'na alone says no type',
    ['x = na', 'plot(x)'],
    ['P304 “x = na” `x = na` does not say a type. Write it before the name, such as `float x = na`.'],
  ],
  [
    'a bool is never na in version 6',
    ['bool b = na', 'c = close > open ? na : true', 'plot(close)'],
    [
      'P301 “na” A bool cannot be na in version 6.',
      'P303 “close > open ? na : true” The two values of `?:` must be of one type, and these are na and bool.',
    ],
  ],
  [
    'the values of a conditional and of an if have one type',
    ['a = close > open ? 1 : "a"', 'b = if close > open', '    1', 'else', '    "b"', 'plot(close)'],
    [
      'P303 “close > open ? 1 : "a"” The two values of `?:` must be of one type, and these are int and string.',
      'P303 “"b"” The branches of this `if` give int and string; they must agree.',
    ],
  ],
  [
    'a branch without a value is told where the value is wanted',
    ['x = if close > open', '    1', 'else', '    log.info("no")', 'plot(x)'],
    ['P306 “if close > open …” Not every branch of this `if` gives a value. End each with one.'],
  ],
  [
    'an int variable takes no float, with a fix',
    ['x = 0', 'x := 1.5', 'int y = 2.5', 'plot(x + y)'],
    [
      'P301 “1.5” `x` is of type int, and this is of type float. Declare it as `float x = …`, or write int(…).',
      'P301 “2.5” `y` is declared as int, and this is of type float.',
    ],
  ],
  [
    'a declared type is kept',
    ['x = close', 'x := "a"', 'plot(x)'],
    ['P301 “"a"” `x` is of type float, and this is of type string.'],
  ],
  [
    'a tuple has as many names as values and is taken apart',
    [
      '[a, b] = ta.sma(close, 3)',
      '[c, d] = ta.macd(close, 1, 2, 3)',
      'e = ta.macd(close, 1, 2, 3)',
      'plot(close)',
    ],
    [
      'P307 “ta.sma(close, 3)” Only a tuple can be taken apart, and this is of type float.',
      'P307 “[c, d] = ta.macd(close, 1, 2, 3)” There are 2 names for 3 values.',
      'P307 “ta.macd(close, 1, 2, 3)” This gives 3 values at once. Take them apart: `[name1, name2, name3] = …`.',
    ],
  ],
  [
    'a declared qualifier holds',
    ['const float x = close', 'simple int y = bar_index', 'plot(x + y)'],
    [
      'P308 “close” `x` is declared const, and this value is series.',
      'P308 “bar_index” `y` is declared simple, and this value is series.',
    ],
  ],
  [
    'collections hold no collections, and keys are values',
    ['array<array<float>> x = na', 'map<line, int> m = na', 'array<int, int> z = na', 'plot(close)'],
    [
      'P309 “array<array<float>>” A collection cannot hold collections. Put the inner one into a field of a type of yours and hold objects of that type.',
      'P309 “map<line, int>” A map’s keys cannot be of type line.',
      'P411 “array<int, int>” `array` takes one type in angle brackets.',
    ],
  ],
  [
    'offsets are not negative, and constants and fields have no history',
    ['type T', '    float a', 't = T.new(1)', 'plot(close[-1])', 'plot(t.a[1])', 'p = color.red[1]'],
    [
      'P310 “-1” The offset in brackets counts bars into the past and cannot be negative.',
      'P310 “t.a[1]” A field has no history of its own. Take the object’s history and then the field: `(object[n]).field`.',
      'P310 “color.red[1]” A constant has no history: it is the same on every bar.',
    ],
  ],
  [
    'only collections are walked over, and a map by pairs',
    [
      'for x in close',
      '    log.info("x")',
      'm = map.new<string, float>()',
      'for v in m',
      '    log.info("v")',
    ],
    [
      'P311 “close” `for … in` walks over an array, a matrix or a map, and this is of type float.',
      'P311 “v” A map is walked over by `for [key, value] in map`.',
    ],
  ],
  [
    'what is equal to na is asked by na()',
    ['plot(close == na ? 1 : 0)'],
    ['P518 “close == na” Nothing is equal to na, so `== na` does not find it. Ask with na(…) instead.'],
  ],
  [
    'a void call is no value',
    ['x = log.info("a")', 'plot(alert("b"))'],
    [
      'P306 “log.info("a")” This gives no value that `x` could have.',
      'P404 “alert("b")” `series` of `plot` needs a value, and this gives none.',
    ],
  ],
];

test.each(cases)('%s', (_sentence, lines, told) => {
  expect(diagnosticsOf(indicatorOf(lines.join('\n')))).toEqual(told);
});
