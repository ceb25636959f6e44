import { expect, test } from 'vitest';
import { diagnosticsOf, indicatorOf } from './testing/checked-script.ts';

/** A sentence, the lines below the heading, and all errors and warnings: code, marked text, message. */
const cases: readonly (readonly [sentence: string, lines: readonly string[], told: readonly string[]])[] = [
  [
    'a mistyped name is answered with the nearest one',
    ['plot(clos)'],
    ['P201 “clos” There is no name `clos` here. Did you mean `close`?'],
  ],
  [
    'a function of an older version is told its new name',
    ['plot(sma(close, 3))'],
    ['P201 “sma” There is no function `sma` here. Did you mean `ta.sma`?'],
  ],
  [
    'a mistyped member of a namespace is answered with the nearest one',
    ['plot(ta.smaa(close, 3))'],
    ['P205 “smaa” `ta` has no `smaa`. Did you mean `ta.sma`?'],
  ],
  [
    'a second declaration in the same scope is refused',
    ['x = 1', 'x = 2', 'plot(x)'],
    ['P202 “x” `x` is already declared in this scope. Change it by `:=`, or choose another name.'],
  ],
  [
    'a declaration in a block that hides an outer name is warned of',
    ['x = close', 'if close > open', '    x = 3', '    log.info(str.tostring(x))', 'plot(x)'],
    ['P203 “x” This declares a new `x` that hides the one outside. To change that one, write `:=`.'],
  ],
  [
    'a name that hides a built-in variable or a namespace is warned of',
    ['volume = 3', 'ta = 4', 'plot(volume + ta)'],
    [
      'P203 “volume” `volume` hides the built-in of that name.',
      'P203 “ta” `ta` hides the namespace of that name.',
    ],
  ],
  [
    'a function that is used before its declaration is told to move',
    ['plot(f(1))', 'f(x) => x'],
    ['P204 “f” `f` is declared further down. Move its declaration above this line.'],
  ],
  [
    'a function does not see a global variable declared below it',
    ['f() => total + 1', 'total = close', 'plot(f())'],
    [
      'P204 “total” `total` is declared only after the function that uses it. Move its declaration above the function.',
    ],
  ],
  [
    'an undeclared variable cannot be assigned',
    ['y := 3', 'plot(close)'],
    ['P201 “y” There is no variable `y` to assign to. Declare it first by `y = …`.'],
  ],
  [
    'the underscore cannot be read',
    ['[_, m, _] = ta.macd(close, 12, 26, 9)', 'plot(_ + m)'],
    ['P209 “_” `_` only throws values away; it cannot be read.'],
  ],
  [
    'a namespace, a type and a function are no values',
    ['type T', '    int a', 'plot(ta)', 'x = T', 'y = plot'],
    [
      'P210 “ta” `ta` is a namespace; write a dot and one of its members.',
      'P210 “T” `T` is a type and no value of its own.',
      'P211 “plot” `plot` is a function: call it with parentheses, `plot(…)`.',
    ],
  ],
  [
    'a variable cannot be called',
    ['x = close', 'plot(x(1))'],
    ['P212 “x” `x` is a variable and cannot be called.'],
  ],
  [
    'an unknown type is answered with the nearest one',
    ['flot x = na', 'foo y = na', 'plot(close)'],
    ['P206 “flot” There is no type `flot`. Did you mean `float`?', 'P206 “foo” There is no type `foo`.'],
  ],
  [
    'fields, members and methods that are not there are told with the nearest',
    [
      'type Point',
      '    float price',
      'enum Side',
      '    long',
      '    short',
      'p = Point.new(1)',
      'plot(p.prize)',
      'p.move()',
      's = Side.lang',
      'q = Point.neww()',
    ],
    [
      'P207 “prize” The type `Point` has no field `prize`. Did you mean `price`?',
      'P207 “move” A value of type Point has no method `move`.',
      'P207 “lang” The enum `Side` has no member `lang`. Did you mean `long`?',
      'P207 “neww” The type `Point` has no function `neww`; it has `new` and `copy`.',
    ],
  ],
];

test.each(cases)('%s', (_sentence, lines, told) => {
  expect(diagnosticsOf(indicatorOf(lines.join('\n')))).toEqual(told);
});
