import { expect, test } from 'vitest';
import { markedScript } from './testing/marked-script.ts';
import { applyEdits } from './text-edits.ts';

test.each([
  ['a variable', 'value = 1\nplot(val‸ue)', 'value = 1'],
  ['a function', 'f(a) => a\nx = f‸(1)', 'f(a)'],
  ['a parameter', 'f(a) => a‸ + 1\nx = f(1)', 'a) =>'],
  ['an argument’s name', 'f(a) => a + 1\nx = f(a‸ = 1)', 'a) =>'],
  ['a field', 'type P\n    float v\np = P.new(1)\nx = p.v‸', 'v\np'],
  ['a name that hides another', 'a = 1\nif close > open\n    a = 2.0\n    plotted = a‸\nx = a', 'a = 2.0'],
])('finds where %s is declared', (_, marked, wanted) => {
  const { service, text, offset } = markedScript(marked);
  const place = service.definition(offset);
  expect(text.slice(place?.start ?? 0, (place?.start ?? 0) + wanted.length)).toBe(wanted);
});

test('a built-in is declared nowhere, and all its uses are found', () => {
  const { service, offset } = markedScript('x = clo‸se + close[1]\nplot(close)');
  expect(service.definition(offset)).toBeUndefined();
  expect(service.references(offset).length).toBe(3);
});

test.each([
  ['variable', 'a‸ = 1\nb = a + a\na := 2', ['declared', 'read', 'read', 'written']],
  ['parameter with named arguments', 'f(n‸) => n + 1\nx = f(n = 2)', ['declared', 'read', 'read']],
  [
    'field',
    'type P\n    float v‸\np = P.new(v = 1)\np.v := 2\nx = p.v',
    ['declared', 'read', 'read', 'read'],
  ],
])('finds every use of a %s', (_, marked, uses) => {
  const { service, offset } = markedScript(marked);
  expect(service.references(offset).map(({ use }) => use)).toEqual(uses);
});

test.each([
  ['a variable', 'a‸ = 1\nb = a + a[1]', 'n', 'n = 1\nb = n + n[1]'],
  ['a parameter and its named arguments', 'f(a‸) => a + 1\nx = f(a = 2)', 'n', 'f(n) => n + 1\nx = f(n = 2)'],
  ['a function', 'f‸(a) => a\nx = f(1) + f(2)', 'g', 'g(a) => a\nx = g(1) + g(2)'],
  [
    'a field',
    'type P\n    float v\np = P.new(v = 1)\nx = p.v‸',
    'w',
    'type P\n    float w\np = P.new(w = 1)\nx = p.w',
  ],
  ['a type', 'type P\n    float v\nP p = P‸.new(1)', 'Q', 'type Q\n    float v\nQ p = Q.new(1)'],
  [
    'one name and not another’s namesake',
    'a = 1\nf() =>\n    a‸ = 2.0\n    a\nx = a + f()',
    'b',
    'a = 1\nf() =>\n    b = 2.0\n    b\nx = a + f()',
  ],
])('renames %s', (_, marked, name, wanted) => {
  const { service, text, offset } = markedScript(marked);
  const renaming = service.rename(offset, name);
  expect('edits' in renaming ? applyEdits(text, renaming.edits) : renaming.refusal).toContain(wanted);
});

test.each([
  ['a built-in', 'x = clo‸se', 'y', 'belongs to the language'],
  ['a namespace', 'x = t‸a.sma(close, 3)', 'y', 'belongs to the language'],
  ['what has no name', 'x = 1 +‸ 2', 'y', 'Nothing here'],
  ['a name that is none', 'x‸ = 1', '1x', 'letters A to Z'],
  ['a word of the language', 'x‸ = 1', 'if', 'word of the language'],
  ['a namespace as the new name', 'x‸ = 1', 'ta', 'namespace'],
  ['a name that is taken', 'x‸ = 1\ny = 2', 'y', 'y'],
  ['a name that a use would take for another', 'a = 1\nf() =>\n    b = 2.0\n    a‸ + b\nx = f()', 'b', 'b'],
  ['a name that would hide a built-in', 'x‸ = 1\nplot(close)', 'close', 'close'],
])('refuses %s', (_, marked, name, words) => {
  const { service, offset } = markedScript(marked);
  const renaming = service.rename(offset, name);
  expect('refusal' in renaming ? renaming.refusal : renaming.edits).toContain(words);
});
