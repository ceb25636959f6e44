import { describe, expect, it } from 'vitest';
import { printDiagnostic } from './code-frame.ts';
import { format } from './format/format.ts';
import { standardLimits } from './limits.ts';
import { parse } from './parse.ts';
import { generateProgram } from './testing/generate.ts';
import { mutate } from './testing/mutate.ts';
import { treeDifference } from './testing/tree-equality.ts';
import { type AnyNode, childrenOf, treeFaults } from './testing/tree-walk.ts';
import type { Node } from './tree.ts';

const isLong = process.env.TIDEMARK_LONG === '1';
const programs = isLong ? 100_000 : 2_000;
const timeout = isLong ? 3_600_000 : 120_000;

describe(`properties of ${programs} programs`, () => {
  it(
    'a well-formed program is read without errors, and its printed form is the same program',
    () => {
      for (let seed = 0; seed < programs; seed++) {
        const text = generateProgram(seed);
        const { script, diagnostics } = parse(text);
        const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
        expect(errors.map((error) => `seed ${seed}: ${printDiagnostic(error, text)}`)).toEqual([]);
        const width = seed % 3 === 0 ? 40 : 120;
        const printed = format(text, { width });
        const again = parse(printed);
        expect([seed, again.diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([seed, []]);
        expect([seed, treeDifference(script, again.script)]).toEqual([seed, undefined]);
        expect([seed, format(printed, { width }) === printed]).toEqual([seed, true]);
      }
    },
    timeout,
  );

  it(
    'a broken program gives a whole tree, and nothing is missing in it without being told',
    () => {
      for (let seed = 0; seed < programs; seed++) {
        const text = mutate(generateProgram(seed), seed);
        const { script, diagnostics } = parse(text);
        expect([seed, treeFaults(script, 2 * standardLimits.treeDepth)]).toEqual([seed, []]);
        const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
        expect([seed, hasErrors || !hasHoles(script)]).toEqual([seed, true]);
        const outside = diagnostics.filter(({ start, end }) => start < 0 || end < start || end > text.length);
        expect([seed, outside]).toEqual([seed, []]);
      }
    },
    timeout,
  );
});

function hasHoles(root: Node): boolean {
  const stack: AnyNode[] = [root as AnyNode];
  for (;;) {
    const node = stack.pop();
    if (node === undefined) return false;
    if (node.kind === 'missing' || node.kind === 'broken' || node.name === '') return true;
    stack.push(...childrenOf(node));
  }
}

it('programs have every kind of node', () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    const stack: AnyNode[] = [parse(generateProgram(seed)).script as Node as AnyNode];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.kind !== undefined) kinds.add(node.kind);
      stack.push(...childrenOf(node));
    }
  }
  const expected =
    'argument assignment binary block boolean break call color conditional continue enum enum-member expression-statement ' +
    'field for for-in function group identifier if import index member number parameter script string switch switch-arm ' +
    'tuple tuple-declaration type type-reference unary variable while';
  expect([...kinds].toSorted().join(' ')).toBe(expected);
});

describe('S6: time grows with the text and no faster', () => {
  const repeated: readonly (readonly [name: string, part: string])[] = [
    ['programs', generateProgram(7, 30)],
    ['open brackets', '('],
    ['open brackets on lines', 'f(\n'],
    ['closing brackets', ')'],
    ['mixed brackets', '([)'],
    ['less than', 'a<'],
    ['less than and commas', 'f(a.new<b,'],
    ['questions', 'a?'],
    ['commas', ','],
    ['quotes', '"'],
    ['quotes and escapes', '"\\'],
    ['comments', '//@function x\n'],
    ['signs', '-'],
    ['points', 'a.'],
    ['slashes', '/ '],
    ['arrows', 'f() =>'],
    ['unknown characters', '@'],
    ['foreign letters', 'é'],
    ['half characters', '\ud800'],
    ['headers', 'if a\n'],
    ['deeper headers', '\tif a\n'],
    ['elses', 'else if a\n b\n'],
    ['spaces', ' '],
    ['empty lines', '\n'],
    ['types', 'array<'],
    ['equals', 'a='],
  ];
  /** Milliseconds of this thread's own work, the mean of a few runs since its clock is coarse. */
  const timeOf = (text: string): number => {
    const runs = 6;
    const start = process.threadCpuUsage();
    for (let run = 0; run < runs; run++) parse(text);
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1_000 / runs;
  };
  it.each(repeated)('%s', (_name, part) => {
    const of = (length: number): string => part.repeat(Math.ceil(length / part.length)).slice(0, length);
    const quarter = of(32 * 1024);
    const whole = of(128 * 1024);
    parse(quarter);
    // Four times the text; a quadratic reader would take sixteen times as long. A floor of 2 ms keeps noise out.
    expect(timeOf(whole) / Math.max(timeOf(quarter), 2)).toBeLessThan(10);
  });
});
