import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Connection } from '../sqlite/connection.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { commitGroup, type WriteRequest } from './group-commit.ts';
import { openFile } from './open-file.ts';
import {
  type Operations,
  toPortable,
  type WriterMessage,
  type WriterRequest,
  type WriterStart,
} from './writer-protocol.ts';

/**
 * The whole life of a writer thread: opens its file, tells how that went, and commits what arrives until it is told to
 * close. A worker's entry file calls this and nothing else.
 */
export async function runWriter(
  kind: DatabaseKind,
  operationsOf: (connection: Connection) => Operations,
): Promise<void> {
  if (parentPort === null) throw new Error('a writer runs in a worker thread');
  const port = parentPort;
  const tell = (message: WriterMessage) => port.postMessage(message);
  try {
    const { connection, report } = await openFile(kind, workerData as WriterStart);
    if (connection !== undefined) serve(port, connection, operationsOf(connection), kind.name);
    tell({ kind: 'opened', report });
    if (connection === undefined) port.close();
  } catch (error) {
    tell({ kind: 'refused', error: toPortable(error) });
    port.close();
  }
}

function serve(port: MessagePort, connection: Connection, operations: Operations, file: string): void {
  let isClosing = false;
  const waiting: WriteRequest[] = [];

  const take = (request: WriterRequest) => {
    if (request.kind === 'close') isClosing = true;
    else waiting.push(request);
  };
  /** What has arrived meanwhile is read straight from the port: while a disk flush blocks, the next group gathers there. */
  const next = (): WriteRequest | undefined => {
    if (waiting.length === 0) {
      const arrived = receiveMessageOnPort(port) as { message: WriterRequest } | undefined;
      if (arrived !== undefined) take(arrived.message);
    }
    return waiting.shift();
  };

  port.on('message', (request: WriterRequest) => {
    take(request);
    while (waiting.length > 0) {
      const answers = commitGroup(connection, operations, next, file);
      port.postMessage({ kind: 'answers', answers } satisfies WriterMessage);
    }
    if (isClosing) closeFile(port, connection);
  });
}

/** Folds the write-ahead log into the file, so that a closed profile is one whole file a database. */
function closeFile(port: MessagePort, connection: Connection): void {
  connection.pragma('optimize');
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  port.postMessage({ kind: 'closed' } satisfies WriterMessage);
  port.close();
}
