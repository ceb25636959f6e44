/** The single fields of a message, each with its tag; the message is their concatenation. Reads what the tests have made. */
export function fieldsOf(payload: Uint8Array): readonly Uint8Array[] {
  const fields: Uint8Array[] = [];
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = payload[position] ?? 0;
      position += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (position < payload.length) {
    const start = position;
    const wireType = varint() & 7;
    if (wireType === 0) varint();
    else if (wireType === 1) position += 8;
    else if (wireType === 2) {
      const length = varint();
      position += length;
    } else throw new Error(`a field of wire type ${wireType}`);
    fields.push(payload.subarray(start, position));
  }
  return fields;
}

export function varintOf(value: number | bigint): readonly number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return bytes;
}

export function tagOf(field: number, wireType: number): readonly number[] {
  return varintOf(field * 8 + wireType);
}
