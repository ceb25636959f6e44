import { expect, test } from 'vitest';
import { gatherLibraries, importsOf, type LibraryPath, missingLibraries, mostLibraries } from './sources.ts';

const script = (...names: string[]) =>
  ['//@version=6', 'library("L")', ...names.map((name) => `import ${name}`)].join('\n');

test('imports are found with their parts, each once', () => {
  const text = `${script('jo/Tools/3 as t', 'ann/Other/1', 'jo/Tools/3 as again')}\n// import no/comment/1\nx = "import no/text/1"`;
  expect(importsOf(text)).toEqual([
    { key: 'jo/Tools/3', user: 'jo', name: 'Tools', version: 3 },
    { key: 'ann/Other/1', user: 'ann', name: 'Other', version: 1 },
  ]);
});

test('libraries of libraries are gathered, each asked for once, also when they import each other', () => {
  const texts: Record<string, string> = {
    'a/A/1': script('b/B/1', 'c/C/1'),
    'b/B/1': script('c/C/1', 'a/A/1'),
    'c/C/1': script(),
  };
  const asked: string[] = [];
  const find = ({ key }: LibraryPath) => {
    asked.push(key);
    return texts[key];
  };
  expect({ ...gatherLibraries(script('a/A/1', 'gone/G/1'), find) }).toEqual(texts);
  expect(asked.sort()).toEqual(['a/A/1', 'b/B/1', 'c/C/1', 'gone/G/1']);
});

test('what is missing is told until all is there', () => {
  const text = script('a/A/1');
  expect(missingLibraries(text, {}).map(({ key }) => key)).toEqual(['a/A/1']);
  const sources = { 'a/A/1': script('b/B/2') };
  expect(missingLibraries(text, sources).map(({ key }) => key)).toEqual(['b/B/2']);
  expect(missingLibraries(text, { ...sources, 'b/B/2': script() })).toEqual([]);
});

test('S3: chains of libraries end', () => {
  const found = gatherLibraries(script('a/L/1'), ({ version }) => script(`a/L/${version + 1}`));
  expect(Object.keys(found)).toHaveLength(mostLibraries);
});
