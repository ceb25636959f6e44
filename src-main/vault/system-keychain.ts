import { Worker } from 'node:worker_threads';
import { backendOf, type Keychain } from './keychain.ts';
import type { KeychainAnswer, KeychainCall } from './keychain-calls.ts';
import { failureOf, keychainFailure } from './keychain-fault.ts';

/** Long enough for a person to type the keyring's password into the window that the system shows. */
const defaultLimitMs = 30_000;

interface Waiting {
  readonly settle: (answer: KeychainAnswer) => void;
  readonly fail: (error: unknown) => void;
}

type Request =
  | { readonly do: 'set'; readonly value: Uint8Array }
  | { readonly do: 'get' }
  | { readonly do: 'delete' };

/**
 * The keychain of this machine, in a thread that starts with the first call. A call that has had no answer within its
 * time fails as `silent`, and so does every call after it until the thread is free again: a keychain that hangs costs
 * one thread, not one a call. What such a late call stored is known to nobody, so whoever stores has to note it first.
 */
export function openSystemKeychain(options: {
  readonly platform: NodeJS.Platform;
  readonly limitMs?: number;
}): Keychain {
  const { platform, limitMs = defaultLimitMs } = options;
  const backend = backendOf(platform);
  const waiting = new Map<number, Waiting>();
  const afterSilence = new Set<() => void>();
  let thread: Worker | undefined;
  let lastId = 0;
  let overdue: number | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function startThread(): Worker {
    const started = new Worker(workerEntry());
    started.unref();
    const end = (error: unknown) => {
      if (thread === started) {
        thread = undefined;
        overdue = undefined;
      }
      for (const { fail } of waiting.values()) fail(error);
    };
    started.on('message', (answer: KeychainAnswer) => {
      const waiter = waiting.get(answer.id);
      if (waiter !== undefined) waiter.settle(answer);
      else if (answer.state === 'done') answer.value?.fill(0);
      if (overdue !== answer.id) return;
      overdue = undefined;
      for (const listener of afterSilence) listener();
    });
    started.on('error', (error) => end(failureOf(error.message)));
    started.on('exit', () => end(keychainFailure('failed')));
    return started;
  }

  async function ask(service: string, account: string, request: Request) {
    if (backend === undefined) throw keychainFailure('absent');
    if (overdue !== undefined) throw keychainFailure('silent');
    thread ??= startThread();
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<KeychainAnswer>();
    waiting.set(id, { settle: resolve, fail: reject });
    const timer = setTimeout(() => {
      overdue = id;
      reject(keychainFailure('silent'));
    }, limitMs);
    const call: KeychainCall = { id, service, account, ...request };
    thread.postMessage(call, call.do === 'set' ? [call.value.buffer as ArrayBuffer] : []);
    try {
      const answer = await promise;
      if (answer.state === 'failed') throw failureOf(answer.message);
      return answer;
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  }

  /** One after another, so that a call's time starts with its turn. */
  function inTurn(service: string, account: string, request: Request) {
    const answer = queue.then(() => ask(service, account, request));
    queue = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  return {
    backend: backend ?? 'none',
    async set(service, account, value) {
      const handedOver = Uint8Array.from(value);
      try {
        await inTurn(service, account, { do: 'set', value: handedOver });
      } finally {
        // Still ours only when the call never reached the thread, which wipes what it is given.
        if (!handedOver.buffer.detached) handedOver.fill(0);
      }
    },
    async get(service, account) {
      const { value } = await inTurn(service, account, { do: 'get' });
      return value === undefined ? undefined : Buffer.from(value.buffer);
    },
    async delete(service, account) {
      const { existed } = await inTurn(service, account, { do: 'delete' });
      return existed;
    },
    onAnswerAfterSilence(listener) {
      afterSilence.add(listener);
      return () => afterSilence.delete(listener);
    },
    async close() {
      // A thread that hangs in the keychain ends when the keychain lets go of it; nobody has to wait for that.
      if (overdue === undefined) await thread?.terminate();
    },
  };
}

/** Run from sources the entry stands beside this module; a bundle emits it beside itself under the same name. */
function workerEntry(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? './keychain.worker.ts' : './keychain.worker.js', import.meta.url);
}
