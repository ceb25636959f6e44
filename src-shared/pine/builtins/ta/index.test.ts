import { expect, test } from 'vitest';
import { mathBuiltins } from '../math/index.ts';
import { readSignature, readVariableType } from '../signature.ts';
import { taBuiltins } from './index.ts';

const all = [...taBuiltins, ...mathBuiltins];

test('every signature and type can be read', () => {
  for (const builtin of all) {
    if (builtin.kind === 'variable') readVariableType(builtin.type);
    else for (const signature of builtin.signatures) readSignature(signature);
  }
});

test('every built-in has a name of its own kind and says what na does', () => {
  const names = all.map(({ kind, name }) => `${kind} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(taBuiltins).toHaveLength(69);
  expect(mathBuiltins.filter(({ name }) => name.startsWith('math.'))).toHaveLength(28);
});
