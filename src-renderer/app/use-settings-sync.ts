import { useEffect } from 'react';
import { reportUnlessLost } from '../lib/host/connection-end.ts';
import type { Host } from '../lib/host/host.ts';
import { useHost, useHostStatus } from '../lib/host/host-context.tsx';
import { usePreferences } from '../lib/preferences/preferences.ts';
import { readPreferences } from '../lib/preferences/read-preferences.ts';
import { receiveAllSettings, receiveSetting, useUserSettings } from '../lib/preferences/user-settings.ts';
import { showPreferences } from './preferences-on-page.ts';

/** Keeps settings, preferences and the page's looks in step with what is stored, in every window. */
export function useSettingsSync(): void {
  const host = useHost();
  const { phase, generation } = useHostStatus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation starts it again on a new connection
  useEffect(() => {
    if (phase !== 'connected') return;
    const controller = new AbortController();
    void follow(host, controller.signal);
    return () => controller.abort();
  }, [host, phase, generation]);
  useEffect(
    () =>
      useUserSettings.subscribe(({ values, isLoaded }) => {
        if (!isLoaded) return;
        const preferences = readPreferences(values);
        usePreferences.setState(preferences);
        showPreferences(preferences);
      }),
    [],
  );
}

async function follow({ rpc }: Host, signal: AbortSignal): Promise<void> {
  try {
    // Listen first, then read, so that no change falls between the two.
    const changes = await rpc.settings.changes({}, { signal });
    receiveAllSettings(await rpc.settings.all({}, { signal }));
    for await (const { key, value } of changes) {
      if (signal.aborted) return;
      receiveSetting(key, value);
    }
  } catch (error) {
    if (!signal.aborted) reportUnlessLost(error);
  }
}
