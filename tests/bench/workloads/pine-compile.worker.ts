import { parentPort, workerData } from 'node:worker_threads';
import { prepareCompiler } from '../../../src-shared/pine/compile/prepare.ts';
import { compiled } from '../pine-scripts.ts';
import { processorTime } from '../processor-time.ts';

const { text, isPrepared } = workerData as { text: string; isPrepared: boolean };
if (isPrepared) prepareCompiler();
processorTime();
const started = processorTime();
compiled(text);
parentPort?.postMessage(processorTime() - started);
