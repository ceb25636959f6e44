import type { AuditEntryCard } from '../../../../src-shared/contract/connections.ts';

type Action = AuditEntryCard['action'];
type Tone = 'plain' | 'up' | 'warn' | 'danger' | 'info';

const words: Readonly<Record<Action, readonly [word: string, tone: Tone]>> = {
  created: ['Created', 'info'],
  tested: ['Tested', 'plain'],
  connected: ['Connected', 'up'],
  failed: ['Failed', 'danger'],
  disconnected: ['Disconnected', 'plain'],
  rotated: ['Keys rotated', 'info'],
  edited: ['Edited', 'info'],
  disabled: ['Switched off', 'warn'],
  enabled: ['Switched on', 'info'],
  revoked: ['Revoked', 'danger'],
  'permissions-changed': ['Rights changed', 'warn'],
  'login-renewed': ['Logged in', 'info'],
};

export function auditWord(action: Action): { readonly word: string; readonly tone: Tone } {
  const [word, tone] = words[action];
  return { word, tone };
}

/** Pages joined, newest first, each entry once. */
export function joinEntries(
  before: readonly AuditEntryCard[],
  older: readonly AuditEntryCard[],
): readonly AuditEntryCard[] {
  const known = new Set(before.map(({ sequence }) => sequence));
  return [...before, ...older.filter(({ sequence }) => !known.has(sequence))];
}

/** `tidemark-audit-2026-03-01.csv` */
export function auditFileName(now: number): string {
  return `tidemark-audit-${new Date(now).toISOString().slice(0, 10)}.csv`;
}
