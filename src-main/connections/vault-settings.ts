import type { VaultSettings } from '../../src-shared/contract/vault.ts';
import type { SettingsRepository } from '../storage/journal-store.ts';

const idleName = 'vault.lockAfterIdleMs';
const screenName = 'vault.locksWithScreen';
const minuteMs = 60_000;

/** When keys under a passphrase are locked by themselves, as the profile keeps it; never, where nobody said so. */
export function readVaultSettings(settings: Pick<SettingsRepository, 'get'>): VaultSettings {
  const idleMs = settings.get(idleName);
  return {
    lockAfterIdleMinutes: typeof idleMs === 'number' && idleMs > 0 ? Math.ceil(idleMs / minuteMs) : 0,
    locksWithScreen: settings.get(screenName) === true,
  };
}

export async function saveVaultSettings(
  settings: Pick<SettingsRepository, 'set'>,
  { lockAfterIdleMinutes, locksWithScreen }: VaultSettings,
): Promise<void> {
  await settings.set(idleName, lockAfterIdleMinutes * minuteMs);
  await settings.set(screenName, locksWithScreen);
}

/** As the vault takes it. */
export function idleMsOf({ lockAfterIdleMinutes }: VaultSettings): number | null {
  return lockAfterIdleMinutes === 0 ? null : lockAfterIdleMinutes * minuteMs;
}
