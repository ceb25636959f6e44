import type { JournalStore } from '../storage/journal-store.ts';
import type { Vault } from '../vault/index.ts';

/** Name of the setting with records of the vault that may belong to nobody. */
const settingName = 'connections.entries';

export interface LeftoverParts {
  readonly settings: JournalStore['settings'];
  readonly vault: Pick<Vault, 'remove' | 'state'>;
  /** Whether a record of the vault is the keys of a saved connection. */
  isOwned(record: string): boolean;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Records of the vault that no saved connection has yet: noted on the disk before they are written, and until they are
 * owned or removed. The vault lists nothing, so what is not noted here could never be found again after a crash.
 */
export class LeftoverKeys {
  readonly #parts: LeftoverParts;
  readonly #noted: Set<string>;
  /** Of an earlier run: nobody asks for them any more. */
  readonly #old: Set<string>;

  constructor(parts: LeftoverParts) {
    this.#parts = parts;
    const known = parts.settings.get(settingName);
    const records = Array.isArray(known) ? known.filter((record) => typeof record === 'string') : [];
    this.#noted = new Set(records);
    this.#old = new Set(records);
  }

  has(record: string): boolean {
    return this.#noted.has(record);
  }

  /** Resolves when it is on the disk; only then may the record be written. */
  async note(record: string): Promise<void> {
    this.#noted.add(record);
    await this.#save();
  }

  /** It has an owner now. */
  async release(record: string): Promise<void> {
    this.#noted.delete(record);
    await this.#save();
  }

  /** Nobody's any more: removed by the next sweep, since the vault is locked now. */
  async abandon(record: string): Promise<void> {
    this.#old.add(record);
    await this.note(record);
  }

  async remove(record: string): Promise<void> {
    await this.#parts.vault.remove(record);
    await this.release(record);
  }

  /** Removes what earlier runs left. What cannot be removed, in a locked vault for one, waits for the next time. */
  async sweep(): Promise<void> {
    if (this.#parts.vault.state().phase !== 'ready') return;
    for (const record of this.#old) {
      try {
        if (this.#parts.isOwned(record)) await this.release(record);
        else await this.remove(record);
        this.#old.delete(record);
      } catch (error) {
        this.#parts.log('connections.keys-left', { record, error });
      }
    }
  }

  async #save(): Promise<void> {
    await this.#parts.settings.set(settingName, [...this.#noted]);
  }
}
