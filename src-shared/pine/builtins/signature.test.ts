import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { readSignature, readVariableType } from './signature.ts';

test('a signature is read into parameters with types, qualifiers and defaults', () => {
  const signature = readSignature(
    '(title: const string = "a, b", length: simple int, color: series color = color.blue, n: int = -1, x: float = ?, y: float = na, z: bool = true) plot',
  );
  expect(signature.parameters.map(({ name, qualifier, default: given }) => [name, qualifier, given])).toEqual(
    [
      ['title', 'const', { kind: 'literal', value: 'a, b', type: { kind: 'string' } }],
      ['length', 'simple', undefined],
      ['color', 'series', { kind: 'name', name: 'color.blue' }],
      ['n', 'series', { kind: 'literal', value: -1, type: { kind: 'int' } }],
      ['x', 'series', { kind: 'none' }],
      ['y', 'series', { kind: 'na' }],
      ['z', 'series', { kind: 'literal', value: true, type: { kind: 'bool' } }],
    ],
  );
  expect(signature.result).toEqual({ kind: 'plain', type: { kind: 'object', name: 'plot' } });
});

test('type variables, choices, collections, tuples and further arguments are read', () => {
  const { parameters, result, resultQualifier } = readSignature(
    '(id: map<K, V>, a: array<T>, b: int|float, c...: series T) [series float, series int]',
  );
  expect(parameters.map(({ type, isRest }) => [type.kind, isRest])).toEqual([
    ['map', false],
    ['array', false],
    ['choice', false],
    ['variable', true],
  ]);
  expect(result).toEqual({
    kind: 'tuple',
    items: [
      { kind: 'plain', type: { kind: 'float' } },
      { kind: 'plain', type: { kind: 'int' } },
    ],
  });
  expect(resultQualifier).toBe('series');
  expect(readSignature('(x: series T) strongest T').resultQualifier).toBe('strongest');
});

test('what has another form is refused with the text', () => {
  expect(() => readSignature('(x series float) float')).toThrow('(x series float) float');
});

test('every built-in has signatures that can be read and defaults that exist', () => {
  const wrong: string[] = [];
  for (const name of catalogue.names) {
    const found = catalogue.findBuiltin(name);
    if (found?.variable !== undefined) readVariableType(found.variable.type);
    for (const text of found?.function?.signatures ?? []) {
      for (const parameter of readSignature(text).parameters) {
        const given = parameter.default;
        const isMissing = given?.kind === 'name' && catalogue.findBuiltin(given.name) === undefined;
        if (isMissing) wrong.push(`${name}: ${given.name}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('the catalogue finds by name, by namespace, by method and by the end of a name', () => {
  expect(catalogue.findBuiltin('ta.sma')?.function?.name).toBe('ta.sma');
  expect(catalogue.findBuiltin('time')?.variable?.kind).toBe('variable');
  expect(catalogue.findBuiltin('time')?.function?.kind).toBe('function');
  expect(catalogue.isNamespace('strategy.closedtrades')).toBe(true);
  expect(catalogue.isNamespace('close')).toBe(false);
  expect(catalogue.builtinsOf('color').map(({ name }) => name)).toContain('color.red');
  const array = { kind: 'array', element: { kind: 'float' } } as const;
  expect(catalogue.findMethod(array, 'push')?.name).toBe('array.push');
  expect(catalogue.findMethod({ kind: 'int' }, 'push')).toBeUndefined();
  expect(catalogue.namesEnding('crossover')).toEqual(['ta.crossover']);
});
