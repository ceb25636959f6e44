import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { type Strength, strengthFault } from './strength.ts';

/*
 * `passphrase.vault`, version 1. JSON, binary members in base64. AES-256-GCM everywhere (12-byte random nonces, tag of
 * 16 bytes behind the ciphertext), since both Node and Electron have it.
 *   kdf      Argon2id's parameters: passphrase → wrapping key
 *   key      the vault's random 256-bit key under the wrapping key; bound to format, profile and all of `kdf`
 *   records  each under the vault's key; bound to profile, id, type and revision
 *   seal     nothing, encrypted under the vault's key; bound to a digest of all the rest. Shows that a record was taken
 *            away, or put back from an older file, and that no half-written mixture is taken for a vault
 */
const formatName = 'tidemark passphrase vault';
const formatVersion = 1;
export const keyBytes = 32;
export const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

const base64 = z.base64().max(2 ** 21);
const box = z.strictObject({ nonce: base64, sealed: base64 });
const name = z.string().min(1).max(128);

const form = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  profile: name,
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: z.number().int(),
    passes: z.number().int(),
    lanes: z.number().int(),
    salt: base64,
  }),
  key: box,
  records: z
    .array(z.strictObject({ id: name, type: name, revision: z.number().int().min(1), ...box.shape }))
    .max(10_000),
  seal: box,
});

export type PassphraseFile = z.infer<typeof form>;
export type SealedRecord = PassphraseFile['records'][number];
export type Box = z.infer<typeof box>;
export type Random = (bytes: number) => Buffer;

/** The file, or in words why the text is none that may be used. */
export function parsePassphraseFile(content: string, profile: string): PassphraseFile | string {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return 'it is not JSON';
  }
  const { version } = (json ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > formatVersion) return 'it was written by a newer Tidemark';
  const parsed = form.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `it is not a passphrase vault (${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown form'})`;
  }
  const file = parsed.data;
  if (file.profile !== profile) return 'it belongs to another profile';
  const fault = strengthFault(file.kdf);
  if (fault !== undefined) return fault;
  if (Buffer.from(file.kdf.salt, 'base64').length !== saltBytes) return 'its salt has a wrong length';
  if (new Set(file.records.map(({ id }) => id)).size !== file.records.length) return 'it has a record twice';
  return file;
}

export function strengthOf({ kdf: { memoryKiB, passes, lanes } }: PassphraseFile): Strength {
  return { memoryKiB, passes, lanes };
}

/** Everything of a file but its seal. */
export type Unsealed = Omit<PassphraseFile, 'seal'>;

export function newHeader(
  profile: string,
  strength: Strength,
  salt: Buffer,
): Pick<PassphraseFile, 'format' | 'version' | 'profile' | 'kdf'> {
  return {
    format: formatName,
    version: formatVersion,
    profile,
    kdf: { name: 'argon2id', ...strength, salt: salt.toString('base64') },
  };
}

export function wrapKey(
  header: Unsealed | Omit<Unsealed, 'key' | 'records'>,
  wrapping: Buffer,
  key: Buffer,
  random: Random,
): Box {
  return seal(wrapping, key, keyContext(header), random);
}

/** The vault's key; undefined when the passphrase is another, or the header was changed. */
export function unwrapKey(file: Unsealed, wrapping: Buffer): Buffer | undefined {
  const key = open(wrapping, file.key, keyContext(file));
  if (key === undefined || key.length === keyBytes) return key;
  key.fill(0);
  return undefined;
}

export function sealRecord(
  profile: string,
  key: Buffer,
  record: Pick<SealedRecord, 'id' | 'type' | 'revision'>,
  packed: Buffer,
  random: Random,
): SealedRecord {
  return { ...record, ...seal(key, packed, recordContext(profile, record), random) };
}

/** The packed fields, the caller's to wipe; undefined when the record was changed or belongs elsewhere. */
export function openRecord(profile: string, key: Buffer, record: SealedRecord): Buffer | undefined {
  return open(key, record, recordContext(profile, record));
}

export function sealFile(unsealed: Unsealed, key: Buffer, random: Random): PassphraseFile {
  return { ...unsealed, seal: seal(key, Buffer.alloc(0), fileContext(unsealed), random) };
}

export function isSealIntact(file: PassphraseFile, key: Buffer): boolean {
  return open(key, file.seal, fileContext(file)) !== undefined;
}

export function serialise(file: PassphraseFile): string {
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

function keyContext({
  format,
  version,
  profile,
  kdf,
}: Pick<PassphraseFile, 'format' | 'version' | 'profile' | 'kdf'>) {
  return context('key', [format, version, profile, kdf.name, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt]);
}

function recordContext(
  profile: string,
  { id, type, revision }: Pick<SealedRecord, 'id' | 'type' | 'revision'>,
) {
  return context('record', [formatName, formatVersion, profile, id, type, revision]);
}

function fileContext(file: Unsealed): Buffer {
  const records = file.records.map(({ id, type, revision, nonce, sealed }) => [
    id,
    type,
    revision,
    nonce,
    sealed,
  ]);
  const parts = [keyContext(file).toString('utf8'), file.key.nonce, file.key.sealed, records];
  return context('file', [createHash('sha256').update(JSON.stringify(parts)).digest('base64')]);
}

/** Associated data: a JSON list cannot be read in two ways, as joined text can. */
function context(what: 'key' | 'record' | 'file', parts: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify([what, ...parts]), 'utf8');
}

function seal(key: Buffer, plain: Buffer, associated: Buffer, random: Random): Box {
  const nonce = random(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') };
}

function open(key: Buffer, { nonce, sealed }: Box, associated: Buffer): Buffer | undefined {
  const [nonceRaw, sealedRaw] = [Buffer.from(nonce, 'base64'), Buffer.from(sealed, 'base64')];
  if (nonceRaw.length !== nonceBytes || sealedRaw.length < tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceRaw, { authTagLength: tagBytes });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealedRaw.subarray(sealedRaw.length - tagBytes));
  const plain = decipher.update(sealedRaw.subarray(0, sealedRaw.length - tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    // The tag does not fit. What was deciphered so far is not to be trusted, and not to be left lying about.
    plain.fill(0);
    return undefined;
  }
}
