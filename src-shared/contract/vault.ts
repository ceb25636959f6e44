import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { entrySchema } from './connections.ts';

/** When keys under a passphrase lock themselves. */
export const vaultSettingsSchema = z.object({
  /** Minutes in which no key was used; 0 for never. */
  lockAfterIdleMinutes: z.int().min(0).max(1440),
  /** Also when the computer goes to sleep; only the desktop can know. */
  locksWithScreen: z.boolean(),
});
export type VaultSettings = z.output<typeof vaultSettingsSchema>;

/** What a person may want of a vault that is there already. */
export const vaultWishes = [
  'change-passphrase',
  'move-to-keychain',
  'move-to-passphrase',
  'start-anew-keychain',
  'start-anew-passphrase',
] as const;
export type VaultWish = (typeof vaultWishes)[number];

/** What must be typed, where passphrases are typed, to start anew. */
export const startAnewSentence = 'leave my keys behind';

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
  settings: vaultSettingsSchema,
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
  /** Opens the entry in which it is confirmed, by a passphrase or in words; done when the entry is `entered`. */
  beginWish: oc.input(z.object({ wish: z.enum(vaultWishes) })).output(entrySchema),
  saveSettings: oc.input(vaultSettingsSchema).output(none),
  lock: oc.input(none).output(none),
  /** Looks again at a keychain that could not be used: it may have been unlocked or come back. */
  recheck: oc.input(none).output(none),
};
