import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from '../syntax/parse.ts';
import { generateProgram } from '../syntax/testing/generate.ts';
import { mutate } from '../syntax/testing/mutate.ts';
import { check } from './check.ts';
import { checkCodes } from './codes.ts';
import { printProgram } from './testing/print-program.ts';

const folder = join(import.meta.dirname, '../../../assets/scripts');
const samples = readdirSync(folder).filter((name) => name.endsWith('.pine'));

test.each(samples)('the sample script %s has no errors', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { script, diagnostics } = parse(text);
  const checked = check(script);
  const errors = [...diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === 'error');
  expect(errors.map(({ message }) => message)).toEqual([]);
  expect(checked.program).toBeDefined();
});

const runs = process.env.TIDEMARK_LONG === '1' ? 20_000 : 300;

test('whatever is written, the checker ends, gives known codes and ranges inside the text, and a program only without errors', () => {
  for (let seed = 0; seed < runs; seed += 1) {
    const whole = generateProgram(seed);
    for (const text of [whole, mutate(whole, seed)]) {
      const { script } = parse(text);
      const { program, diagnostics } = check(script);
      for (const diagnostic of diagnostics) {
        expect(checkCodes).toHaveProperty(diagnostic.code);
        expect(diagnostic.start).toBeGreaterThanOrEqual(0);
        expect(diagnostic.end).toBeLessThanOrEqual(text.length);
        expect(diagnostic.message).toMatch(/[.?]$/);
      }
      const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
      expect(program === undefined).toBe(hasErrors);
    }
  }
});

test('the same script gives the same program', () => {
  const text = readFileSync(join(folder, 'moving-averages.pine'), 'utf8');
  const print = () => {
    const { program } = check(parse(text).script);
    return program === undefined ? '' : printProgram(program);
  };
  expect(print()).toBe(print());
  expect(print()).not.toBe('');
});

test('a long chain of functions is refused instead of overflowing', () => {
  const lines = ['//@version=6', 'indicator("t")', 'f0(x) => x'];
  for (let index = 1; index < 2000; index += 1) lines.push(`f${index}(x) => f${index - 1}(x)`);
  lines.push('plot(f1999(close))');
  const { diagnostics } = check(parse(lines.join('\n')).script);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'P701',
  ]);
});
