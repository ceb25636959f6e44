import { Failure } from '../../src-shared/domain/failure.ts';
import { readText, replaceFile } from './durable-file.ts';
import {
  isSealIntact,
  keyBytes,
  newHeader,
  openRecord,
  type PassphraseFile,
  parsePassphraseFile,
  type Random,
  saltBytes,
  sealFile,
  sealRecord,
  serialise,
  strengthOf,
  type Unsealed,
  unwrapKey,
  wrapKey,
} from './passphrase-format.ts';
import { cannotWrite, type VaultFolder } from './profile-file.ts';
import type { RecordContent } from './record.ts';
import type { Secret } from './secret.ts';
import { deriveKey, type Strength } from './strength.ts';
import { OneAtATime } from './turns.ts';

export type LoadedVault =
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'read'; readonly file: PassphraseFile };

export async function loadPassphraseFile(folder: VaultFolder, profile: string): Promise<LoadedVault> {
  let content: string;
  try {
    content = await readText(folder.passphrasePath);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { state: 'missing' } : { state: 'unreadable', reason: message };
  }
  const file = parsePassphraseFile(content, profile);
  return typeof file === 'string' ? { state: 'unreadable', reason: file } : { state: 'read', file };
}

/**
 * The vault's key. Undefined when the passphrase is wrong; `damaged` when it is right, and the file is not as it was
 * written.
 */
export async function openWith(
  file: PassphraseFile,
  passphrase: Secret,
): Promise<Buffer | 'damaged' | undefined> {
  const wrapping = await deriveKey(passphrase, Buffer.from(file.kdf.salt, 'base64'), strengthOf(file));
  const key = unwrapKey(file, wrapping);
  wrapping.fill(0);
  if (key === undefined || isSealIntact(file, key)) return key;
  key.fill(0);
  return 'damaged';
}

/** A new, empty vault, on the disk when this resolves. */
export async function createPassphraseVault(parts: {
  readonly folder: VaultFolder;
  readonly profile: string;
  readonly passphrase: Secret;
  readonly strength: Strength;
  readonly random: Random;
  /** Records it starts with. */
  readonly contents?: ReadonlyMap<string, RecordContent>;
}): Promise<PassphraseRecords> {
  const { folder, profile, passphrase, strength, random, contents = new Map() } = parts;
  const key = random(keyBytes);
  const wrapped = await wrapUnder(profile, passphrase, strength, key, random);
  const records = [...contents].map(([id, { type, packed }]) =>
    sealRecord(profile, key, { id, type, revision: 1 }, packed, random),
  );
  const vault = new PassphraseRecords(folder, sealFile({ ...wrapped, records }, key, random), key, random);
  await vault.save();
  return vault;
}

async function wrapUnder(
  profile: string,
  passphrase: Secret,
  strength: Strength,
  key: Buffer,
  random: Random,
): Promise<Omit<Unsealed, 'records'>> {
  const salt = random(saltBytes);
  const header = newHeader(profile, strength, salt);
  const wrapping = await deriveKey(passphrase, salt, strength);
  const wrapped = { ...header, key: wrapKey(header, wrapping, key, random) };
  wrapping.fill(0);
  return wrapped;
}

/** Records of an open passphrase vault. Holds the vault's key until `wipe()`; changes go to the disk one at a time. */
export class PassphraseRecords {
  readonly #folder: VaultFolder;
  readonly #key: Buffer;
  readonly #random: Random;
  #file: PassphraseFile;
  #isWiped = false;
  readonly #queue = new OneAtATime();

  constructor(folder: VaultFolder, file: PassphraseFile, key: Buffer, random: Random) {
    this.#folder = folder;
    this.#file = file;
    this.#key = key;
    this.#random = random;
  }

  get file(): PassphraseFile {
    return this.#file;
  }

  store(id: string, { type, packed }: RecordContent): Promise<void> {
    return this.#change((file, key) => {
      const before = file.records.find((record) => record.id === id);
      const revision = (before?.revision ?? 0) + 1;
      const fresh = sealRecord(file.profile, key, { id, type, revision }, packed, this.#random);
      return { ...file, records: [...file.records.filter((record) => record.id !== id), fresh] };
    });
  }

  /** The caller wipes what it gets. Undefined when there is no such record. */
  load(id: string): RecordContent | undefined {
    const record = this.#file.records.find((candidate) => candidate.id === id);
    if (record === undefined) return undefined;
    const packed = openRecord(this.#file.profile, this.#liveKey(), record);
    if (packed === undefined) throw new Error(`record ${id} does not open under an intact seal`);
    return { type: record.type, packed };
  }

  remove(id: string): Promise<void> {
    return this.#change((file) => ({ ...file, records: file.records.filter((record) => record.id !== id) }));
  }

  /** Wraps the same key under another passphrase; the records stay as they are (K4). */
  rewrap(passphrase: Secret, strength: Strength): Promise<void> {
    return this.#change(async (file, key) => ({
      ...file,
      ...(await wrapUnder(file.profile, passphrase, strength, key, this.#random)),
    }));
  }

  /** Writes the present content. @throws Failure `unavailable` when the disk refuses. */
  save(): Promise<void> {
    return this.#change((file) => file);
  }

  wipe(): void {
    this.#isWiped = true;
    this.#key.fill(0);
  }

  #change(change: (file: PassphraseFile, key: Buffer) => Unsealed | Promise<Unsealed>): Promise<void> {
    return this.#queue.run(async () => {
      // A copy, so that a lock in the middle of a write does not seal a file under zeros.
      const key = Buffer.from(this.#liveKey());
      try {
        const next = sealFile(await change(this.#file, key), key, this.#random);
        await this.#write(next, key);
        this.#file = next;
      } finally {
        key.fill(0);
      }
    });
  }

  async #write(next: PassphraseFile, key: Buffer): Promise<void> {
    const content = serialise(next);
    const opens = (found: string) => {
      const file = parsePassphraseFile(found, next.profile);
      return typeof file !== 'string' && found === content && isSealIntact(file, key);
    };
    try {
      await this.#folder.create();
      await replaceFile(this.#folder.passphrasePath, content, opens);
    } catch (cause) {
      throw cannotWrite(this.#folder.passphrasePath, cause);
    }
  }

  #liveKey(): Buffer {
    if (this.#isWiped) throw new Failure('unauthorised', 'The vault was locked meanwhile.');
    return this.#key;
  }
}
