import { Worker } from 'node:worker_threads';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { deferred } from './deferred.ts';
import {
  fromPortable,
  type InputOf,
  type OpeningReport,
  type Operations,
  type OutputOf,
  type PortableError,
  type WriterAnswer,
  type WriterMessage,
  type WriterRequest,
  type WriterStart,
} from './writer-protocol.ts';

/** The calling side of a file's writer thread. */
export interface Writer<Ops extends Operations> {
  readonly report: OpeningReport;
  /** Why nothing can be written any more, or undefined while it can. */
  refusal(): string | undefined;
  /**
   * Resolves after the commit (J3).
   * @param transfer buffers that are handed over instead of copied; the caller's views of them become empty.
   * @throws Failure `unavailable` when the file is read-only, the thread is gone, or the disk refuses.
   */
  run<Name extends keyof Ops & string>(
    operation: Name,
    input: InputOf<Ops, Name>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<OutputOf<Ops, Name>>;
  /** From now on every write is refused with this reason; what was asked before still runs. */
  stopWriting(reason: string): void;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a writer thread and waits until its file is open or was found damaged.
 * @param onStopped told once, when the thread dies without having been closed.
 */
export async function openWriter<Ops extends Operations>(
  entry: URL,
  file: string,
  start: WriterStart,
  onStopped: (reason: string) => void,
): Promise<Writer<Ops>> {
  const worker = new Worker(entry, { workerData: start, name: `${file}-writer` });
  const pending = new Map<number, Pending>();
  const opening = deferred<OpeningReport>();
  const gone = deferred<void>();
  let lastId = 0;
  let refusal: string | undefined;
  let isClosing = false;

  const answer = (one: WriterAnswer) => {
    const waiting = pending.get(one.id);
    pending.delete(one.id);
    if (one.ok) waiting?.resolve(one.value as never);
    else {
      if (saysFileDamaged(one.error)) refusal ??= `${one.error.message} Nothing more is written to it.`;
      waiting?.reject(fromPortable(one.error));
    }
  };
  /** The thread is gone: nobody will answer what is still waiting, and its fate is not known. */
  let hasStopped = false;
  const stopped = (reason: string) => {
    if (hasStopped) return;
    hasStopped = true;
    const wasExpected = isClosing && pending.size === 0;
    refusal ??= reason;
    opening.reject(new Failure('unavailable', `${file}: ${reason}`));
    for (const { reject } of pending.values()) {
      reject(new Failure('unavailable', `${file}: ${reason} It is not known whether this was stored.`));
    }
    pending.clear();
    gone.resolve();
    if (!wasExpected) onStopped(reason);
  };

  worker.on('message', (message: WriterMessage) => {
    if (message.kind === 'answers') message.answers.forEach(answer);
    else if (message.kind === 'opened') opening.resolve(message.report);
    else if (message.kind === 'refused') {
      isClosing = true;
      opening.reject(fromPortable(message.error));
    }
  });
  worker.on('error', (error) => stopped(`The writer stopped: ${error.message}. Restart Tidemark.`));
  worker.on('exit', () => stopped('The writer has ended. Restart Tidemark.'));

  const report = await opening.promise;
  if (report.problems.length > 0) {
    isClosing = true;
    refusal = `The file is damaged (${report.problems[0]}). It was kept as it is; restore a backup.`;
  }

  return {
    report,
    refusal: () => refusal,
    run: (operation, input, transfer = []) => {
      if (refusal !== undefined) return Promise.reject(new Failure('unavailable', `${file}: ${refusal}`));
      if (isClosing) return Promise.reject(new Failure('unavailable', `${file} is closed.`));
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = deferred<OutputOf<Ops, typeof operation>>();
      worker.postMessage({ kind: 'run', id, operation, input } satisfies WriterRequest, transfer);
      pending.set(id, { resolve, reject });
      return promise;
    },
    stopWriting: (reason) => {
      refusal ??= reason;
    },
    close: async () => {
      isClosing = true;
      worker.postMessage({ kind: 'close' } satisfies WriterRequest);
      await gone.promise;
    },
  };
}

function saysFileDamaged({ data }: PortableError): boolean {
  return typeof data.code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(data.code);
}
