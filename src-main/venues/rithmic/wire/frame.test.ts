import { describe, expect, it } from 'vitest';
import { frame, unframe } from './frame.ts';

const payload = Uint8Array.of(0x98, 0xb6, 0x4b, 10);

describe('frames', () => {
  it('have the length in front as four bytes, most significant first, where a gateway wants it', () => {
    expect(frame(payload, true)).toEqual(Uint8Array.of(0, 0, 0, 4, 0x98, 0xb6, 0x4b, 10));
    expect(frame(payload, false)).toEqual(payload);
    expect(frame(new Uint8Array(70_000).fill(1), true).subarray(0, 4)).toEqual(
      Uint8Array.of(0, 1, 0x11, 0x70),
    );
  });

  it('are told apart one by one', () => {
    expect(unframe(payload)).toEqual(payload);
    expect(unframe(frame(payload, true))).toEqual(payload);
    const large = new Uint8Array(70_000).fill(1);
    expect(unframe(frame(large, true))).toEqual(large);
  });

  it.each([
    ['nothing', []],
    ['a length alone', [0, 0, 0, 4]],
    ['a length of nothing', [0, 0, 0, 0]],
    ['less than a length', [0, 0]],
    ['too short a message', [0, 0, 0, 5, 1, 2, 3, 4]],
    ['too long a message', [0, 0, 0, 3, 1, 2, 3, 4]],
  ])('are bad when they hold %s', (_what, bytes) => {
    expect(unframe(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('longer than three bytes of length can say are not sent', () => {
    expect(() => frame(new Uint8Array(0x0100_0000), true)).toThrow(RangeError);
  });
});
