import { describe, expect, it } from 'vitest';
import { textLiteral } from './literals.ts';
import { escapes, framed } from './testing/escapes.ts';
import { UnverifiedCode, verify } from './verify.ts';

const harmless = [
  't1 = v1 + 1;',
  't1 = (Math.abs(v1 - 1) <= 1e-10);',
  't1 = (i >= 2 ? b0[i - 2] : NaN);',
  't1 = ((j1 = barAgo(i, v1)) < 0 ? NaN : b0[j1]);',
  't1 = s1.next(v1, "text");',
  'if (v1 > 1) { n[0] = 1; } else { n[0] = (-1); }',
  'for (; t1 < 3; t1 = t1 + 1) { if (t1 === 1) { continue; } break; }',
  't1 = { epoch: epoch(), capture: k0, revert: k0, f0: v1 };',
  't1.f0 = v1;',
  't1 = d1.next("A:B", "60");',
  't1 = (v1, l1.at(i, v1, 3));',
];

describe('verify', () => {
  it('S1: passes what the compiler writes', () => {
    for (const code of harmless) expect(() => verify(framed(code)), code).not.toThrow();
  });

  it('S1: knows at least two hundred ways out, each once', () => {
    expect(escapes.length).toBeGreaterThanOrEqual(200);
    expect(new Set(escapes.map(({ name }) => name)).size).toBe(escapes.length);
    expect(new Set(escapes.map(({ code }) => code)).size).toBe(escapes.length);
  });

  it.each(escapes)('S1, S2: refuses $name', ({ code }) => {
    expect(() => verify(framed(code))).toThrow(UnverifiedCode);
  });

  it('S1: user text comes in as one literal, whatever it says', () => {
    const texts = [
      '"; globalThis.x = 1; "',
      '\u2028\u2029\n\r\0',
      '{1}`',
      '\\',
      '*/ //',
      '</script>',
      "'",
      '\ud800',
    ];
    for (const text of texts) expect(() => verify(framed(`t1 = ${textLiteral(text)};`)), text).not.toThrow();
  });
});
