import { encodeFact } from '../../rithmic/bufbuild-messages.ts';
import type { Fields } from './fields.ts';

/* Bytes of one WebSocket message: the message alone, or behind its length in four bytes. Written from the notes, 2.1. */

export type Unframed = { readonly payload: Uint8Array; readonly isPrefixed: boolean } | undefined;

export function unframe(bytes: Uint8Array): Unframed {
  const [first] = bytes;
  if (first === undefined) return undefined;
  if (first !== 0) return { payload: bytes, isPrefixed: false };
  if (bytes.length <= 4) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  return length === bytes.length - 4 ? { payload: bytes.subarray(4), isPrefixed: true } : undefined;
}

export function frame(payload: Uint8Array, isPrefixed: boolean): Uint8Array {
  if (!isPrefixed) return payload;
  const bytes = new Uint8Array(payload.length + 4);
  new DataView(bytes.buffer).setUint32(0, payload.length);
  bytes.set(payload, 4);
  return bytes;
}

/** The server's habits in writing, all within the format. */
export interface Handwriting {
  /** Where the template id stands in a message. */
  templateId: 'first' | 'last';
  /** Every message carries fields that nobody knows, of every wire type. */
  hasUnknownFields: boolean;
}

/** Fields are written in the order given, so that readers depend on none. */
export function write(name: string, fields: Fields, handwriting: Handwriting): Uint8Array {
  const known = encodeFact(name, fields);
  const [id, body] = split(known);
  const strange = handwriting.hasUnknownFields ? unknownFields : nothing;
  return handwriting.templateId === 'first'
    ? Buffer.concat([id, strange, body])
    : Buffer.concat([body, strange, id]);
}

const nothing = new Uint8Array(0);

/** A message of a template that no definition has. */
export function strangeMessage(templateId: number): Uint8Array {
  return Buffer.concat([tag(154_467, 0), varint(templateId), unknownFields]);
}

function tag(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** A varint, 64 bits, a text, a group with a field in it, 32 bits: under numbers that no message uses. */
const unknownFields = Buffer.concat([
  tag(199_001, 0),
  varint(300),
  tag(199_002, 1),
  new Uint8Array(8).fill(7),
  tag(199_003, 2),
  varint(3),
  Buffer.from('new'),
  tag(199_004, 3),
  tag(199_001, 0),
  varint(1),
  tag(199_004, 4),
  tag(199_005, 5),
  new Uint8Array(4).fill(9),
]);

/** The template id and everything else. */
function split(message: Uint8Array): [Uint8Array, Uint8Array] {
  let at = 0;
  const rest: Uint8Array[] = [];
  let id: Uint8Array = nothing;
  const readVarint = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = readVarint();
    const wireType = key % 8;
    if (wireType === 0) readVarint();
    else if (wireType === 1) at += 8;
    else if (wireType === 2) {
      const length = readVarint();
      at += length;
    } else at += 4;
    const field = message.subarray(start, at);
    if (Math.floor(key / 8) === 154_467) id = field;
    else rest.push(field);
  }
  return [id, Buffer.concat(rest)];
}
