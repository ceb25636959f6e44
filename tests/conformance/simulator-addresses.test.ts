import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { venueKinds } from '../../src-main/venue-kinds.ts';

test('what the simulators print for pasting names exactly the addresses that each venue can have replaced', async () => {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('../simulators/run.ts', import.meta.url)),
    '--port',
    '0',
  ]);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await expect.poll(() => text, { timeout: 20_000 }).toContain('Ctrl C ends it');
  child.kill('SIGINT');
  await once(child, 'close');
  const printed = text.split(/\n\n/).flatMap((block) => {
    const [venue = ''] = block.trim().split('\n');
    const names = [...block.matchAll(/^ {4}(\w+)=(?:http|ws):\/\//gm)].map(([, name]) => name);
    return names.length === 0 ? [] : [[venue, names]];
  });
  expect(Object.fromEntries(printed)).toEqual(
    Object.fromEntries(venueKinds.map(({ kind, addressNames }) => [kind, [...addressNames]])),
  );
}, 30_000);
