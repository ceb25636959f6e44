/*
 * Every name the generated code may contain. Names of our making are one letter and a number:
 *
 * a scratch tuples      b bars' columns         c frames of calls      d requests        e inputs
 * f functions and       g a function's frame    h values by bar        j earlier bars    k constants and built-ins
 *   fields of objects   l values by evaluation  m makers of frames     o results         s states of built-ins
 * t temporaries         v variables             w built-in variables   y expressions by bar
 *
 * Alone stand: i the bar's index, n and r a frame's numbers and references, p and q those that are never rolled back,
 * u undefined, x the context, z what makes states.
 */

/** Functions that the runtime hands in; see `runtime/helpers.ts`. */
export const helperNames = [
  'begin',
  'both',
  'concat',
  'divided',
  'either',
  'epoch',
  'forStep',
  'isDifferent',
  'loopItem',
  'loopKey',
  'loopSize',
  'present',
  'barAgo',
  'spend',
  'touch',
  'trace',
  'truth',
  'enter',
  'leave',
] as const;

/** What the code's function is called with, before the helpers. */
export const parameterNames = ['k', 'z', 'x'] as const;

/** Methods, by the letter of what they may be called on. */
export const methods: Readonly<Record<string, readonly string[]>> = {
  z: [
    'state',
    'child',
    'request',
    'input',
    'source',
    'fact',
    'history',
    'references',
    'numbers',
    'keptNumbers',
    'keptReferences',
    'column',
    'list',
    'grown',
    'bars',
    'result',
  ],
  s: ['next'],
  w: ['next'],
  d: ['next'],
  e: ['at'],
  l: ['set', 'ago', 'at'],
  o: ['set'],
};

export const mathFunctions = [
  'abs',
  'acos',
  'asin',
  'atan',
  'ceil',
  'cos',
  'exp',
  'floor',
  'hypot',
  'log',
  'log10',
  'max',
  'min',
  'pow',
  'round',
  'sign',
  'sin',
  'sqrt',
  'tan',
  'trunc',
] as const;

export const mathConstants = ['E', 'PI', 'SQRT2', 'LN2', 'LN10', 'LOG2E', 'LOG10E'] as const;
