import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CheckKind } from '../sqlite/integrity.ts';
import { workerFile } from '../worker-file.ts';
import { fromPortable } from '../writer/writer-protocol.ts';
import type { RowCounts } from './copy-database.ts';
import type { MaintenanceResult, MaintenanceTask } from './maintenance-task.ts';

/** Checks a live file on its own thread; answers what is wrong with it. */
export async function checkInBackground(path: string, check: CheckKind): Promise<readonly string[]> {
  const result = await perform({ kind: 'check', path, check });
  return result.kind === 'checked' ? result.problems : [];
}

/** `copyDatabase` on its own thread. */
export async function copyInBackground(from: string, to: string): Promise<RowCounts> {
  const result = await perform({ kind: 'copy', from, to });
  return result.kind === 'copied' ? result.rows : {};
}

async function perform(task: MaintenanceTask): Promise<MaintenanceResult> {
  const worker = new Worker(workerFile(import.meta.url, './maintenance.worker.ts'), {
    workerData: task,
    name: `storage-${task.kind}`,
  });
  const [result] = (await once(worker, 'message')) as [MaintenanceResult];
  if (result.kind === 'failed') throw fromPortable(result.error);
  return result;
}
