import { expect, it } from 'vitest';
import { prepareCompiler } from './prepare.ts';

it('the sample that prepares the compiler is a script without mistakes', () => {
  expect(prepareCompiler).not.toThrow();
});
