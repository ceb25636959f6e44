import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';
import { readText, replaceFile } from './durable-file.ts';
import { OneAtATime } from './turns.ts';

const formatName = 'tidemark vault record';
const name = z.string().min(1).max(128);

/** What the profile knows of its vault (K3): which provider it has, and where the keychain keeps what. No secrets. */
const profileRecord = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(1),
  profile: name,
  provider: z.enum(['keychain', 'passphrase']),
  /** The keychain that holds the records; the marker is stored in it too, and tells it from any other keychain. */
  keychain: z.strictObject({ backend: name, service: name, marker: name }).nullable(),
  /** Records in the keychain. `entry` is drawn anew for each version of a record, so that versions never mix. */
  records: z
    .array(z.strictObject({ id: name, type: name, entry: name, parts: z.number().int().min(1).max(1000) }))
    .max(10_000),
  /** Accounts in the keychain that hold nothing wanted: interrupted, replaced or removed. Deleted when it answers. */
  sweep: z.array(z.string().min(1).max(400)).max(100_000),
  /** The passphrase file has been moved to the keychain and is to be removed. */
  hasOldPassphraseFile: z.boolean(),
});

export type ProfileRecord = z.infer<typeof profileRecord>;
export type RecordPlace = ProfileRecord['records'][number];

export type LoadedRecord =
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'read'; readonly record: ProfileRecord };

export function newProfileRecord(
  profile: string,
  rest: Pick<ProfileRecord, 'provider' | 'keychain'> & Partial<ProfileRecord>,
): ProfileRecord {
  return {
    format: formatName,
    version: 1,
    profile,
    records: [],
    sweep: [],
    hasOldPassphraseFile: false,
    ...rest,
  };
}

/** The folder of a profile's vault, readable for its owner only (K5). */
export class VaultFolder {
  readonly path: string;
  readonly recordPath: string;
  readonly passphrasePath: string;
  readonly triesPath: string;

  constructor(profile: string) {
    this.path = join(profile, 'vault');
    this.recordPath = join(this.path, 'vault.json');
    this.passphrasePath = join(this.path, 'passphrase.vault');
    this.triesPath = join(this.path, 'tries.json');
  }

  async create(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await this.restrict();
  }

  /** Takes back rights that others were given, by a copy or by hand. Best effort: the disk may be read-only. */
  async restrict(): Promise<void> {
    if (process.platform === 'win32') return;
    const ignoreFailure = () => undefined;
    await chmod(this.path, 0o700).catch(ignoreFailure);
    for (const file of [this.recordPath, this.passphrasePath, this.triesPath]) {
      await chmod(file, 0o600).catch(ignoreFailure);
    }
  }
}

/** `vault.json`: read once, changed one change at a time, each on the disk before it counts. */
export class ProfileFile {
  readonly #folder: VaultFolder;
  #record: ProfileRecord | undefined;
  readonly #queue = new OneAtATime();

  constructor(folder: VaultFolder) {
    this.#folder = folder;
  }

  get record(): ProfileRecord | undefined {
    return this.#record;
  }

  async load(): Promise<LoadedRecord> {
    let content: string;
    try {
      content = await readText(this.#folder.recordPath);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return { state: 'missing' };
      return { state: 'unreadable', reason: message };
    }
    const record = parse(content);
    if (typeof record === 'string') return { state: 'unreadable', reason: record };
    this.#record = record;
    return { state: 'read', record };
  }

  /** Writes the first record, or another in the place of one that was set aside. */
  write(record: ProfileRecord): Promise<void> {
    return this.#queue.run(() => this.#put(record));
  }

  update(change: (record: ProfileRecord) => ProfileRecord): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#record === undefined) {
        throw new Failure(
          'unavailable',
          'The vault’s record vault/vault.json could not be made yet; is the disk writable?',
        );
      }
      await this.#put(change(this.#record));
    });
  }

  forget(): void {
    this.#record = undefined;
  }

  async #put(record: ProfileRecord): Promise<void> {
    try {
      await this.#folder.create();
      await replaceFile(
        this.#folder.recordPath,
        `${JSON.stringify(record, undefined, 1)}\n`,
        (content) => typeof parse(content) !== 'string',
      );
    } catch (cause) {
      throw cannotWrite(this.#folder.recordPath, cause);
    }
    this.#record = record;
  }
}

export function cannotWrite(path: string, cause: unknown): Failure {
  const { code } = cause as NodeJS.ErrnoException;
  return new Failure(
    'unavailable',
    `The vault cannot be written (${path}${code === undefined ? '' : `: ${code}`}). What it holds is unchanged; ` +
      'make room on the disk or make it writable, and try again.',
    { cause },
  );
}

/** The record, or in words why the text is none. */
function parse(content: string): ProfileRecord | string {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return 'it is not JSON';
  }
  const { version } = (json ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > 1) return 'it was written by a newer Tidemark';
  const parsed = profileRecord.safeParse(json);
  return parsed.success
    ? parsed.data
    : `it is not a vault record (${parsed.error.issues[0]?.message ?? 'unknown form'})`;
}
