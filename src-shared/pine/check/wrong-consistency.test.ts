import { expect, test } from 'vitest';
import { diagnosticsOf, indicatorOf } from './testing/checked-script.ts';

/** A sentence, the lines below the heading, and all errors and warnings: code, marked text, message. */
const cases: readonly (readonly [sentence: string, lines: readonly string[], told: readonly string[]])[] = [
  [
    'plots belong to global code',
    ['if close > open', '    plot(close)', 'f(x) =>', '    plot(x)', '    x', 'g = f(1)'],
    [
      'P504 “plot(close)” `plot` can only be called in global code. Call it there and put the condition into its arguments, for example `condition ? value : na`.',
      'P504 “plot(x)” `plot` can only be called in global code. Call it there and put the condition into its arguments, for example `condition ? value : na`.',
    ],
  ],
  [
    'what remembers bars is warned of in branches, loops and lazy operators',
    [
      'x = close > open ? ta.ema(close, 3) : na',
      'for i = 0 to 2',
      '    x += ta.sma(close, 3)',
      'b = close > open and ta.rsi(close, 3) > 50',
      'f() => ta.cum(close)',
      'if b',
      '    x := f()',
      'y = switch',
      '    b => 1',
      '    => ta.rma(close, 3)',
      'plot(x + y)',
    ],
    [
      'P505 “ta.ema(close, 3)” `ta.ema` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.',
      'P505 “ta.sma(close, 3)” `ta.sma` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.',
      'P505 “ta.rsi(close, 3)” `ta.rsi` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.',
      'P505 “f()” `f` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.',
      'P505 “ta.rma(close, 3)” `ta.rma` remembers the bars before and is not called on every bar here, so that its result may not be what you expect. Call it in global code, keep the result in a variable, and use that here.',
    ],
  ],
  [
    'a condition that is the same on all bars needs no warning',
    ['useEma = input.bool(true)', 'x = useEma ? ta.ema(close, 3) : ta.sma(close, 3)', 'plot(x)'],
    [],
  ],
  [
    'the history of an expression is warned of in branches',
    ['if close > open', '    log.info(str.tostring((close - open)[1]))'],
    [
      'P505 “(close - open)[1]” This remembers only the bars on which it is evaluated. Move it to global code, keep it in a variable there, and use the variable here.',
    ],
  ],
  [
    'functions do not change globals, parameters or loop variables',
    [
      'total = 0',
      'f(x) =>',
      '    x := 2',
      '    total := 1',
      '    x',
      'for i = 0 to f(1)',
      '    i := 2',
      'const int c = 1',
      'c := 2',
      'plot(total)',
    ],
    [
      'P507 “x” `x` is a parameter and cannot be assigned. Copy it into a variable of the function first.',
      'P506 “total” A function cannot change the global variable `total`. Give the new value back and assign it outside, or keep it in an object.',
      'P507 “i” `i` is set by its loop and cannot be assigned.',
      'P507 “c” `c` is a constant and cannot be assigned.',
    ],
  ],
  [
    'break and continue belong into loops, and nothing follows them',
    ['break', 'while true', '    continue', '    log.info("never")'],
    [
      'P511 “break” `break` can only stand in a loop.',
      'P509 “log.info("never")” Nothing behind `continue` is ever reached.',
    ],
  ],
  [
    'var in a loop begins once only',
    ['for i = 0 to 2', '    var x = i', '    log.info(str.tostring(x))'],
    ['P510 “x” `var` in a loop initialises `x` once only, not on each pass.'],
  ],
  [
    'there is one declaration',
    ['indicator("again")', 'plot(close)'],
    ['P503 “indicator("again")” A script is declared once only. Keep one of these calls.'],
  ],
  [
    'functions and types are declared in global code',
    ['if close > open', '    f(x) => x', 'plot(close)'],
    ['P512 “f(x) => x” Functions can only be declared in global code.'],
  ],
  [
    'an indicator gives no orders',
    ['strategy.entry("a", strategy.long)', 'plot(strategy.position_size)'],
    [
      'P515 “strategy.entry("a", strategy.long)” `strategy.entry` works in strategies only; this script is an indicator.',
      'P515 “strategy.position_size” `strategy.position_size` is only there in a strategy.',
    ],
  ],
  [
    'a value that nobody takes does nothing',
    ['close > open', '1', 'plot(close)'],
    [
      'P517 “close > open” This value is not used: the statement does nothing.',
      'P517 “1” This value is not used: the statement does nothing.',
    ],
  ],
  [
    'what cannot be had here is told with the reason',
    ['x = request.quandl("a", index = 0)', 'plot(x)'],
    [
      'P602 “request.quandl("a", index = 0)” `request.quandl` cannot be had here. This data bank is not connected.',
    ],
  ],
  [
    'a library that is not there is told once',
    ['import foo/bar/1', 'import foo/baz/2 as z', 'plot(z.f(1) + bar.g(2))', 'z.T t = na'],
    [
      'P601 “import foo/bar/1” The library `foo/bar/1` is not here. Save its source as a script of that name, and it will be found.',
      'P601 “import foo/baz/2 as z” The library `foo/baz/2` is not here. Save its source as a script of that name, and it will be found.',
    ],
  ],
  [
    'one mistake is not told again by its followers',
    [
      'a = nothing + 1',
      'b = a * 2',
      'c = b > 1 ? a : b',
      'd = ta.sma(c, 3)',
      'if c',
      '    plot(d[1])',
      'plot(array.from(a, b).max())',
      'bgcolor(ta.change(b > 1) ? color.red : na)',
    ],
    [
      'P201 “nothing” There is no name `nothing` here.',
      'P504 “plot(d[1])” `plot` can only be called in global code. Call it there and put the condition into its arguments, for example `condition ? value : na`.',
    ],
  ],
  [
    'parameters of older versions are told what to write instead',
    ['log.info("a")', 'bgcolor(color.red, transp = 80)'],
    [
      'P410 “transp” The parameter `transp` is outdated. Put the transparency into the colour by color.new(…).',
    ],
  ],
];

test.each(cases)('%s', (_sentence, lines, told) => {
  expect(diagnosticsOf(indicatorOf(lines.join('\n')))).toEqual(told);
});
