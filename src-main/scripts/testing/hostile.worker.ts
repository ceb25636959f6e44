import { parentPort, workerData } from 'node:worker_threads';
import { WorkerHost } from '../worker-host.ts';
import type { ToWorker, WorkerStart } from '../worker-messages.ts';
import { WorkerStatus } from '../worker-status.ts';

/*
 * A worker as it would be if the engine had a hole: a script that says `hang` holds the thread for ever, one that says `die`
 * ends it while its first run is under way, one that says `eat` takes all memory. Everything else runs as ever.
 */

if (parentPort === null) throw new Error('hostile.worker is started as a worker thread');
const port = parentPort;
const status = new WorkerStatus((workerData as WorkerStart).status);
const host = new WorkerHost({
  status,
  post: (message, transfer = []) => port.postMessage(message, transfer),
  clock: () => performance.now(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
});

port.on('message', (message: ToWorker) => {
  if (message.kind === 'start') status.during(message.run, 'slice', () => misbehave(message));
  host.take(message);
});

function misbehave({ source, generation }: Extract<ToWorker, { kind: 'start' }>): void {
  if (source.includes('// hang')) for (;;) Math.random();
  if (source.includes('// die') && (generation === 1 || source.includes('// die always'))) {
    // Synchronous: nothing after this runs in the thread.
    process.exit(1);
  }
  const eaten: string[][] = [];
  if (source.includes('// eat'))
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, at) => `${at} ${eaten.length}`));
}
