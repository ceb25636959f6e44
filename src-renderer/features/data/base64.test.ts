import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToBase64 } from './base64.ts';

test('bytes of any length come back from base64 as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60_000 }), (bytes) => {
      expect(Buffer.from(bytesToBase64(bytes), 'base64').equals(Buffer.from(bytes))).toBe(true);
    }),
    { numRuns: 30 },
  );
});
