import { createHash } from 'node:crypto';
import type { Json } from '../../src-shared/domain/json.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';

/** A saved connection. What `settings` and `permissions` hold is the connections service's own; no secret is in either. */
export interface ConnectionRow {
  readonly id: string;
  readonly kind: string;
  readonly settings: Json;
  readonly isEnabled: boolean;
  /** The last four characters of the key's id, or less. */
  readonly keyHint: string;
  readonly keysSetAt: EpochMs | null;
  readonly permissions: Json;
  readonly testedAt: EpochMs | null;
  readonly testResult: string | null;
  readonly createdAt: EpochMs;
  /** Set once its keys were wiped; the row stays for the log's sake. */
  readonly revokedAt: EpochMs | null;
}

export interface AuditFact {
  readonly at: EpochMs;
  readonly connection: string;
  readonly label: string;
  readonly action: string;
  readonly detail: string;
}

export interface AuditEntry extends AuditFact {
  /** Counts up from 1 without holes. */
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

export interface AuditQuery {
  /** Part of label, action or detail; empty for all. */
  readonly text: string;
  /** One connection's id; empty for all. */
  readonly connection: string;
  /** Only entries with a lower sequence. */
  readonly before: number | null;
  readonly limit: number;
}

export interface ConnectionRepository {
  /** Revoked ones are not in it. */
  list(): readonly ConnectionRow[];
  get(id: string): ConnectionRow | undefined;
  /** The row and what is to be said of it in the log, in one transaction. */
  save(row: ConnectionRow, fact: AuditFact): Promise<void>;
}

export interface AuditRepository {
  append(fact: AuditFact): Promise<void>;
  /** Newest first. */
  page(query: AuditQuery): readonly AuditEntry[];
  /** Oldest first, a batch at a time. */
  after(sequence: number, limit: number): readonly AuditEntry[];
}

/** Stands before the first entry. */
export const firstHash = '0'.repeat(64);

/** SHA-256 over the hash before and the entry's facts as JSON, in this order of members. */
export function auditHash(previousHash: string, sequence: number, fact: AuditFact): string {
  const { at, connection, label, action, detail } = fact;
  return createHash('sha256')
    .update(previousHash)
    .update(JSON.stringify([sequence, at, connection, label, action, detail]))
    .digest('hex');
}
