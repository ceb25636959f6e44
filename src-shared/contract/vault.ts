import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { entrySchema } from './connections.ts';

/** Where secrets are kept on this machine. Passphrases never pass here: they are entered like keys (K8). */
export const vaultStateSchema = z.object({
  phase: z.enum(['unset', 'ready', 'locked']),
  provider: z.enum(['keychain', 'passphrase', 'none']),
  /** Why it is locked and the way back, in words; empty when it is not. */
  reason: z.string().max(500),
  wayBack: z.string().max(500),
  /** Whether this machine's own keychain could be used, and why or why not. */
  isKeychainUsable: z.boolean(),
  keychainSentence: z.string().max(500),
});
export type VaultStateCard = z.output<typeof vaultStateSchema>;

const none = z.object({});

export const vault = {
  /** Now, and again after every change. */
  state: oc.input(none).output(eventIterator(vaultStateSchema)),
  chooseKeychain: oc.input(none).output(none),
  /** Opens the entry of a new passphrase (asked twice there); the vault is ready when the entry is `entered`. */
  beginPassphrase: oc.input(none).output(entrySchema),
  beginUnlock: oc.input(none).output(entrySchema),
  lock: oc.input(none).output(none),
  /** Looks again at a keychain that could not be used: it may have been unlocked or come back. */
  recheck: oc.input(none).output(none),
};
