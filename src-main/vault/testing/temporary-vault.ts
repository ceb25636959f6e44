import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openVault, type Vault, type VaultParts } from '../index.ts';
import { leastStrength } from '../strength.ts';
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts';

/** A profile in a temporary folder with a clock to turn, and a keychain in memory. Opening it again is a restart. */
export interface TemporaryVault {
  readonly profile: string;
  readonly keychain: MemoryKeychain;
  readonly lines: string[];
  nowMs: number;
  open(more?: Partial<VaultParts>): Promise<Vault>;
}

export function temporaryVault(): TemporaryVault {
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-vault-'));
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }));
  const keychain = createMemoryKeychain();
  const lines: string[] = [];
  const temporary: TemporaryVault = {
    profile,
    keychain,
    lines,
    nowMs: Date.UTC(2026, 2, 2, 9, 30),
    async open(more = {}) {
      const vault = await openVault({
        profile,
        profileId: 'profile-1',
        platform: 'linux',
        now: () => temporary.nowMs,
        log: (event, fields) => lines.push(JSON.stringify({ event, ...fields })),
        keychain,
        strength: leastStrength,
        ...more,
      });
      onTestFinished(() => vault.close());
      return vault;
    },
  };
  return temporary;
}
