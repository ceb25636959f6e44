import type { LibrarySources } from '../../../../src-shared/pine/libraries/sources.ts';
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
/** What each document imports, and whether the worker has it. */
const libraries = new Map<string, { readonly sources: LibrarySources; isSent: boolean }>();

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
    for (const one of libraries.values()) one.isSent = false;
    started.terminate();
    worker = undefined;
  };
  return started;
}

/** The libraries that a text imports, from its next question on. */
export function setLibraries(document: Pick<ServiceDocument, 'uri'>, sources: LibrarySources): void {
  libraries.set(document.uri.toString(), { sources, isSent: false });
}

/** The text of a library that a document imports; undefined where it is not there. */
export function libraryText(document: Pick<ServiceDocument, 'uri'>, key: string): string | undefined {
  const sources = libraries.get(document.uri.toString())?.sources ?? {};
  return Object.hasOwn(sources, key) ? sources[key] : undefined;
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
  const known = libraries.get(key);
  const isNew = known !== undefined && !known.isSent;
  if (isNew) known.isSent = true;
  const question: ServiceQuestion = {
    id: lastId,
    document: key,
    text: isKnown ? undefined : document.getValue(),
    libraries: isNew ? known.sources : undefined,
    method,
    arguments: values,
  };
  return new Promise<ServiceResult<M>>((resolve, reject) => {
    waiting.set(question.id, { resolve: resolve as (value: unknown) => void, reject });
    worker?.postMessage(question);
  });
}
