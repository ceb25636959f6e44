import { expect, test } from 'vitest';
import { corpusScripts } from './corpus-files.ts';
import { fuzzOne, fuzzText, noCounts } from './fuzz.ts';

const isLong = process.env.TIDEMARK_LONG === '1';
const programs = isLong ? 100_000 : 1500;

test('S1: no text crashes the engine, hangs it, or makes code that the verifier refuses', {
  timeout: 3_600_000,
}, () => {
  const seeds = corpusScripts()
    .map(({ text }) => text)
    .filter((text) => text.length < 3000);
  const counts = noCounts();
  for (let number = 1; number <= programs; number += 1) {
    const text = fuzzText(number, seeds);
    try {
      fuzzOne(text, counts);
    } catch (error) {
      throw new Error(`program ${number}:\n${text}`, { cause: error });
    }
  }
  if (isLong) console.log(JSON.stringify(counts));
  expect(counts.programs).toBe(programs);
  expect(counts.ran).toBeGreaterThan(programs / 10);
});
