import { useCallback } from 'react';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import { type SettingValue, saveSetting } from '../../lib/preferences/user-settings.ts';
import { showToast } from '../../ui/toast-store.ts';

/** Stores a setting; when that fails the old value comes back and a message says why. */
export function useSaveSetting(): (key: string, value: SettingValue) => void {
  const { rpc } = useHost();
  return useCallback(
    (key, value) => {
      saveSetting(rpc, key, value).catch((error: unknown) => {
        showToast({ level: 'warn', title: 'The setting was not saved', text: failureSentence(error) });
      });
    },
    [rpc],
  );
}
