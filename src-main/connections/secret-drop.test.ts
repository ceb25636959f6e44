import { mkdtempSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dropValues, takeValues } from './secret-drop.ts';

test('K8: keys handed over while somebody looks are taken, each once, never wiped unread', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-drop-'));
  await mkdir(join(profile, 'entries'), { mode: 0o700 });
  const taken: string[] = [];
  let isDone = false;
  const looking = (async () => {
    while (!isDone) {
      taken.push(...Object.values((await takeValues(profile, 'e')) ?? {}));
    }
  })();
  for (let index = 0; index < 200; index += 1) {
    await dropValues(profile, 'e', { key: `key ${index}` });
    await expect.poll(() => taken.length, { interval: 1, timeout: 5000 }).toBe(index + 1);
  }
  isDone = true;
  await looking;
  expect(taken).toEqual(Array.from({ length: 200 }, (_, index) => `key ${index}`));
  expect(readdirSync(join(profile, 'entries'))).toEqual([]);
});
