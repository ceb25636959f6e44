import { Failure } from '../../src-shared/domain/failure.ts';
import type { JournalStore } from '../storage/journal-store.ts';
import type { VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { asSentence } from './as-sentence.ts';
import { AuditChain } from './audit-chain.ts';
import type { AuditAction } from './audit-log.ts';
import { rowOf, type SavedConnection, savedOf } from './saved-connection.ts';

interface RecordsParts {
  readonly journal: Pick<JournalStore, 'connections' | 'audit' | 'settings'>;
  readonly kinds: readonly VenueKind[];
  readonly world: Pick<VenueParts, 'now' | 'log'>;
  changed(): void;
}

/** Saved connections as they are on the disk, and the log of what was done to them (J8). */
export class ConnectionRecords {
  readonly chain: AuditChain;
  readonly #parts: RecordsParts;
  /** Told once each. */
  readonly #unreadable = new Set<string>();

  constructor(parts: RecordsParts) {
    this.#parts = parts;
    const { journal, world } = parts;
    this.chain = new AuditChain({ audit: journal.audit, settings: journal.settings, log: world.log });
  }

  kindOf(name: string): VenueKind {
    const kind = this.#parts.kinds.find((one) => one.kind === name);
    if (kind === undefined) throw new Failure('not-found', `There is no venue “${name}”.`);
    return kind;
  }

  /** @throws Failure `not-found`, also for one that was revoked. */
  get(id: string): SavedConnection {
    const row = this.#parts.journal.connections.get(id);
    if (row === undefined || row.revokedAt !== null) {
      throw new Failure('not-found', `There is no connection “${id}”.`);
    }
    return savedOf(row);
  }

  /** Without those of another version, which must not take the others along. */
  list(): SavedConnection[] {
    const { journal, world } = this.#parts;
    return journal.connections.list().flatMap((row) => {
      try {
        return [savedOf(row)];
      } catch (error) {
        if (!this.#unreadable.has(row.id)) world.log('connections.not-read', { connection: row.id, error });
        this.#unreadable.add(row.id);
        return [];
      }
    });
  }

  /** A connection and its line of the log, in one commit. */
  async write(saved: SavedConnection, action: AuditAction, detail: string): Promise<SavedConnection> {
    await this.#parts.journal.connections.save(rowOf(saved), this.#fact(saved, action, detail));
    this.chain.noteEnd();
    this.#parts.changed();
    return saved;
  }

  async note(saved: SavedConnection, action: AuditAction, detail: string): Promise<void> {
    try {
      await this.#parts.journal.audit.append(this.#fact(saved, action, detail));
      this.chain.noteEnd();
    } catch (error) {
      this.#parts.world.log('connections.not-audited', { connection: saved.id, error });
    }
  }

  #fact({ id, settings }: SavedConnection, action: AuditAction, detail: string) {
    const at = this.#parts.world.now();
    return { at, connection: id, label: settings.label, action, detail: asSentence(detail) };
  }
}
