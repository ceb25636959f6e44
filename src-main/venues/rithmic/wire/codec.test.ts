import { describe, expect, it } from 'vitest';
import { decodeFrame, decodeMessage, encodeMessage } from './codec.ts';

/** Field 154467, varint: the template id of a message. */
const template = (id: number) => [...tag(154_467, 0), ...varint(BigInt(id))];
const tag = (field: number, wireType: number) => varint(BigInt(field * 8 + wireType));
const symbol = [...tag(110_100, 2), 4, ...Buffer.from('ESZ6')];

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const read = (...parts: readonly (readonly number[])[]) => decodeMessage(Uint8Array.from(parts.flat()));
const lastTrade = (...parts: readonly (readonly number[])[]) => read(template(150), symbol, ...parts);
const corrupt = (reason: string) => ({ name: 'corrupt', reason: expect.stringContaining(reason) });
const trade = (fields: object) => ({
  name: 'LastTrade',
  templateId: 150,
  fields: { symbol: 'ESZ6', ...fields },
});

describe('a message is read', () => {
  it('with absent fields absent, and zero, false and empty text present', () => {
    const payload = encodeMessage('LastTrade', {
      symbol: '',
      trade_size: 0,
      is_snapshot: false,
      trade_price: 0,
    });
    const decoding = decodeMessage(payload);
    expect(decoding).toEqual({
      name: 'LastTrade',
      templateId: 150,
      fields: { symbol: '', trade_size: 0, is_snapshot: false, trade_price: 0 },
    });
    expect(decoding).toMatchObject({ fields: { volume: undefined } });
  });

  it('as the template its id names: one number is a bool here and a list of enumerations there', () => {
    const field = [...tag(110_121, 0), 1];
    expect(read(template(150), field)).toMatchObject({ name: 'LastTrade', fields: { is_snapshot: true } });
    expect(read(template(160), field)).toMatchObject({ name: 'DepthByOrder', fields: { update_type: [1] } });
  });

  it('with the last value of a field that comes twice', () => {
    const size = (value: bigint) => [...tag(100_178, 0), ...varint(value)];
    expect(lastTrade(size(3n), size(5n))).toEqual(trade({ trade_size: 5 }));
  });

  it('with negative numbers of ten bytes and, from careless writers, of five', () => {
    expect(lastTrade([...tag(100_178, 0), ...varint(-7n)])).toEqual(trade({ trade_size: -7 }));
    expect(lastTrade([...tag(100_178, 0), ...varint(0xffff_fff9n)])).toEqual(trade({ trade_size: -7 }));
  });

  it('with 64 bits exact', () => {
    for (const volume of [0n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n]) {
      expect(lastTrade([...tag(100_032, 0), ...varint(volume)])).toEqual(trade({ volume }));
    }
  });

  it('with lists packed, unpacked and mixed, and their entries between other fields', () => {
    const type = (wireType: number) => tag(110_121, wireType);
    expect(
      read([...type(0), 1], template(160), [...type(2), 2, 2, 3], symbol, [...type(0), 1], [...type(2), 0]),
    ).toEqual({
      name: 'DepthByOrder',
      templateId: 160,
      fields: { symbol: 'ESZ6', update_type: [1, 2, 3, 1] },
    });
  });

  it('with values of enumerations that nobody knows yet', () => {
    expect(lastTrade([...tag(112_003, 0), 77])).toEqual(trade({ aggressor: 77 }));
  });

  it('past fields it does not have, of every wire type, groups in groups too', () => {
    const unknown = [
      [...tag(99_001, 0), ...varint(2n ** 64n - 1n)],
      [...tag(99_002, 1), 1, 2, 3, 4, 5, 6, 7, 8],
      [...tag(99_003, 2), 3, 1, 2, 3],
      [...tag(9, 3), ...tag(10, 3), ...tag(11, 0), 5, ...tag(10, 4), ...tag(9, 4)],
      [...tag(1, 5), 1, 2, 3, 4],
    ];
    expect(lastTrade(...unknown, [...tag(100_178, 0), 2])).toEqual(trade({ trade_size: 2 }));
    expect(read(...unknown, template(150), symbol)).toEqual(trade({}));
  });

  it('with U+FFFD in place of bytes that are no UTF-8, for the rest of the message is good', () => {
    const text = [...tag(110_101, 2), 3, 0x43, 0xff, 0x45];
    expect(lastTrade(text)).toEqual(trade({ exchange: 'C\ufffdE' }));
  });

  it('of a template nobody knows yet by its number', () => {
    expect(read(template(4_000_000), symbol)).toEqual({ name: 'unknown', templateId: 4_000_000 });
    expect(read(template(151 - 2 + 0x1000), symbol)).toEqual({ name: 'unknown', templateId: 4245 });
  });
});

describe('a message is corrupt', () => {
  it('when it is empty or has no template id, a bad one, or two', () => {
    expect(read()).toEqual(corrupt('template id is missing'));
    expect(read(symbol)).toEqual(corrupt('template id is missing'));
    expect(read(template(0))).toEqual(corrupt('0 is no template id'));
    expect(read([...tag(154_467, 0), ...varint(-3n)])).toEqual(corrupt('-3 is no template id'));
    expect(read([...tag(154_467, 2), 1, 0])).toEqual(corrupt('wrong wire type'));
    expect(lastTrade(template(151))).toEqual(corrupt('two template ids'));
  });

  it('when a field it has comes with the wrong wire type', () => {
    expect(lastTrade([...tag(100_178, 2), 1, 5])).toEqual(corrupt('field 100178 has the wrong wire type 2'));
    expect(lastTrade([...tag(100_006, 5), 1, 2, 3, 4])).toEqual(
      corrupt('field 100006 has the wrong wire type 5'),
    );
  });

  it('when a number is too long or too large', () => {
    const eleven = [...Array.from({ length: 10 }, () => 0x80), 0];
    const beyond = [...Array.from({ length: 9 }, () => 0xff), 2];
    expect(lastTrade([...tag(100_032, 0), ...eleven])).toEqual(corrupt('longer than ten bytes'));
    expect(lastTrade([...tag(100_032, 0), ...beyond])).toEqual(corrupt('beyond 64 bits'));
    expect(lastTrade([...tag(100_178, 0), ...varint(2n ** 35n)])).toEqual(corrupt('beyond 32 bits'));
    expect(lastTrade([...tag(100_178, 0), ...varint(-(2n ** 33n))])).toEqual(corrupt('beyond 32 bits'));
    expect(lastTrade([...tag(149_138, 0), ...varint(2n ** 32n)])).toEqual(corrupt('beyond 32 bits'));
    expect(lastTrade(varint(2n ** 40n))).toEqual(corrupt('field number is too large'));
  });

  it('when it ends early, wherever that is', () => {
    const fields = { symbol: 'ESZ6', exchange: 'CME', trade_price: 1.5, trade_size: -1, volume: 2n ** 60n };
    const payload = encodeMessage('LastTrade', fields);
    let cut = 0;
    for (let length = 0; length < payload.length; length += 1) {
      const decoding = decodeMessage(payload.subarray(0, length));
      if (decoding.name === 'corrupt') cut += 1;
      // Between two fields the end of a message cannot be told from an early one.
      else expect(decoding).toMatchObject({ name: 'LastTrade' });
    }
    expect(cut).toBeGreaterThan(payload.length - 8);
  });

  it('when a length reaches beyond the end or a list ends inside a number', () => {
    expect(lastTrade([...tag(110_101, 2), 200, 1, 0x43])).toEqual(corrupt('beyond the end of the message'));
    expect(lastTrade([...tag(110_101, 2), 255, 255, 255, 255, 15])).toEqual(corrupt('beyond the end'));
    expect(read(template(160), [...tag(110_121, 2), 1, 0x81, 1])).toEqual(
      corrupt('beyond the end of its list'),
    );
  });

  it('when a field has the number 0 or a wire type that does not exist', () => {
    expect(lastTrade([0, 1])).toEqual(corrupt('number 0'));
    expect(lastTrade([...tag(5, 6)])).toEqual(corrupt('unknown wire type 6'));
    expect(lastTrade([...tag(5, 7)])).toEqual(corrupt('unknown wire type 7'));
  });

  it('when groups are open, closed without having been opened, crossed, or too deep', () => {
    expect(lastTrade(tag(9, 3))).toEqual(corrupt('ends inside group 9'));
    expect(lastTrade(tag(9, 4))).toEqual(corrupt('end of group 9 without its beginning'));
    expect(lastTrade([...tag(9, 3), ...tag(8, 4)])).toEqual(corrupt('group 9 ends as group 8'));
    const deep = Array.from({ length: 50_000 }, () => tag(9, 3)).flat();
    expect(lastTrade(deep)).toEqual(corrupt('nested more than'));
  });
});

describe('what a socket gave', () => {
  const payload = encodeMessage('LastTrade', { symbol: 'ESZ6' });

  it('is read with a length in front and without', () => {
    expect(decodeFrame(payload)).toEqual(trade({}));
    expect(decodeFrame(Uint8Array.of(0, 0, 0, payload.length, ...payload))).toEqual(trade({}));
  });

  it('is corrupt when the length in front is another', () => {
    expect(decodeFrame(Uint8Array.of(0, 0, 0, payload.length + 1, ...payload))).toEqual(
      corrupt('length in front'),
    );
  });

  it('is copied where bytes are given out, so that the socket may use its own again', () => {
    const bytes = encodeMessage('ResponseShowAgreement', { agreement: Uint8Array.of(1, 2, 3) });
    const decoding = decodeMessage(bytes);
    bytes.fill(0);
    expect(decoding).toMatchObject({ fields: { agreement: Uint8Array.of(1, 2, 3) } });
  });
});

describe('a message is not written', () => {
  it.each([
    ['a number with decimals', { trade_size: 1.5 }],
    ['a number beyond 32 bits', { trade_size: 2 ** 31 }],
    ['no number', { ssboe: Number.NaN }],
    ['a negative number without a sign', { presence_bits: -1 }],
    ['more than 64 bits', { volume: 2n ** 64n }],
    ['a negative amount', { volume: -1n }],
    ['half of a character', { symbol: '\ud835' }],
  ])('with %s', (_what, fields) => {
    expect(() => encodeMessage('LastTrade', fields)).toThrow(RangeError);
    expect(decodeMessage(encodeMessage('LastTrade', { symbol: 'ESZ6' }))).toEqual(trade({}));
  });

  it('in part when it outgrows what was kept ready', () => {
    const text = 'ü'.repeat(200_000);
    expect(decodeMessage(encodeMessage('LastTrade', { symbol: text }))).toEqual(trade({ symbol: text }));
  });
});
