import type {
  ServiceAnswer,
  ServiceArguments,
  ServiceMethod,
  ServiceQuestion,
  ServiceResult,
} from './service-messages.ts';

/** The text that a question is about. */
export interface ServiceDocument {
  readonly uri: { toString(): string };
  getValue(): string;
  getVersionId(): number;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();
/** The version of each document that the worker has. */
const sent = new Map<string, number>();

function start(): Worker {
  const started = new Worker(new URL('./service.worker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<ServiceAnswer>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.fault === undefined) one?.resolve(data.value);
    else one?.reject(new Error(data.fault));
  };
  // It begins anew with the next question.
  started.onerror = () => {
    for (const one of waiting.values()) one.reject(new Error('The language service stopped.'));
    waiting.clear();
    sent.clear();
    started.terminate();
    worker = undefined;
  };
  return started;
}

/** Asks the language service about a text as it is now. */
export function askService<M extends ServiceMethod>(
  document: ServiceDocument,
  method: M,
  ...values: ServiceArguments<M>
): Promise<ServiceResult<M>> {
  worker ??= start();
  const key = document.uri.toString();
  const version = document.getVersionId();
  const isKnown = sent.get(key) === version;
  if (!isKnown) sent.set(key, version);
  lastId += 1;
  const question: ServiceQuestion = {
    id: lastId,
    document: key,
    text: isKnown ? undefined : document.getValue(),
    method,
    arguments: values,
  };
  return new Promise<ServiceResult<M>>((resolve, reject) => {
    waiting.set(question.id, { resolve: resolve as (value: unknown) => void, reject });
    worker?.postMessage(question);
  });
}
