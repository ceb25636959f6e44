import { type AuditEntry, type AuditRepository, auditHash, firstHash } from '../storage/connection-store.ts';
import type { SettingsRepository } from '../storage/journal-store.ts';

/** The end of the log as it was last seen: how many entries there were, and the hash of the newest. */
interface AuditEnd {
  readonly sequence: number;
  readonly hash: string;
}

const beginning: AuditEnd = { sequence: 0, hash: firstHash };
/** Name of the setting with the end, kept beside the log so that a log which was cut off is seen. */
export const auditEndSetting = 'connections.audit-end';
const batch = 2000;

export interface AuditChainParts {
  readonly audit: AuditRepository;
  readonly settings: Pick<SettingsRepository, 'get' | 'set'>;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

/**
 * Whether the log is whole (J8): every entry follows from the one before, none is missing within it, and it has not been
 * cut off at its end. What was found whole once in this run is not hashed again; a new run, and an export, look at all.
 *
 * The limit: who can write the journal's file can write a whole new chain and the end noted beside it. This finds damage,
 * and changes by somebody who did not know of it; it is no seal against the owner of the machine.
 */
export class AuditChain {
  readonly #parts: AuditChainParts;
  #verified = beginning;
  #broken: number | null = null;
  /** What is on the disk as the end, or on its way there. */
  #noted: AuditEnd;
  #noting: Promise<void> | undefined;

  constructor(parts: AuditChainParts) {
    this.#parts = parts;
    this.#noted = endOf(parts.settings.get(auditEndSetting));
  }

  /** The first entry that is not sound, or is missing; null when the chain is whole. */
  firstBroken(): number | null {
    if (this.#broken !== null) return this.#broken;
    const last = this.#verified;
    // A cut is seen by what was verified before and is not there any more.
    const here = last.sequence === 0 ? undefined : this.#parts.audit.after(last.sequence - 1, 1)[0];
    if (last.sequence > 0 && (here?.sequence !== last.sequence || here.hash !== last.hash)) {
      this.#broken = here?.sequence ?? last.sequence;
      return this.#broken;
    }
    for (const entry of entriesAfter(this.#parts.audit, last.sequence)) {
      const { sequence, hash } = this.#verified;
      const isSound =
        entry.sequence === sequence + 1 &&
        entry.previousHash === hash &&
        entry.hash === auditHash(hash, entry.sequence, entry) &&
        (entry.sequence !== this.#noted.sequence || entry.hash === this.#noted.hash);
      if (!isSound) {
        this.#broken = entry.sequence;
        return this.#broken;
      }
      this.#verified = entry;
    }
    if (this.#verified.sequence < this.#noted.sequence) this.#broken = this.#verified.sequence + 1;
    return this.#broken;
  }

  /** Everything from the first entry on: what was found whole before may have been changed since. */
  verifyAll(): number | null {
    this.#verified = beginning;
    this.#broken = null;
    return this.firstBroken();
  }

  /** Something was appended. One write at a time; what comes meanwhile goes with the next one. */
  noteEnd(): void {
    if (this.#noting !== undefined) return;
    this.#noting = this.#note()
      .catch((error: unknown) => this.#parts.log('connections.audit-end-not-noted', { error }))
      .finally(() => {
        this.#noting = undefined;
      });
  }

  /** Resolves when the newest end is on the disk. */
  async settle(): Promise<void> {
    while (this.#noting !== undefined) await this.#noting;
  }

  async #note(): Promise<void> {
    // A broken log must stay known as broken: its end is not made the one to compare with.
    while (this.firstBroken() === null && this.#verified.sequence > this.#noted.sequence) {
      const { sequence, hash } = this.#verified;
      await this.#parts.settings.set(auditEndSetting, { sequence, hash });
      this.#noted = { sequence, hash };
    }
  }
}

/** Oldest first. */
export function* entriesAfter(audit: AuditRepository, sequence: number): Generator<AuditEntry> {
  for (let last = sequence; ; ) {
    const entries = audit.after(last, batch);
    yield* entries;
    const newest = entries.at(-1);
    if (newest === undefined || entries.length < batch) return;
    last = newest.sequence;
  }
}

function endOf(value: unknown): AuditEnd {
  const { sequence, hash } = (value ?? {}) as Partial<Record<keyof AuditEnd, unknown>>;
  const isEnd = typeof sequence === 'number' && Number.isSafeInteger(sequence) && typeof hash === 'string';
  return isEnd ? { sequence, hash } : beginning;
}
