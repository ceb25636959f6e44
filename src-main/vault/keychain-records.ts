import { createHash, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type Keychain, mostEntryBytes } from './keychain.ts';
import type { ProfileFile, ProfileRecord, RecordPlace } from './profile-file.ts';
import type { RecordContent } from './record.ts';

const digestBytes = 32;
const markerAccount = 'marker';

export type KeychainIdentity = NonNullable<ProfileRecord['keychain']>;

/**
 * Records in the system's keychain. A record may be longer than an entry can be, and a keychain knows no transactions; so
 * every version of a record gets entries of its own, which are noted in the profile's record before they are written, read
 * back, and made the record's by one write of that file. Whatever is interrupted leaves the old version whole, and
 * entries that are noted for sweeping.
 */
export class KeychainRecords {
  readonly #keychain: Keychain;
  readonly #file: ProfileFile;
  readonly #random: (bytes: number) => Buffer;
  readonly #identity: KeychainIdentity;
  /** Accounts being written just now; noted for sweeping, but not to be swept yet. */
  readonly #inFlight = new Set<string>();

  constructor(parts: {
    readonly keychain: Keychain;
    readonly file: ProfileFile;
    readonly random: (bytes: number) => Buffer;
    readonly identity: KeychainIdentity;
  }) {
    this.#keychain = parts.keychain;
    this.#file = parts.file;
    this.#random = parts.random;
    this.#identity = parts.identity;
  }

  /** Whether this is the keychain that the profile was given, by the marker in it. */
  async holdsMarker(): Promise<boolean> {
    const found = await this.#keychain.get(this.#identity.service, markerAccount);
    return found?.toString('utf8') === this.#identity.marker;
  }

  async writeMarker(): Promise<void> {
    await this.#keychain.set(this.#identity.service, markerAccount, Buffer.from(this.#identity.marker));
    if (!(await this.holdsMarker())) throw notKept();
  }

  /** Where the next version of a record would be: entries of its own. */
  plan(id: string, { type, packed }: RecordContent): RecordPlace {
    const parts = Math.ceil((digestBytes + packed.length) / mostEntryBytes);
    return { id, type, entry: this.#random(16).toString('hex'), parts };
  }

  /** Writes a version of a record and reads it back. It counts once the profile's record says so, by `commit`. */
  async write(place: RecordPlace, content: RecordContent): Promise<void> {
    const accounts = accountsOf(place);
    const blob = sealed(this.#file.record?.profile ?? '', place.id, content);
    try {
      await this.#file.update((record) => ({ ...record, sweep: [...record.sweep, ...accounts] }));
      for (const [part, account] of accounts.entries()) {
        const piece = blob.subarray(part * mostEntryBytes, (part + 1) * mostEntryBytes);
        await this.#keychain.set(this.#identity.service, account, piece);
      }
      const kept = await this.load(place);
      const isSame = kept?.packed.equals(content.packed) === true;
      kept?.packed.fill(0);
      if (!isSame) throw notKept();
    } finally {
      blob.fill(0);
    }
  }

  /** Makes a written version the record; the one before is noted for sweeping in the same write. */
  async commit(place: RecordPlace): Promise<void> {
    const fresh = new Set(accountsOf(place));
    await this.#file.update((record) => {
      const before = record.records.filter(({ id }) => id === place.id);
      return {
        ...record,
        records: [...record.records.filter(({ id }) => id !== place.id), place],
        sweep: [...record.sweep.filter((account) => !fresh.has(account)), ...before.flatMap(accountsOf)],
      };
    });
  }

  async store(id: string, content: RecordContent): Promise<void> {
    const place = this.plan(id, content);
    const accounts = accountsOf(place);
    for (const account of accounts) this.#inFlight.add(account);
    try {
      await this.write(place, content);
      await this.commit(place);
    } finally {
      for (const account of accounts) this.#inFlight.delete(account);
    }
  }

  /** Undefined when the keychain has lost the record or a part of it. The caller wipes what it gets. */
  async load(place: RecordPlace): Promise<RecordContent | undefined> {
    const pieces: Buffer[] = [];
    try {
      for (const account of accountsOf(place)) {
        const piece = await this.#keychain.get(this.#identity.service, account);
        if (piece === undefined) return undefined;
        pieces.push(piece);
      }
      const blob = Buffer.concat(pieces);
      const packed = opened(this.#file.record?.profile ?? '', place, blob);
      blob.fill(0);
      return packed === undefined ? undefined : { type: place.type, packed };
    } finally {
      for (const piece of pieces) piece.fill(0);
    }
  }

  find(id: string): RecordPlace | undefined {
    return this.#file.record?.records.find((place) => place.id === id);
  }

  async remove(id: string): Promise<void> {
    await this.#file.update((record) => ({
      ...record,
      records: record.records.filter((place) => place.id !== id),
      sweep: [...record.sweep, ...record.records.filter((place) => place.id === id).flatMap(accountsOf)],
    }));
  }

  /** Deletes what is noted for sweeping. @throws Failure when the keychain refuses; the notes then stay. */
  async sweep(): Promise<void> {
    const wanted = (this.#file.record?.sweep ?? []).filter((account) => !this.#inFlight.has(account));
    if (wanted.length === 0) return;
    for (const account of wanted) await this.#keychain.delete(this.#identity.service, account);
    const swept = new Set(wanted);
    await this.#file.update((record) => ({
      ...record,
      sweep: record.sweep.filter((account) => !swept.has(account)),
    }));
  }
}

export const markerAccounts: readonly string[] = [markerAccount];

export function serviceOf(profileId: string): string {
  return `org.tidemark.profile.${profileId}`;
}

/** Whether some earlier vault of this profile left its marker in the keychain. */
export async function hasAnyMarker(keychain: Keychain, service: string): Promise<boolean> {
  return (await keychain.get(service, markerAccount)) !== undefined;
}

export function accountsOf({ id, entry, parts }: RecordPlace): string[] {
  return Array.from({ length: parts }, (_, part) => `record/${id}/${entry}/${part + 1}-of-${parts}`);
}

/** The packed fields behind a digest which binds them to profile, record and type. */
function sealed(profile: string, id: string, { type, packed }: RecordContent): Buffer {
  const blob = Buffer.alloc(digestBytes + packed.length);
  digest(profile, id, type, packed).copy(blob);
  packed.copy(blob, digestBytes);
  return blob;
}

function opened(profile: string, place: RecordPlace, blob: Buffer): Buffer | undefined {
  if (blob.length < digestBytes) return undefined;
  const packed = Buffer.alloc(blob.length - digestBytes);
  blob.copy(packed, 0, digestBytes);
  if (timingSafeEqual(digest(profile, place.id, place.type, packed), blob.subarray(0, digestBytes)))
    return packed;
  packed.fill(0);
  return undefined;
}

function digest(profile: string, id: string, type: string, packed: Buffer): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([profile, id, type]))
    .update(packed)
    .digest();
}

function notKept(): Failure {
  return new Failure(
    'unavailable',
    'The keychain did not keep what it had accepted, so nothing was stored.',
    {
      data: { fault: 'failed' },
    },
  );
}
