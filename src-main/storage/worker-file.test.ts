import { expect, test } from 'vitest';
import { workerFile } from './worker-file.ts';

test('from sources a worker entry stands where its module says', () => {
  const asker = 'file:///tidemark/src-main/storage/index.ts';
  expect(workerFile(asker, './journal/journal-writer.worker.ts').href).toBe(
    'file:///tidemark/src-main/storage/journal/journal-writer.worker.ts',
  );
});

test('in a bundle it stands beside the bundle, whatever folder it came from', () => {
  for (const bundle of ['file:///tidemark/dist/main.js', 'file:///tidemark/dist/main.mjs']) {
    expect(workerFile(bundle, './journal/journal-writer.worker.ts').href).toBe(
      'file:///tidemark/dist/journal-writer.worker.js',
    );
  }
});
