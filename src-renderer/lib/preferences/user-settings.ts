import type { z } from 'zod';
import { create } from 'zustand';
import type { jsonSchema } from '../../../src-shared/contract/schemas.ts';
import type { RpcClient } from '../host/rpc-client.ts';

export type SettingValue = z.output<typeof jsonSchema>;

interface UserSettings {
  /** Everything stored, by key. Read values defensively: another version may have written them. */
  readonly values: Readonly<Record<string, SettingValue>>;
  /** False until the main process has answered once. */
  readonly isLoaded: boolean;
}

/** The user's settings as every window sees them. Filled and kept up to date by the shell. */
export const useUserSettings = create<UserSettings>(() => ({ values: {}, isLoaded: false }));

export function receiveAllSettings(values: Readonly<Record<string, SettingValue>>): void {
  useUserSettings.setState({ values, isLoaded: true });
}

export function receiveSetting(key: string, value: SettingValue): void {
  useUserSettings.setState(({ values }) => ({ values: { ...values, [key]: value } }));
}

/** Takes effect at once here, and in the other windows as soon as it is stored. Rejects, and takes it back, when it cannot be stored. */
export async function saveSetting(rpc: RpcClient, key: string, value: SettingValue): Promise<void> {
  const before = useUserSettings.getState().values[key] ?? null;
  receiveSetting(key, value);
  try {
    await rpc.settings.set({ key, value });
  } catch (error) {
    if (useUserSettings.getState().values[key] === value) receiveSetting(key, before);
    throw error;
  }
}
