import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { openStorage, restoreJournal } from '../index.ts';
import { openedStorage, temporaryFolder, temporaryProfile } from '../testing/temporary-profile.ts';
import { lockProfile } from './profile-lock.ts';

const since = epochMs(Date.UTC(2026, 2, 2, 9, 30));
const lockModule = new URL('./profile-lock.ts', import.meta.url).href;

/** Another process that takes the lock and holds it until it is killed. */
async function holderOf(folder: string) {
  const script = `
    const { lockProfile } = await import(${JSON.stringify(lockModule)});
    globalThis.lock = lockProfile(${JSON.stringify(folder)}, { pid: process.pid, host: 'desktop', since: ${since} });
    console.log('locked');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

test('J4: another process is refused and told who has the profile; kill -9 frees it at once', async () => {
  const folder = temporaryFolder();
  const child = await holderOf(folder);
  const mine = { pid: process.pid, host: 'headless', since } as const;
  expect(() => lockProfile(folder, mine)).toThrow(
    `in use by another Tidemark (desktop, process ${child.pid}, since 2026-03-02T09:30:00.000Z)`,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockProfile(folder, mine).release();
});

test('J4: a second storage in the same process is refused too, until the first is closed', async () => {
  const parts = temporaryProfile();
  const first = await openedStorage(parts);
  await expect(openStorage(parts)).rejects.toMatchObject({ kind: 'unavailable', data: { host: 'headless' } });
  await expect(restoreJournal(parts, 'any')).rejects.toMatchObject({ kind: 'unavailable' });
  await first.close();
  const second = await openedStorage(parts);
  await second.close();
});

test('J4: the lock is taken before anything is opened', async () => {
  const parts = temporaryProfile();
  const lock = lockProfile(parts.profile, { pid: 1, host: 'desktop', since });
  await expect(openStorage(parts)).rejects.toMatchObject({ kind: 'unavailable' });
  expect(existsSync(join(parts.profile, 'journal.db'))).toBe(false);
  lock.release();
});
