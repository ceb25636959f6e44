import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tidemark } from '../../tests/e2e/web-host.ts';

test('the vault command tells the state, keeps when keys lock, and says what is not possible', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-vault-cli-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  const run = (...args: string[]) => tidemark(profile, ['vault', ...args]);
  expect((await run('lock-after', '15')).code).toBe(0);
  expect((await run('lock-with-screen', 'on')).code).toBe(0);
  const { stdout } = await run('status', '--json');
  expect(JSON.parse(stdout)).toEqual({
    phase: 'unset',
    settings: { lockAfterIdleMinutes: 15, locksWithScreen: true },
  });
  const change = await run('change');
  expect(change).toMatchObject({ code: 2, stderr: expect.stringContaining('No place for keys') });
  expect((await run('lock-after', 'soon')).code).toBe(2);
  expect((await run('move', 'elsewhere')).code).toBe(2);
  expect((await run('open')).code).toBe(2);
});
