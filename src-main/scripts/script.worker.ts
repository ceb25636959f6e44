import { parentPort, workerData } from 'node:worker_threads';
import { prepareCompiler } from '../../src-shared/pine/compile/prepare.ts';
import { WorkerHost } from './worker-host.ts';
import type { ToWorker, WorkerStart } from './worker-messages.ts';
import { WorkerStatus } from './worker-status.ts';

/*
 * A thread that runs scripts. It knows bars and sources and nothing else of the application (rule S4); when it does not come
 * back from a piece of work, it is ended from outside.
 */

if (parentPort === null) throw new Error('script.worker is started as a worker thread');
const port = parentPort;
const { status } = workerData as WorkerStart;

// While nobody waits: the first script then compiles in half the time.
prepareCompiler();

const host = new WorkerHost({
  status: new WorkerStatus(status),
  post: (message, transfer = []) => port.postMessage(message, transfer),
  clock: () => performance.now(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
});
port.on('message', (message: ToWorker) => host.take(message));
setInterval(() => host.talk(), 200).unref();
