import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalOperations } from '../../src-main/storage/journal/journal-operations.ts';
import { openWriter } from '../../src-main/storage/writer/writer.ts';
import { seededRandom } from './random.ts';

/** Writes settings in bursts of several sizes and notes `ack <key>` in a file as each is answered. Not a pipe: a full one refuses. */
const [folder = '', answers = '', seed = '1', rows = '100'] = process.argv.slice(2);
const answersFile = openSync(answers, 'w');
const random = seededRandom(Number(seed));
const writer = await openWriter<JournalOperations>(
  new URL('./power-cut-writer.worker.ts', import.meta.url),
  'journal.db',
  { path: join(folder, 'journal.db'), backupFolder: undefined, startedAt: Date.now() },
  (reason) => {
    throw new Error(reason);
  },
);

let row = 0;
while (row < Number(rows)) {
  const burst = Array.from({ length: 1 + random.below(6) }, async () => {
    row += 1;
    const key = `row-${row}`;
    await writer.run('saveSetting', { key, value: JSON.stringify('x'.repeat(random.below(3000))) });
    writeSync(answersFile, `ack ${key}\n`);
  });
  await Promise.all(burst);
}
await writer.close();
