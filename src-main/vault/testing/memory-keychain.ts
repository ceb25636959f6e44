import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Keychain } from '../keychain.ts';
import { type KeychainFault, keychainFailure } from '../keychain-fault.ts';

/** A keychain in memory that can be told to misbehave. */
export interface MemoryKeychain extends Keychain {
  /** What it holds, under `service account`. */
  readonly entries: Map<string, Buffer>;
  /** Every call from now on fails so; undefined ends it. */
  fault: KeychainFault | undefined;
  /** The call after so many more fails once, and what it was to do is not done. */
  failAfter: number | undefined;
  /** Accepts what it is given, and keeps something else. */
  isForgetful: boolean;
  /** Calls so far, of any kind. */
  calls: number;
  isClosed: boolean;
  /** The person answers the prompt that made it silent. */
  answerAfterSilence(): void;
}

export function createMemoryKeychain(backend = 'secret-service'): MemoryKeychain {
  const entries = new Map<string, Buffer>();
  const listeners = new Set<() => void>();
  const key = (service: string, account: string) => `${service} ${account}`;
  const keychain: MemoryKeychain = {
    backend,
    entries,
    fault: undefined,
    failAfter: undefined,
    isForgetful: false,
    calls: 0,
    isClosed: false,
    async set(service, account, value) {
      answer();
      if (value.length > 2560) throw new Failure('unavailable', 'The entry is too long for Windows.');
      entries.set(
        key(service, account),
        keychain.isForgetful ? Buffer.alloc(value.length) : Buffer.from(value),
      );
    },
    async get(service, account) {
      answer();
      const found = entries.get(key(service, account));
      return found && Buffer.from(found);
    },
    async delete(service, account) {
      answer();
      return entries.delete(key(service, account));
    },
    onAnswerAfterSilence(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answerAfterSilence() {
      keychain.fault = undefined;
      for (const listener of listeners) listener();
    },
    async close() {
      keychain.isClosed = true;
    },
  };
  function answer(): void {
    keychain.calls += 1;
    if (keychain.fault !== undefined) throw keychainFailure(keychain.fault);
    if (keychain.failAfter === undefined) return;
    if (keychain.failAfter > 0) keychain.failAfter -= 1;
    else {
      keychain.failAfter = undefined;
      throw keychainFailure('failed');
    }
  }
  return keychain;
}
