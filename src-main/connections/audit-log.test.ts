import { expect, test } from 'vitest';
import { temporaryProfile } from '../storage/testing/temporary-profile.ts';
import { openedConnections } from './testing/opened-connections.ts';

test('a changed line of the audit log is found, and the practices say so', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  const { draft } = await first.tested(null, { isTradingEnabled: false, isAutoConnect: false });
  await first.connections.create(draft, '');
  await first.connections.create(
    (await first.tested(null, { isTradingEnabled: false, isAutoConnect: false })).draft,
    '',
  );
  expect(first.connections.audit({ text: '', connection: '', before: null, limit: 10 }).brokenAt).toBeNull();
  await first.close();
  const { default: Database } = await import('better-sqlite3');
  const file = new Database(`${parts.profile}/journal.db`);
  file.exec(
    "DROP TRIGGER audit_entry_is_never_changed; UPDATE audit_entry SET label = 'Other' WHERE sequence = 1",
  );
  file.close();
  const { connections } = await openedConnections(parts);
  expect(connections.audit({ text: '', connection: '', before: null, limit: 10 }).brokenAt).toBe(1);
  expect(connections.practices().find(({ id }) => id === 'audit')?.result).toBe('missed');
});

test('I4: cells of the exported log are never formulas', async () => {
  const { connections, tested } = await openedConnections();
  const { draft } = await tested(null, {
    isTradingEnabled: false,
    isAutoConnect: false,
    label: '=HYPERLINK("x"),1',
  });
  await connections.create(draft, '');
  expect(connections.auditCsv()).toContain(`"'=HYPERLINK(""x""),1"`);
});

test('J8: the end of the log is kept beside it, so that a log cut off at its end is found', async () => {
  const parts = temporaryProfile();
  const first = await openedConnections(parts);
  const { draft } = await first.tested(null, { isTradingEnabled: false, isAutoConnect: false });
  const { id } = await first.connections.create(draft, '');
  await first.connections.setEnabled(id, false);
  await first.close();
  const { default: Database } = await import('better-sqlite3');
  const file = new Database(`${parts.profile}/journal.db`);
  const triggers = file
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
    .all() as { name: string }[];
  for (const { name } of triggers) file.exec(`DROP TRIGGER ${name}`);
  file.exec('DELETE FROM audit_entry WHERE sequence = 2');
  file.close();
  const { connections } = await openedConnections(parts);
  expect(connections.audit({ text: '', connection: '', before: null, limit: 10 }).brokenAt).toBe(2);
});
