import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { check } from './check.ts';
import { indicatorOf } from './testing/checked-script.ts';
import { typeText } from './type-rules.ts';

const text = indicatorOf(`//@function Takes the mean.
//@param source what to take it of
mean(source, int length = 3) =>
    total = math.sum(source, length)
    total / length
type Point
    float price
value = mean(close, 4)
p = Point.new(value)
p.price := value + p.price
if value > 1
    inner = p.price
    log.info(str.tostring(inner))
`);
const { symbols } = check(parse(text).script);

function at(marked: string, occurrence = 0): string | undefined {
  let offset = -1;
  for (let n = 0; n <= occurrence; n += 1) offset = text.indexOf(marked, offset + 1);
  const found = symbols.symbolAt(offset);
  if (found === undefined) return undefined;
  const { symbol, use } = found;
  const typed =
    symbol.typed === undefined ? '' : `: ${symbol.typed.qualifier} ${typeText(symbol.typed.type)}`;
  const from =
    symbol.declaration === undefined ? '' : ` of ${text.slice(symbol.declaration.start).split(/\W/)[0]}`;
  return `${use} ${symbol.kind} ${symbol.name}${typed}${from}`;
}

test('each name knows its declaration, kind and type', () => {
  expect(at('value =')).toBe('declared variable value: series float of value');
  expect(at('value', 2)).toBe('read variable value: series float of value');
  expect(at('mean(close')).toBe('read function mean: series float of mean');
  expect(at('source, length')).toBe('read parameter source: series float of source');
  expect(at('total /')).toBe('read variable total: series float of total');
  expect(at('math')).toBe('read namespace math');
  expect(at('sum(')).toBe('read builtin-function math.sum');
  expect(at('close')).toBe('read builtin-variable close: series float');
  expect(at('Point.new')).toBe('read type Point: series Point of Point');
  expect(at('price :=')).toBe('read field price: series float of price');
});

test('a function carries what was written above it and how it is called', () => {
  const found = symbols.symbolAt(text.indexOf('mean(close'));
  expect(found?.symbol.documentation).toBe('Takes the mean.\n@param source what to take it of');
  expect(found?.symbol.signature).toBe('mean(source, length: int)');
});

test('a built-in carries its own documentation and signature', () => {
  const found = symbols.symbolAt(text.indexOf('sum(source'));
  expect(found?.symbol.builtin?.name).toBe('math.sum');
  expect(found?.symbol.documentation).not.toBe('');
});

test('names are visible in their scopes only, and variables behind their declarations', () => {
  const names = (offset: number) => symbols.visibleAt(offset).map((symbol) => symbol.name);
  expect(names(text.indexOf('log.info'))).toEqual(['inner', 'Point', 'mean', 'value', 'p']);
  expect(names(text.indexOf('total /'))).toEqual(['source', 'length', 'total', 'Point', 'mean']);
  expect(names(text.indexOf('p = Point'))).toEqual(['Point', 'mean', 'value']);
});

test('what stands before a dot has a type, for completion', () => {
  const end = text.indexOf('p.price :=') + 1;
  expect(typeText(symbols.objects.get(end)?.type ?? { kind: 'error' })).toBe('Point');
});

test('an incomplete script has symbols too', () => {
  const broken = indicatorOf('x = close\ny = x +\nplot(x.');
  const checked = check(parse(broken).script);
  expect(checked.program).toBeUndefined();
  expect(checked.symbols.symbolAt(broken.indexOf('x +'))?.symbol.name).toBe('x');
  expect(checked.symbols.visibleAt(broken.length).map((symbol) => symbol.name)).toContain('x');
});
