import { parentPort } from 'node:worker_threads';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { previewFile } from './preview-file.ts';
import { readFile } from './read-file.ts';
import type { WorkerReply, WorkerTask } from './worker-messages.ts';

/*
 * The importing thread: one task at a time, a file in, columns out. It is stopped from outside when a task is cancelled,
 * so nothing in here has to look for that.
 */

const progressEveryMs = 100;

if (parentPort === null) throw new Error('import.worker is started as a worker thread');
const port = parentPort;

port.on('message', (task: WorkerTask) => {
  void answer(task);
});

async function answer(task: WorkerTask): Promise<void> {
  const reply = (message: WorkerReply, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  try {
    if (task.kind === 'preview') {
      reply({ kind: 'done', result: await previewFile(task) });
      return;
    }
    let reportedAt = performance.now();
    const result = await readFile(task, (progress) => {
      if (performance.now() - reportedAt < progressEveryMs && progress.bytesRead < progress.bytesTotal)
        return;
      reportedAt = performance.now();
      reply({ kind: 'progress', ...progress });
    });
    reply(
      { kind: 'done', result },
      result.columns.map((column) => column.buffer),
    );
  } catch (error) {
    if (error instanceof Failure) {
      reply({ kind: 'failed', failure: error.kind, sentence: error.message, data: error.data });
    } else {
      reply({ kind: 'broken', error });
    }
  }
}
