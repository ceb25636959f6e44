import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { type AuditFact, auditHash, type ConnectionRow, firstHash } from '../connection-store.ts';
import { openedStorage, temporaryProfile } from '../testing/temporary-profile.ts';

const row: ConnectionRow = {
  id: 'c1',
  kind: 'kraken',
  settings: { label: 'Mine', products: ['spot'] },
  isEnabled: true,
  keyHint: '4f2a',
  keysSetAt: epochMs(5),
  permissions: null,
  testedAt: null,
  testResult: null,
  createdAt: epochMs(4),
  revokedAt: null,
};
const fact = (action: string, at = 10): AuditFact => ({
  at: epochMs(at),
  connection: 'c1',
  label: 'Mine',
  action,
  detail: `It was ${action}.`,
});

test('a connection and what is said of it are stored together, and revoked ones leave the list only', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  await first.journal.connections.save(row, fact('created'));
  await first.journal.connections.save(
    { ...row, isEnabled: false, permissions: { canRead: true } },
    fact('disabled'),
  );
  await first.close();
  const { journal } = await openedStorage(parts);
  expect(journal.connections.list()).toEqual([{ ...row, isEnabled: false, permissions: { canRead: true } }]);
  await journal.connections.save({ ...row, keysSetAt: null, revokedAt: epochMs(9) }, fact('revoked'));
  expect(journal.connections.list()).toEqual([]);
  expect(journal.connections.get('c1')?.revokedAt).toBe(9);
  expect(journal.audit.after(0, 10).map(({ action }) => action)).toEqual(['created', 'disabled', 'revoked']);
});

test('J8: the audit log is a chain of hashes that nobody can change or shorten through SQL', async () => {
  const parts = temporaryProfile();
  const { journal, close } = await openedStorage(parts);
  await Promise.all(
    ['created', 'tested', 'connected'].map((action, index) => journal.audit.append(fact(action, index))),
  );
  const entries = journal.audit.after(0, 10);
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  let before = firstHash;
  for (const entry of entries) {
    expect(entry.previousHash).toBe(before);
    expect(entry.hash).toBe(auditHash(before, entry.sequence, entry));
    before = entry.hash;
  }
  // The control: other facts have another hash.
  expect(auditHash(firstHash, 1, fact('revoked', 0))).not.toBe(entries[0]?.hash);
  await close();
  const file = new Database(`${parts.profile}/journal.db`);
  expect(() => file.exec("UPDATE audit_entry SET action = 'x'")).toThrow('append-only');
  expect(() => file.exec('DELETE FROM audit_entry')).toThrow('append-only');
  expect(file.prepare('SELECT count(*) FROM audit_entry').pluck().get()).toBe(3);
  file.close();
});

test('the audit log is searched by words and by connection, newest first, page by page', async () => {
  const { audit } = (await openedStorage()).journal;
  for (const action of ['created', 'tested', 'failed', 'tested']) await audit.append(fact(action));
  await audit.append({ ...fact('tested'), connection: 'c2', label: 'Other' });
  const found = (query: object) =>
    audit
      .page({ text: '', connection: '', before: null, limit: 10, ...query })
      .map(({ sequence }) => sequence);
  expect(found({})).toEqual([5, 4, 3, 2, 1]);
  expect(found({ text: 'TESTED' })).toEqual([5, 4, 2]);
  expect(found({ text: 'other' })).toEqual([5]);
  expect(found({ connection: 'c1', text: 'tested' })).toEqual([4, 2]);
  expect(found({ before: 4, limit: 2 })).toEqual([3, 2]);
});
