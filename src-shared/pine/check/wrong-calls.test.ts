import { expect, test } from 'vitest';
import { diagnosticsOf, indicatorOf } from './testing/checked-script.ts';

/** A sentence, the lines below the heading, and all errors and warnings: code, marked text, message. */
const cases: readonly (readonly [sentence: string, lines: readonly string[], told: readonly string[]])[] = [
  [
    'a missing argument is named',
    ['plot(ta.sma(close))'],
    ['P401 “ta.sma(close)” `ta.sma` needs the argument `length`.'],
  ],
  [
    'an unknown parameter is answered with the nearest one or all',
    ['plot(close, titel = "x")', 'plot(ta.sma(close, len = 3))'],
    [
      'P402 “titel” `plot` has no parameter `titel`. Did you mean `title`?',
      'P402 “len” `ta.sma` has no parameter `len`; it has `source`, `length`.',
    ],
  ],
  [
    'too many arguments and twice the same are refused',
    ['plot(ta.sma(close, 3, 4))', 'plot(close, title = "a", title = "b")'],
    ['P403 “4” `ta.sma` takes 2 arguments at most.', 'P406 “title = "b"” `title` is given twice.'],
  ],
  [
    'a positional argument does not follow a named one',
    ['plot(ta.sma(source = close, 3))'],
    ['P407 “3” An argument without a name cannot follow one with a name.'],
  ],
  [
    'an argument of a wrong type is told, with a cast where one helps',
    ['plot(ta.sma("a", 3))', 'plot(ta.sma(close, 3.5))'],
    [
      'P404 “"a"” `source` of `ta.sma` must be of type float, and this is of type string.',
      'P404 “3.5” `length` of `ta.sma` must be of type int, and this is of type float. Write int(…) if that is meant.',
    ],
  ],
  [
    'a length that must stay the same may not be a series',
    ['plot(ta.ema(close, bar_index))'],
    [
      'P405 “bar_index” `length` of `ta.ema` must be the same on every bar (simple), and this may change from bar to bar (series).',
    ],
  ],
  [
    'a title is a constant',
    ['t = input.string("a")', 'plot(close, title = t)'],
    [
      'P405 “t” `title` of `plot` must be known when the script is compiled (const), and this is an input (input).',
    ],
  ],
  [
    'types in angle brackets are needed, and counted',
    ['a = array.new()', 'b = map.new<string>()', 'c = array.new<float>(1, "a")', 'plot(close)'],
    [
      'P411 “array.new()” `array.new` needs a type in angle brackets, such as `array.new<float>(…)`.',
      'P411 “map.new<string>()” `map.new` needs two types in angle brackets, such as `map.new<string, float>(…)`.',
      'P404 “"a"” `initial_value` of `array.new` must be of type float, and this is of type string.',
    ],
  ],
  [
    'an array takes only what it holds',
    ['a = array.new<int>(0)', 'a.push(1.5)', 'a.push("b")', 'plot(close)'],
    [
      'P404 “1.5” `value` of `array.push` must be of type int, and this is of type float.',
      'P404 “"b"” `value` of `array.push` must be of type int, and this is of type string.',
    ],
  ],
  [
    'a function does not call itself, also not through another',
    ['f(x) => x > 0 ? f(x - 1) : 0', 'plot(f(3))'],
    ['P408 “f(x - 1)” `f` calls itself, which the language does not allow. Use a loop instead.'],
  ],
  [
    'a user function is called with its parameters',
    [
      'f(float a, simple int b = 2) => a * b',
      'plot(f())',
      'plot(f("a"))',
      'plot(f(close, bar_index))',
      'plot(f(close, c = 1))',
    ],
    [
      'P401 “f()” `f` needs the argument `a`.',
      'P404 “"a"” `a` of `f` must be of type float, and this is of type string.',
      'P405 “bar_index” `b` of `f` is declared simple, and this value is series.',
      'P402 “c” `f` has no parameter `c`; it has `a`, `b`.',
    ],
  ],
  [
    'new takes the fields of its type',
    [
      'type T',
      '    int a',
      '    float b = 1',
      't = T.new(1, 2, 3)',
      'u = T.new(bb = 3)',
      'v = T.new("x")',
      'plot(t.b + u.b + v.b)',
    ],
    [
      'P403 “3” `T.new` takes 2 arguments at most.',
      'P402 “bb” `T.new` has no parameter `bb`; it has `a`, `b`.',
      'P404 “"x"” The field `a` of `T` is of type int, and this is of type string.',
    ],
  ],
  [
    'inputs have constant defaults within their limits and options',
    [
      'a = input.int(bar_index)',
      'b = input.int(5, minval = 6)',
      'c = input.string("c", options = ["a", "b"])',
      'd = input.source(3)',
      'plot(a + b)',
    ],
    [
      'P409 “bar_index” The default of an input must be a constant whose value is known before the script runs.',
      'P312 “5” The default of this input is below its minimum of 6.',
      'P312 “"c"” The default of this input is not among its options.',
      'P409 “3” The default of a source must be a price series such as close or hl2.',
    ],
  ],
  [
    'a date that is none is told',
    ['t = input.time(timestamp("yesterday"))', 'plot(t)'],
    ['P312 “timestamp("yesterday")” “yesterday” is not a date. Write one such as 20 Feb 2020 12:30.'],
  ],
];

test.each(cases)('%s', (_sentence, lines, told) => {
  expect(diagnosticsOf(indicatorOf(lines.join('\n')))).toEqual(told);
});
