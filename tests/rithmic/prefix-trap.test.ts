import { isDeepStrictEqual } from 'node:util';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeMessage } from '../../src-main/venues/rithmic/wire/codec.ts';
import { frame } from '../../src-main/venues/rithmic/wire/frame.ts';
import { encodeFact } from './bufbuild-messages.ts';

/*
 * A message whose length was left in front of it is read “by accident” by a lenient decoder as long as it is short: the zero
 * bytes pass for fields of number 0. Longer ones break. Ours must strip the length, and refuse it where it was not stripped.
 */

const login = (size: number) => ({ user: 'trader', password: 'x'.repeat(size), system_name: 'Rithmic Test' });

const texts: Readonly<Record<number, string>> = { 131003: 'user', 130004: 'password', 153628: 'system_name' };

/** As generated decoders of many libraries go about it: what is not known is passed over, field 0 included. */
function lenient(bytes: Uint8Array): Readonly<Record<string, string>> {
  const reader = protobuf.Reader.create(bytes);
  const fields: Record<string, string> = {};
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const name = texts[tag >>> 3];
    if (name === undefined) reader.skipType(tag & 7);
    else fields[name] = reader.string();
  }
  return fields;
}

function outcome(size: number): 'whole' | 'damaged' | 'refused' {
  const fields = login(size);
  try {
    const read = lenient(frame(encodeFact('RequestLogin', fields), true));
    return isDeepStrictEqual(Object.entries(read).sort(), Object.entries(fields).sort())
      ? 'whole'
      : 'damaged';
  } catch {
    return 'refused';
  }
}

describe.each([
  ['below 128 bytes', 40],
  ['above 128 bytes', 140],
  ['of several kilobytes', 9_000],
])('a message %s', (_size, size) => {
  const fields = login(size);
  const payload = encodeFact('RequestLogin', fields);
  const framed = frame(payload, true);

  it('is read alike with and without a length in front', () => {
    expect(payload.length > 128).toBe(size > 100);
    for (const bytes of [payload, framed]) {
      expect(decodeFrame(bytes)).toEqual({ name: 'RequestLogin', templateId: 10, fields });
    }
  });

  it('is refused by the decoder itself when the length was not taken away', () => {
    expect(decodeMessage(framed)).toEqual({
      name: 'corrupt',
      reason: expect.stringContaining('number 0'),
    });
  });
});

it('springs on lenient decoders: short messages come out whole, some longer ones damaged and most not at all', () => {
  const sizes = Array.from({ length: 400 }, (_, index) => index);
  const isShort = (size: number) => encodeFact('RequestLogin', login(size)).length < 128;
  const short = sizes.filter(isShort).map(outcome);
  const long = sizes.filter((size) => !isShort(size)).map(outcome);
  expect(short.length).toBeGreaterThan(50);
  expect(new Set(short)).toEqual(new Set(['whole']));
  expect(long.filter((one) => one === 'refused').length).toBeGreaterThan(long.length / 2);
  console.log(
    `above 128 bytes: ${long.filter((one) => one === 'damaged').length} of ${long.length} damaged, the rest refused`,
  );
});
