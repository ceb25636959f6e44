import { expect, test } from 'vitest';
import { markedScript } from './testing/marked-script.ts';
import { applyEdits } from './text-edits.ts';

const whole = `//@version=6
indicator("t")
import user/lib/1 as lib
import user/other/2
// one
// two
type P
    float v
enum E
    a
    b = "B"
f(x) =>
    if x > 1
        2.0
    else
        3.0
//#region plots
const int width = 2
[m, s] = ta.macd(close,
     12, 26, 9)
method up(P this) => this.v
plot(f(close))
//#endregion
`;

test('folds blocks, long calls, comments, imports and regions', () => {
  const { service } = markedScript(whole);
  expect(
    service.foldingRanges().map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`),
  ).toEqual([
    '3-4 imports',
    '5-6 comment',
    '7-8 block',
    '9-11 block',
    '12-16 block',
    '13-14 block',
    '15-16 block',
    '17-23 region',
    '19-20 block',
  ]);
});

test('lists what is declared, with types', () => {
  const { service } = markedScript(whole);
  const lines = service
    .outline()
    .map(
      ({ kind, name, detail, children }) =>
        `${kind} ${name} ${detail} ${children.map((child) => child.name).join(',')}`,
    );
  expect(lines.map((line) => line.trim())).toEqual([
    'import lib user/lib',
    'import other user/other',
    'type P  v',
    'enum E  a,b',
    'function f (x)',
    'constant width int',
    'variable m float',
    'variable s float',
    'method up (this)',
  ]);
});

test('colours names by what they are', () => {
  const { service, text } = markedScript('f(a) => ta.sma(a, 3)\nx = f(close)\nplot(x, color = color.red)');
  const tokens = service
    .semanticTokens()
    .map(({ start, end, type, modifiers }) => [text.slice(start, end), type, ...modifiers].join(' '));
  expect(tokens).toEqual(
    expect.arrayContaining([
      'f function declaration',
      'a parameter declaration',
      'ta namespace defaultLibrary',
      'sma function defaultLibrary',
      'a parameter',
      'x variable declaration',
      'close variable defaultLibrary',
      'red variable readonly defaultLibrary',
    ]),
  );
});

test('formats with one edit, and not at all what is right or cannot be read', () => {
  const { service, text } = markedScript('x=1\nplot( x )');
  expect(applyEdits(text, service.format())).toBe('//@version=6\nindicator("t")\nx = 1\nplot(x)\n');
  service.update(applyEdits(text, service.format()));
  expect(service.format()).toEqual([]);
  service.update('plot(((');
  expect(service.format()).toEqual([]);
});

test('offers the fixes of the diagnostics that a place touches', () => {
  const { service, text, offset } = markedScript('x = cl‸oze\nplot(x)');
  const [fix] = service.fixes(offset, offset);
  expect(fix?.diagnostic.code).toBe('P201');
  expect(applyEdits(text, fix?.edits ?? [])).toContain('x = close');
  expect(service.fixes(0, 1)).toEqual([]);
});

test('tells mistakes of the parser and the checker together, in order', () => {
  const { service } = markedScript('x = nothing\ny = )\n');
  const codes = service.diagnostics().map(({ code }) => code);
  expect(codes[0]).toBe('P201');
  expect(codes.length).toBeGreaterThan(1);
});

test('answers about every place of every broken beginning of a script', () => {
  const { service } = markedScript(whole);
  for (let length = 0; length <= whole.length; length += 3) {
    service.update(whole.slice(0, length));
    service.diagnostics();
    service.complete(length);
    service.hover(Math.max(0, length - 1));
    service.signatureHelp(length);
    service.references(length);
    service.foldingRanges();
    service.outline();
    service.semanticTokens();
    service.renamedAt(length);
  }
});
