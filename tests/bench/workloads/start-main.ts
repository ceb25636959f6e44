import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from '../../../scripts/build-page.ts';
import { createApp } from '../../../src-main/app.ts';
import { serve } from '../../e2e/web-host.ts';
import type { Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';

import { withFolder } from '../temporary-storage.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const openDatabase = `
  const Database = require('better-sqlite3');
  const database = new Database(process.argv[1]);
  database.exec('CREATE TABLE IF NOT EXISTS t (x)');
  database.close();`;

/** From starting the process to the printed address, on a profile that has been used before. */
export function run(options: RunOptions): Promise<void> {
  return withFolder(async (folder) => {
    await buildPage();
    const profile = join(folder, 'profile');
    const app = await createApp({ profile, host: 'web', version: '0' });
    await app.prepared;
    await app.stop();
    await compare(
      {
        name: 'start.main',
        unit: 'ms',
        note: 'used profile with the bundled markets, compile cache warm, sources not bundled',
        candidates: [
          { role: 'ours', label: 'serve', isComparable: false, run: () => startOnce(profile) },
          {
            role: 'limit',
            label: 'node + better-sqlite3',
            isComparable: false,
            run: () => runNode(['-e', openDatabase, join(folder, 'empty.db')]),
          },
          { role: 'beside', label: 'node -e 0', isComparable: false, run: () => runNode(['-e', '0']) },
        ],
        goals: [{ text: 'ready in ≤ 400 ms', isReached: ({ ours }) => ours <= 400 }],
      },
      options,
    );
  });
}

async function startOnce(profile: string): Promise<Measurement> {
  const started = performance.now();
  const host = await serve(profile);
  const cost = performance.now() - started;
  await host.stop();
  return { cost, result: [] };
}

async function runNode(args: readonly string[]): Promise<Measurement> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  await once(child, 'exit');
  return { cost: performance.now() - started, result: [] };
}
