import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstMatch, PatternError } from './regular-expression.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  'c',
  '.',
  '\\d',
  '\\w',
  '[ab]',
  '[^a]',
  '[a-c]',
  '\\s',
  '\\b',
  '^',
  '$',
);
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(tie('pattern'), fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}', '{0,2}?', '*?', '+?', '??'))
      .map(([inner, repeat]) => `(?:${inner})${repeat}`),
  ),
  pattern: fc
    .array(
      fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((alternatives) => alternatives.join('|')),
}));

test('S6: it finds what the language’s own matcher finds', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '1'), maxLength: 12 }),
      (source, text) => {
        // A repetition of what may be empty ends differently in both; all else has to be equal.
        fc.pre(!repeatsEmptiness(source));
        expect(firstMatch(text, source)).toEqual(new RegExp(source).exec(text)?.[0]);
      },
    ),
    { numRuns: 3000 },
  );
});

/** Whether any repeated group can match nothing. */
function repeatsEmptiness(source: string): boolean {
  const stack: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === '(') stack.push(at);
    if (source[at] !== ')') continue;
    const start = stack.pop() ?? 0;
    const isRepeated = '?*+{'.includes(source[at + 1] ?? ' ');
    if (isRepeated && new RegExp(`^(?:${source.slice(start, at + 1)})$`).test('')) return true;
    if (isRepeated && /\\b|\^|\$/.test(source.slice(start, at + 1))) return true;
  }
  return false;
}

test('S6: time grows with the text, not with its ways to match', () => {
  const cost = (length: number) => {
    const started = performance.now();
    for (let round = 0; round < 20; round += 1) firstMatch('a'.repeat(length), '(a*)*(a*)*b');
    return performance.now() - started;
  };
  cost(200);
  // Twice the text may take four times as long (each place starts anew), not a power of two.
  expect(cost(800) / cost(200)).toBeLessThan(64);
});

test('S6: what cannot be had in linear time is refused in words', () => {
  for (const wrong of [
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    'a{5000}',
    '(',
    'a)',
    '[a',
    'a**',
    '*a',
    '[b-a]',
    'a\\',
  ]) {
    expect(() => firstMatch('aaa', wrong), wrong).toThrow(PatternError);
  }
  expect(() => firstMatch('a', '('.repeat(500) + ')'.repeat(500))).toThrow(PatternError);
  expect(() => firstMatch('a', '((((a{100}){100}){100}){100})')).toThrow(PatternError);
});

test('letters may be matched in either case', () => {
  expect(firstMatch('BTCUSD.P', '(?i)btc[a-z]+')).toBe('BTCUSD');
});
