import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineMap } from './line-map.ts';

it('counts lines and columns from one', () => {
  const map = lineMap('ab\r\nc\n\rd');
  expect(map.lineCount).toBe(4);
  expect(map.positionOf(0)).toEqual({ line: 1, column: 1 });
  expect(map.positionOf(4)).toEqual({ line: 2, column: 1 });
  expect(map.positionOf(7)).toEqual({ line: 4, column: 1 });
  expect([1, 2, 3, 4, 5].map(map.lineText)).toEqual(['ab', 'c', '', 'd', '']);
});

it('takes places outside the text as its nearest ones', () => {
  const map = lineMap('ab\nc');
  expect(map.offsetOf({ line: 1, column: 99 })).toBe(2);
  expect(map.offsetOf({ line: 99, column: 99 })).toBe(4);
  expect(map.positionOf(-5)).toEqual({ line: 1, column: 1 });
  expect(map.positionOf(99)).toEqual({ line: 2, column: 2 });
});

it('an offset outside line ends survives the way there and back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\n', '\t', 'é', '\r'), { maxLength: 40 }),
      fc.nat(40),
      (parts, at) => {
        const text = parts.join('');
        const map = lineMap(text);
        const offset = Math.min(at, text.length);
        if (text[offset - 1] === '\r' && text[offset] === '\n') return;
        expect(map.offsetOf(map.positionOf(offset))).toBe(offset);
      },
    ),
  );
});
