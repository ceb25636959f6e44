import { expect, test } from 'vitest';
import { markedScript, offeredAt } from './testing/marked-script.ts';

test.each([
  ['members of a namespace', 'x = ta.‸', ['sma', 'ema', 'tr', 'macd', 'crossover']],
  ['members of a namespace while one is written', 'x = ta.sm‸', ['sma', 'ema']],
  [
    'namespaces in a namespace',
    '//@version=6\nstrategy("s")\nx = strategy.‸',
    ['closedtrades', 'entry', 'long'],
  ],
  [
    'members of a namespace two levels deep',
    '//@version=6\nstrategy("s")\nx = strategy.closedtrades.‸',
    ['size', 'profit'],
  ],
  ['built-ins and namespaces', 'x = ‸', ['close', 'ta', 'math', 'plot', 'na', 'bar_index']],
  ['the script’s own names in scope', 'a = 1\nf(b) =>\n    c = b\n    ‸\n', ['a', 'b', 'c']],
  [
    'the fields of an object',
    'type P\n    float price\n    int at\np = P.new()\nplot(p.‸',
    ['price', 'at', 'copy'],
  ],
  ['what a type has', 'type P\n    float price\np = P.‸', ['new', 'copy']],
  ['the members of an enum', 'enum Side\n    buy\n    sell\nx = Side.‸', ['buy', 'sell']],
  ['methods of an array', 'a = array.new<float>()\na.‸', ['push', 'size', 'get']],
  ['methods of a call’s result', 'array.new<float>().‸', ['push', 'size']],
  ['methods of a drawing', 'l = label.new(bar_index, high)\nl.‸', ['set_text', 'delete']],
  [
    'methods of the script’s own',
    'type P\n    float price\nmethod twice(P this) => this.price * 2\np = P.new()\np.‸',
    ['twice', 'price'],
  ],
  ['fields of a point on the chart', 'p = chart.point.now(close)\nx = p.‸', ['price', 'time', 'index']],
  ['names of arguments', 'plot(close, ‸)', ['title =', 'color =', 'style =', 'linewidth =']],
  ['names of arguments behind one with a name', 'plot(close, color = color.red, ‸', ['title =', 'style =']],
  [
    'names of the script’s own parameters',
    'f(first, second = 2) => first + second\nx = f(‸',
    ['first =', 'second ='],
  ],
  ['names of fields when an object is made', 'type P\n    float price\np = P.new(‸)', ['price =']],
  [
    'values of a parameter of a closed kind',
    'plot(close, style = ‸)',
    ['plot.style_line', 'plot.style_histogram'],
  ],
  ['values of a bool', 'plot(close, trackprice = ‸)', ['true', 'false']],
  ['colours', 'plot(close, color = ‸)', ['color.red', 'color.blue']],
  ['places of a shape', 'plotshape(close > open, location = ‸)', ['location.abovebar', 'location.belowbar']],
  ['kinds of a shape', 'plotshape(close > open, style = ‸)', ['shape.triangleup', 'shape.xcross']],
  ['kinds of a label', 'label.new(bar_index, high, style = ‸)', ['label.style_label_up', 'label.style_none']],
  ['sizes', 'label.new(bar_index, high, size = ‸)', ['size.small', 'size.auto']],
  ['declarations as snippets at a line’s start', '‸', ['indicator', 'if else', 'for in', 'method']],
  ['keywords', '‸', ['if', 'for', 'var', 'switch']],
  ['functions of namespaces by their last name', 'x = sma‸', ['ta.sma']],
  ['types in a declaration', 'var ‸', ['float', 'array', 'label']],
])('offers %s', (_, marked, wanted) => {
  expect(offeredAt(marked)).toEqual(expect.arrayContaining(wanted));
});

test.each([
  ['names of other scopes', 'f(b) =>\n    c = b\n    c\nx = ‸', ['b', 'c']],
  ['variables that are declared further down', 'x = ‸\nlater = 2', ['later']],
  ['arguments that are given already', 'plot(close, color = color.red, ‸)', ['series =', 'color =']],
  ['other built-ins behind a namespace', 'x = ta.‸', ['close', 'plot', 'if']],
  ['statements inside of a call', 'plot(‸', ['if', 'for', 'var']],
])('does not offer %s', (_, marked, unwanted) => {
  const offered = offeredAt(marked);
  for (const label of unwanted) expect(offered).not.toContain(label);
});

test.each([
  ['a comment', '// pl‸'],
  ['a string', 'x = "pl‸'],
  ['a number', 'x = 12‸'],
  ['the name of a new type', 'type Pl‸'],
  ['the members of what is not known', 'x = nothing.‸'],
])('offers nothing in %s', (_, marked) => {
  expect(offeredAt(marked)).toEqual([]);
});

test('values come before names of arguments, and those before everything else', () => {
  const offered = offeredAt('plot(close, style = plot.style_area, trackprice = ‸');
  expect(offered.slice(0, 2)).toEqual(['true', 'false']);
  expect(offeredAt('plot(close, color = color.red, ‸')[0]).toBe('title =');
});

test('the word that is being written is replaced as a whole', () => {
  const { service, text, offset } = markedScript('x = ta.s‸ma(close, 3)');
  const { start, end } = service.complete(offset);
  expect(text.slice(start, end)).toBe('sma');
});

test('a function is written with its parentheses and the cursor inside', () => {
  const { service, offset } = markedScript('x = ta.sm‸');
  const item = service.complete(offset).items.find(({ label }) => label === 'sma');
  expect(item).toMatchObject({ insert: 'sma($0)', isSnippet: true, kind: 'function' });
  expect(item?.documentation).not.toBe('');
});

test('in a long script names are known while it is typed into, also what was typed since the last look', () => {
  const lines = Array.from({ length: 700 }, (_, index) => `v${index} = ta.sma(close, 3)`);
  const { service, text } = markedScript(`${lines.join('\n')}\ntype P\n    float price\n`);
  expect(text.length).toBeGreaterThan(12_000);
  service.diagnostics();
  const typed = `${text}p = P.new(close)\nx = p.`;
  service.update(typed);
  const labels = service.complete(typed.length).items.map(({ label }) => label);
  expect(labels).toContain('price');
});
