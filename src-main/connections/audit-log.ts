import type { AuditEntryCard } from '../../src-shared/contract/connections.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { isoTime } from '../../src-shared/domain/time.ts';
import {
  type AuditEntry,
  type AuditQuery,
  type AuditRepository,
  auditHash,
  firstHash,
} from '../storage/connection-store.ts';

export type AuditAction = AuditEntryCard['action'];

const batch = 2000;

export interface AuditPage {
  readonly entries: readonly AuditEntryCard[];
  readonly hasOlder: boolean;
  readonly brokenAt: number | null;
}

export function auditPage(audit: AuditRepository, query: AuditQuery): AuditPage {
  const found = audit.page({ ...query, limit: query.limit + 1 });
  return {
    entries: found.slice(0, query.limit).map(cardOf),
    hasOlder: found.length > query.limit,
    brokenAt: firstBroken(audit),
  };
}

/** The first entry whose hash or number does not follow from the one before; null when the chain is whole. */
export function firstBroken(audit: AuditRepository): number | null {
  let before = firstHash;
  let expected = 1;
  for (const entry of allEntries(audit)) {
    const isSound =
      entry.sequence === expected &&
      entry.previousHash === before &&
      entry.hash === auditHash(before, entry.sequence, entry);
    if (!isSound) return entry.sequence;
    before = entry.hash;
    expected += 1;
  }
  return null;
}

/** All of it, oldest first, with what is needed to check the chain elsewhere. */
export function auditCsv(audit: AuditRepository): string {
  const lines = ['sequence,time,connection,label,action,detail,previous hash,hash'];
  for (const { sequence, at, connection, label, action, detail, previousHash, hash } of allEntries(audit)) {
    lines.push(
      [String(sequence), isoTime(at as EpochMs), connection, label, action, detail, previousHash, hash]
        .map(csvCell)
        .join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}

function* allEntries(audit: AuditRepository): Generator<AuditEntry> {
  for (let last = 0; ; ) {
    const entries = audit.after(last, batch);
    yield* entries;
    const newest = entries.at(-1);
    if (newest === undefined || entries.length < batch) return;
    last = newest.sequence;
  }
}

/** I4: what a spreadsheet would take for a formula is led by an apostrophe; plain numbers stay. */
export function csvCell(text: string): string {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function cardOf({ sequence, at, connection, label, action, detail }: AuditEntry): AuditEntryCard {
  return { sequence, at, connection, label, action: action as AuditAction, detail };
}
