import { expect, test } from 'vitest';
import type { Json } from '../../src-shared/domain/json.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { type AuditEntry, auditHash, firstHash } from '../storage/connection-store.ts';
import { AuditChain } from './audit-chain.ts';

/** A log in memory that can be written to from outside, and counts how many entries are read. */
function pretendedLog() {
  const entries: AuditEntry[] = [];
  const settings = new Map<string, Json>();
  const counted = { read: 0 };
  const append = (count: number) => {
    for (let made = 0; made < count; made += 1) {
      const fact = { at: epochMs(made), connection: 'c', label: 'Mine', action: 'tested', detail: '' };
      const previousHash = entries.at(-1)?.hash ?? firstHash;
      const sequence = entries.length + 1;
      entries.push({ ...fact, sequence, previousHash, hash: auditHash(previousHash, sequence, fact) });
    }
  };
  const open = () =>
    new AuditChain({
      audit: {
        append: async () => undefined,
        page: () => [],
        after(sequence, limit) {
          const found = entries.filter((entry) => entry.sequence > sequence).slice(0, limit);
          counted.read += found.length;
          return found;
        },
      },
      settings: {
        get: (name) => settings.get(name),
        set: async (name, value) => void settings.set(name, value),
      },
      log: () => undefined,
    });
  return { entries, settings, counted, append, open };
}

test('J8: what was found whole is not hashed again; only what came since', () => {
  const { append, counted, open } = pretendedLog();
  append(5000);
  const chain = open();
  expect(chain.firstBroken()).toBeNull();
  counted.read = 0;
  append(3);
  expect(chain.firstBroken()).toBeNull();
  expect(counted.read).toBeLessThan(10);
});

test('J8: a log that was cut off at its end is found, in the same run and after a restart', async () => {
  const { append, entries, open } = pretendedLog();
  append(10);
  const chain = open();
  chain.noteEnd();
  await chain.settle();
  entries.splice(8);
  expect(chain.firstBroken()).toBe(10);
  expect(open().firstBroken()).toBe(9);
  // What is appended afterwards fits the entry before it, and mends nothing.
  append(4);
  const again = open();
  expect(again.firstBroken()).toBe(10);
  again.noteEnd();
  await again.settle();
  expect(open().firstBroken()).toBe(10);
});

test('J8: an entry that was changed, or one taken out in the middle, is named', () => {
  const { append, entries, open } = pretendedLog();
  append(10);
  const [third] = entries.splice(2, 1);
  expect(open().firstBroken()).toBe(4);
  if (third !== undefined) entries.splice(2, 0, { ...third, label: 'Other' });
  expect(open().firstBroken()).toBe(3);
});

test('what is changed behind our back in the same run is found when all of it is looked at', () => {
  const { append, entries, open } = pretendedLog();
  append(10);
  const chain = open();
  expect(chain.firstBroken()).toBeNull();
  const [first] = entries;
  if (first !== undefined) entries[0] = { ...first, detail: 'nothing happened' };
  expect(chain.verifyAll()).toBe(1);
});

test('entries that are written while the end is being noted are noted, too', async () => {
  const { append, entries, open } = pretendedLog();
  append(2);
  const chain = open();
  chain.noteEnd();
  append(2);
  chain.noteEnd();
  await chain.settle();
  entries.splice(3);
  expect(open().firstBroken()).toBe(4);
});
