import { Failure } from '../../src-shared/domain/failure.ts';
import { Secret } from './secret.ts';

/** The fields of one record, such as `apiKey` and `apiSecret`. */
export type Fields = Readonly<Record<string, Secret>>;

/** What a provider is asked to keep: the type says which fields to expect and is bound to the record. */
export interface RecordContent {
  readonly type: string;
  /** Packed fields; whoever holds them wipes them. */
  readonly packed: Buffer;
}

const layoutVersion = 1;
const mostFields = 32;
const mostNameBytes = 64;
/** The longest value; an RSA key of 4,096 bits as PEM is about 3,300 bytes. */
const mostValueBytes = 16 * 1024;
const headerBytes = 2;

/** @throws Failure `invalid` for names that could not be stored on every system. */
export function checkName(what: 'record id' | 'record type' | 'profile id', name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(name)) {
    throw new Failure(
      'invalid',
      `“${name.slice(0, 40)}” cannot be a ${what}: use letters, digits and . _ : -`,
    );
  }
}

/*
 * Packed form: version, count of fields, then for each its name (length in one byte) and value (length in four bytes,
 * big-endian). Bytes, not JSON, so that no string of the values is made which could not be wiped.
 */

/** @throws Failure `invalid` when there are no fields, too many, or one is too long. */
export function packFields(fields: Fields): Buffer {
  const entries = Object.entries(fields);
  if (entries.length === 0 || entries.length > mostFields) {
    throw new Failure('invalid', `A record has 1 to ${mostFields} fields; this one has ${entries.length}.`);
  }
  let size = headerBytes;
  for (const [name, secret] of entries) {
    const nameBytes = Buffer.byteLength(name);
    if (nameBytes === 0 || nameBytes > mostNameBytes) {
      throw new Failure('invalid', 'The name of a field is empty or too long.');
    }
    if (secret.byteLength > mostValueBytes) {
      throw new Failure('invalid', `The value of “${name}” is longer than ${mostValueBytes} bytes.`);
    }
    size += 1 + nameBytes + 4 + secret.byteLength;
  }
  const packed = Buffer.alloc(size);
  packed.writeUInt8(layoutVersion, 0);
  packed.writeUInt8(entries.length, 1);
  let at = headerBytes;
  for (const [name, secret] of entries) {
    at = packed.writeUInt8(Buffer.byteLength(name), at);
    at += packed.write(name, at);
    at = packed.writeUInt32BE(secret.byteLength, at);
    const value = secret.copyBytes();
    at += value.copy(packed, at);
    value.fill(0);
  }
  return packed;
}

/** Undefined when the bytes are not packed fields. The bytes given remain the caller's to wipe. */
export function unpackFields(packed: Buffer): Fields | undefined {
  const fields: Record<string, Secret> = Object.create(null);
  if (packed.length < headerBytes || packed.readUInt8(0) !== layoutVersion) return undefined;
  const count = packed.readUInt8(1);
  let at = headerBytes;
  const has = (bytes: number) => at + bytes <= packed.length;
  for (let index = 0; index < count; index += 1) {
    if (!has(1)) break;
    const nameBytes = packed.readUInt8(at);
    at += 1;
    if (!has(nameBytes + 4)) break;
    const name = packed.toString('utf8', at, at + nameBytes);
    const valueBytes = packed.readUInt32BE(at + nameBytes);
    at += nameBytes + 4;
    if (!has(valueBytes)) break;
    fields[name] = new Secret(packed.subarray(at, at + valueBytes));
    at += valueBytes;
  }
  if (Object.keys(fields).length === count && at === packed.length) return fields;
  wipeFields(fields);
  return undefined;
}

export function wipeFields(fields: Fields): void {
  for (const secret of Object.values(fields)) secret.wipe();
}
