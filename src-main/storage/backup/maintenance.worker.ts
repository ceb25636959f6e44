import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../sqlite/connection.ts';
import { problemsOf } from '../sqlite/integrity.ts';
import { translated } from '../sqlite/sqlite-failure.ts';
import { toPortable } from '../writer/writer-protocol.ts';
import { copyDatabase } from './copy-database.ts';
import type { MaintenanceResult, MaintenanceTask } from './maintenance-task.ts';

async function perform(task: MaintenanceTask): Promise<MaintenanceResult> {
  if (task.kind === 'copy') return { kind: 'copied', rows: await copyDatabase(task.from, task.to) };
  const connection = openForReading(task.path);
  try {
    return { kind: 'checked', problems: problemsOf(connection, task.check) };
  } finally {
    connection.close();
  }
}

const task = workerData as MaintenanceTask;
try {
  parentPort?.postMessage(await perform(task));
} catch (error) {
  const path = task.kind === 'copy' ? task.to : task.path;
  const failed: MaintenanceResult = { kind: 'failed', error: toPortable(translated(error, path)) };
  parentPort?.postMessage(failed);
}
