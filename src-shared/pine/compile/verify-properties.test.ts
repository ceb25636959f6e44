import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { diceOf } from './testing/dice.ts';
import { escapes, framed } from './testing/escapes.ts';
import { randomScript } from './testing/random-script.ts';
import { scriptProgram } from './testing/script.ts';
import { verifyTree } from './testing/verify-tree.ts';
import { verify } from './verify.ts';

const folder = join(import.meta.dirname, '../../../assets/scripts');
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.pine'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const random = Array.from({ length: 20 }, (_, seed) => randomScript(diceOf(seed + 100), 8));
const codes = [...samples, ...random].flatMap((text) => {
  const program = scriptProgram(text);
  return (['plain', 'trace', 'profile'] as const).map((mode) => compile(program, { mode }).code);
});
const tokenForm = /[A-Za-z_$][\w$]*|[\d.]+|"[^"\n]*"|[=!]==|&&|\|\||\s|./g;
/** What code is changed with: its own tokens, those of all that was ever tried, and signs that mean something. */
const foreign = [
  ...new Set(escapes.flatMap(({ code }) => code.match(tokenForm) ?? [])),
  '\n',
  '\r',
  '\u2028',
  '\ufeff',
  '--',
  '++',
  '/*',
  '//',
  '<!--',
  '-->',
  '?.',
  '=>',
  '...',
];

function isAccepted(code: string, check: (code: string) => void): boolean {
  try {
    check(code);
    return true;
  } catch {
    return false;
  }
}

/** What is declared twice is refused by the engine itself, whose errors nothing here depends on. */
function isCode(code: string): boolean {
  return isAccepted(code, (text) => new Function(text));
}

describe('verify, beside a public parser', () => {
  it('S1: accepts what the compiler writes, as the other does', () => {
    for (const code of codes) {
      expect(() => verify(code), code).not.toThrow();
      expect(() => verifyTree(code), code).not.toThrow();
    }
  });

  it('S1: accepts nothing of changed code that the other refuses', () => {
    const dice = diceOf(7);
    let accepted = 0;
    const pieces = [...codes, framed('t1 = s1.next(v1);')].map((code) => code.match(tokenForm) ?? []);
    for (let round = 0; round < 2500; round += 1) {
      const own = pieces[dice(pieces.length)] as string[];
      const changed = [...own];
      for (let change = dice(3); change >= 0; change -= 1) {
        const at = dice(changed.length);
        const piece = (dice(2) === 0 ? foreign[dice(foreign.length)] : own[dice(own.length)]) as string;
        const kind = dice(4);
        if (kind === 0) changed.splice(at, 1);
        else if (kind === 1) changed.splice(at, 0, piece);
        else if (kind === 2) changed[at] = piece;
        else [changed[at], changed[dice(changed.length)]] = [own[dice(own.length)] as string, piece];
      }
      const code = changed.join('');
      if (!isAccepted(code, verify)) continue;
      accepted += 1;
      if (isCode(code)) expect(isAccepted(code, verifyTree), code).toBe(true);
    }
    // The changes are small enough that some do no harm.
    expect(accepted).toBeGreaterThan(50);
  });

  it('S1: accepts no beginning of what the compiler writes but the whole', () => {
    for (const code of codes.slice(0, 6)) {
      for (let end = 0; end < code.length; end += 7)
        expect(isAccepted(code.slice(0, end), verify)).toBe(false);
      expect(isAccepted(`${code}\n`, verify)).toBe(false);
      expect(isAccepted(` ${code}`, verify)).toBe(false);
    }
  });
});
