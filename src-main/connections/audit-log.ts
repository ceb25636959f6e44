import type { AuditEntryCard } from '../../src-shared/contract/connections.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { isoTime } from '../../src-shared/domain/time.ts';
import type { AuditEntry, AuditQuery, AuditRepository } from '../storage/connection-store.ts';
import { type AuditChain, entriesAfter } from './audit-chain.ts';

export type AuditAction = AuditEntryCard['action'];

export interface AuditPage {
  readonly entries: readonly AuditEntryCard[];
  readonly hasOlder: boolean;
  readonly brokenAt: number | null;
}

export function auditPage(audit: AuditRepository, chain: AuditChain, query: AuditQuery): AuditPage {
  const found = audit.page({ ...query, limit: query.limit + 1 });
  return {
    entries: found.slice(0, query.limit).map(cardOf),
    hasOlder: found.length > query.limit,
    brokenAt: chain.firstBroken(),
  };
}

/** All of it, oldest first, with what is needed to check the chain elsewhere. */
export function auditCsv(audit: AuditRepository): string {
  const lines = ['sequence,time,connection,label,action,detail,previous hash,hash'];
  for (const { sequence, at, connection, label, action, detail, previousHash, hash } of entriesAfter(
    audit,
    0,
  )) {
    lines.push(
      [String(sequence), isoTime(at as EpochMs), connection, label, action, detail, previousHash, hash]
        .map(csvCell)
        .join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
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
