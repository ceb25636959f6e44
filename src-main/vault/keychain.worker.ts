import { parentPort } from 'node:worker_threads';
import { Entry } from 'keytar';
import type { KeychainAnswer, KeychainCall } from './keychain-calls.ts';

/*
 * The keychain's own thread. Talking to a keychain blocks: connecting waits for D-Bus, reading waits for a person who
 * types a password. Here it may, and neither the main loop nor Node's pool of file threads is held up.
 * Entries are pinned to the Secret Service on Linux, since the library would otherwise turn to the kernel's keyring,
 * which forgets at reboot (K2). Each call opens its entry anew: nothing is remembered between them.
 */
const pinned = { linux: { store: 'secret-service' } } as const;

parentPort?.on('message', (call: KeychainCall) => {
  const answer = perform(call);
  const value = answer.state === 'done' ? answer.value : undefined;
  parentPort?.postMessage(answer, value === undefined ? [] : [value.buffer as ArrayBuffer]);
});

function perform(call: KeychainCall): KeychainAnswer {
  const { id } = call;
  try {
    const entry = new Entry(call.service, call.account, pinned);
    if (call.do === 'get') {
      const found = entry.getSecret();
      if (found === null) return { id, state: 'done', value: undefined, existed: false };
      const value = Uint8Array.from(found);
      found.fill(0);
      return { id, state: 'done', value, existed: true };
    }
    if (call.do === 'delete') {
      return { id, state: 'done', value: undefined, existed: entry.deleteCredential() };
    }
    entry.setSecret(call.value);
    return { id, state: 'done', value: undefined, existed: true };
  } catch (error) {
    return { id, state: 'failed', message: error instanceof Error ? error.message : String(error) };
  } finally {
    if (call.do === 'set') call.value.fill(0);
  }
}
