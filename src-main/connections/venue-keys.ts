import type { SecretEntryCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { Secret, type Vault } from '../vault/index.ts';
import type { CredentialAccess, CredentialFields, VenueKind, VenueParts } from '../venues/venue-kind.ts';
import type { LeftoverKeys } from './leftover-keys.ts';
import type { EntryField, EntryValues, SecretEntries } from './secret-entry.ts';

interface VenueKeysParts {
  readonly vault: Vault;
  readonly entries: SecretEntries;
  readonly leftovers: LeftoverKeys;
  readonly world: Omit<VenueParts, 'credentials' | 'record'>;
}

export const recordOf = (connection: string) => `connection:${connection}`;
export const entryRecord = (entry: string) => `entry:${entry}`;

/** Keys of venues, from where they are entered to where a venue uses them. They are in the vault or nowhere (K1). */
export class VenueKeys {
  readonly #parts: VenueKeysParts;
  /** The last four characters of the id of keys that were entered and are not saved yet. */
  readonly #hints = new Map<string, string>();

  constructor(parts: VenueKeysParts) {
    this.#parts = parts;
  }

  /** `names` of fields, all where there are none. @throws Failure `unauthorised` while the vault cannot take any. */
  async begin(kind: VenueKind, label: string, names: readonly string[]): Promise<SecretEntryCard> {
    const state = this.#parts.vault.state();
    if (state.phase === 'unset') {
      throw new Failure(
        'unauthorised',
        'Choose first where keys are kept: the system’s keychain or a passphrase.',
      );
    }
    if (state.phase === 'locked') throw new Failure('unauthorised', `${state.reason} ${state.wayBack}`);
    return this.#parts.entries.begin(
      `${kind.label}: keys of “${label}”`,
      fieldsOf(kind, names),
      (values, id) => this.#take(kind, values, id),
    );
  }

  /** Ends an entry that is not wanted any more; keys that it already brought are wiped. */
  async cancel(entry: string): Promise<void> {
    await this.#parts.entries.cancel(entry);
    if (this.#parts.leftovers.has(entryRecord(entry))) await this.forget(entry);
  }

  async forget(entry: string): Promise<void> {
    this.#hints.delete(entry);
    await this.#parts.leftovers.remove(entryRecord(entry));
  }

  async assertEntered(entry: string): Promise<void> {
    if (await this.#parts.vault.has(entryRecord(entry))) return;
    throw new Failure('invalid', 'The keys have not been entered yet.');
  }

  hintOf(entry: string): string {
    return this.#hints.get(entry) ?? '';
  }

  /** From an entry to a connection, whose keys they replace. */
  move(entry: string, connection: string): Promise<void> {
    const { vault } = this.#parts;
    return vault.use(entryRecord(entry), 'save a connection', (fields) =>
      vault.store(recordOf(connection), 'venue-key', fields),
    );
  }

  /** What a venue is opened with; null for public data. */
  partsFor(record: string | null, recordFrame?: VenueParts['record']): VenueParts {
    return {
      ...this.#parts.world,
      credentials: record === null ? null : this.#credentials(record),
      ...(recordFrame === undefined ? {} : { record: recordFrame }),
    };
  }

  async #take(kind: VenueKind, values: EntryValues, id: string): Promise<void> {
    const { vault, leftovers } = this.#parts;
    await leftovers.note(entryRecord(id));
    const secrets = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, new Secret(value)]),
    );
    try {
      await vault.store(entryRecord(id), 'venue-key', secrets);
    } finally {
      wipe(secrets);
    }
    const keyId = kind.description.credentialFields.find((field) => field.isKeyId);
    this.#hints.set(id, keyId === undefined ? '' : (values[keyId.name] ?? '').slice(-4));
  }

  #credentials(record: string): CredentialAccess {
    const { vault } = this.#parts;
    return {
      use: (purpose, use) => vault.use(record, purpose, use),
      replace: async (fields) => {
        const old = await vault.use(record, 'renew a login', copied);
        const fresh = copied(fields);
        try {
          await vault.store(record, 'venue-key', { ...old, ...fresh });
        } finally {
          wipe(old);
          wipe(fresh);
        }
      },
    };
  }
}

function fieldsOf({ description }: VenueKind, names: readonly string[]): EntryField[] {
  return description.credentialFields
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map(({ isKeyId, ...field }) => ({
      name: field.name,
      label: field.label,
      hint: field.hint,
      isSecret: !isKeyId,
      isMultiline: field.isMultiline,
      isOptional: field.isOptional,
      isRepeated: false,
    }));
}

function copied(fields: CredentialFields): Record<string, Secret> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, new Secret(value.reveal())]),
  );
}

function wipe(fields: Readonly<Record<string, Secret>>): void {
  for (const secret of Object.values(fields)) secret.wipe();
}
