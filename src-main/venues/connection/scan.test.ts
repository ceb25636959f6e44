import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteNames, ByteScanner, literal } from './scan.ts';

function scanning(text: string): ByteScanner {
  const scanner = new ByteScanner();
  scanner.load(Buffer.from(text));
  return scanner;
}

const digits = (from: number, to: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to })
    .map((numbers) => numbers.join(''));
const decimalTexts = fc
  .tuple(fc.constantFrom('', '-'), digits(1, 18), fc.option(digits(1, 20)))
  .map(([sign, whole, fraction]) => sign + whole + (fraction === null ? '' : `.${fraction}`));

describe('a byte scanner', () => {
  test('W3: reads any decimal as the double that JavaScript reads', () => {
    fc.assert(
      fc.property(decimalTexts, (text) => {
        const scanner = scanning(`${text}"`);
        expect(scanner.decimal()).toBe(Number(text));
        expect([scanner.isSound, scanner.at]).toEqual([true, text.length]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    '1137012345.30000000',
    '-9999999999999.00000000',
    '0.00000000000000000000',
    '123456789012345678901234567890',
    '123456789.123456789',
    '999999999.999999999',
    '9007199254740993.10000000',
    '0.1234567890123456789',
  ])('W3: reads %s, which is long, as JavaScript does', (text) => {
    const scanner = scanning(`${text}"`);
    expect(scanner.decimal()).toBe(Number(text));
    expect([scanner.isSound, scanner.at]).toEqual([true, text.length]);
  });

  test('W3: reads whole numbers of any length below 2^53', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        const scanner = scanning(`${number},`);
        expect([scanner.integer(), scanner.isSound]).toEqual([number, true]);
      }),
    );
    for (const text of [
      '999999999',
      '1000000000',
      '12345678901234567890',
      '007',
      '1234567890123456789012345',
    ]) {
      const scanner = scanning(`${text},`);
      const read = scanner.integer();
      expect(scanner.isSound, text).toBe(text.length <= 10 && text !== '007');
      if (scanner.isSound) expect(read).toBe(Number(text));
    }
  });

  test('W3: reads a decimal as exact units, or says that it cannot', () => {
    fc.assert(
      fc.property(decimalTexts, fc.integer({ min: 0, max: 12 }), (text, decimals) => {
        const scanner = scanning(`${text}"`);
        const units = scanner.units(decimals);
        const [whole = '', fraction = ''] = text.split('.');
        const isOnGrid = /^0*$/.test(fraction.slice(decimals));
        const exact = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
        const isSmall = (exact < 0n ? -exact : exact) <= BigInt(Number.MAX_SAFE_INTEGER);
        expect(scanner.isSound).toBe(isOnGrid && isSmall);
        if (isOnGrid && isSmall) expect([BigInt(units), scanner.at]).toEqual([exact, text.length]);
      }),
      { numRuns: 2000 },
    );
  });

  test('W3: reads whole numbers exactly and finds those beyond 2^53 a surprise', () => {
    expect(scanning('9007199254740991,').integer()).toBe(Number.MAX_SAFE_INTEGER);
    const tooLarge = scanning('9007199254740993');
    tooLarge.integer();
    expect(tooLarge.isSound).toBe(false);
  });

  test.each(['', '-', '.5', '5.', 'x', '"', '1e'.slice(2)])('finds “%s” no number', (text) => {
    for (const read of ['integer', 'decimal'] as const) {
      if (read === 'integer' && text === '5.') continue;
      const scanner = scanning(text);
      scanner[read]();
      expect(scanner.isSound).toBe(false);
    }
    const scanner = scanning(text);
    scanner.units(2);
    expect(scanner.isSound).toBe(false);
  });

  test.each(['007', '00'])(
    'finds the padded whole number %s a surprise, which JSON does not know',
    (text) => {
      const scanner = scanning(text);
      scanner.integer();
      expect(scanner.isSound).toBe(false);
    },
  );

  test('finds a decimal of more than 40 characters a surprise', () => {
    for (const text of ['1'.repeat(41), `0.${'0'.repeat(40)}`]) {
      const [asNumber, asUnits] = [scanning(text), scanning(text)];
      asNumber.decimal();
      asUnits.units(2);
      expect([asNumber.isSound, asUnits.isSound]).toEqual([false, false]);
    }
  });

  test('stays unsound after a surprise until the next frame, and never reads past the end', () => {
    const scanner = scanning('{"a":1');
    scanner.expect(literal('{"b":'));
    expect(scanner.isSound).toBe(false);
    scanner.expect(literal('{"a":'));
    expect([scanner.isSound, scanner.integer(), scanner.isAtEnd, scanner.next]).toEqual([false, 1, true, -1]);
    scanner.load(Buffer.from('{"a":'));
    expect(scanner.isSound).toBe(true);
    scanner.expect(literal('{"a":1'));
    expect(scanner.isSound).toBe(false);
  });

  test('accepts what may be missing without minding when it is', () => {
    const scanner = scanning('true,false,null');
    expect([
      scanner.accept(literal('false')),
      scanner.boolean(),
      scanner.accept(literal(',')),
      scanner.boolean(),
    ]).toEqual([false, true, true, false]);
    scanner.expect(literal(','));
    expect([scanner.isSound, scanner.boolean(), scanner.isSound]).toEqual([true, false, false]);
  });

  test('steps over strings, escaped quotes included, and takes unescaped ones as text', () => {
    const scanner = scanning(String.raw`"a\"b\\","déjà","x\n"`);
    scanner.expect(literal('"'));
    scanner.skipString();
    scanner.expect(literal(',"'));
    expect([scanner.text(), scanner.isSound]).toEqual(['déjà', true]);
    scanner.expect(literal(',"'));
    expect([scanner.text(), scanner.isSound]).toEqual(['', false]);
    const open = scanning('"never closed');
    open.expect(literal('"'));
    open.skipString();
    expect([open.isSound, open.isAtEnd]).toEqual([false, true]);
  });

  test('finds names by their bytes, whatever came before, and none that it was not given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 12 })), (all) => {
        const plain = all.filter((name) => !/["\\]/.test(name));
        const names = new ByteNames<string>();
        for (const name of plain.slice(1)) names.set(name, name);
        for (const name of plain.slice(1)) names.set(name, `the ${name}`);
        for (const name of [...plain, ...plain]) {
          const scanner = scanning(`${name}"`);
          const isKnown = name !== plain[0];
          expect(scanner.name(names)).toBe(isKnown ? `the ${name}` : undefined);
          expect(scanner.isSound).toBe(isKnown);
        }
        names.clear();
        expect(scanning(`${plain[1]}"`).name(names)).toBeUndefined();
      }),
    );
  });
});
