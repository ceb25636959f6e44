import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  ConnectionSettings,
  SettingChoiceCard,
  VenueSettingCard,
} from '../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';

export interface Discovery {
  /** What the venue named; null before it was asked. */
  readonly choices: readonly SettingChoiceCard[] | null;
  /** Since when it is being asked; null while it is not. */
  readonly askingSince: number | null;
  readonly failure: string | null;
  ask(): void;
  cancel(): void;
}

/** Asks a venue which choices a setting has. What else is chosen decides whom it asks: with other choices it is void. */
export function useDiscovery(
  kind: string,
  { name }: Pick<VenueSettingCard, 'name'>,
  settings: ConnectionSettings,
): Discovery {
  const { rpc } = useHost();
  const [choices, setChoices] = useState<readonly SettingChoiceCard[] | null>(null);
  const [askingSince, setAskingSince] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const asking = useRef<AbortController | null>(null);
  const { [name]: _, ...others } = settings.settings;
  const askedWith = JSON.stringify([kind, others, settings.environment, settings.urls, settings.proxy]);

  const cancel = useCallback(() => {
    asking.current?.abort();
    asking.current = null;
    setAskingSince(null);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is of what was asked with
  useEffect(() => {
    setChoices(null);
    setFailure(null);
    return cancel;
  }, [askedWith, cancel]);

  const ask = useCallback(async () => {
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    setAskingSince(Date.now());
    setFailure(null);
    try {
      const wanted = { ...settings, label: settings.label.trim() || 'New' };
      const answer = await rpc.connections.discover(
        { kind, setting: name, settings: wanted },
        { signal: mine.signal },
      );
      if (!mine.signal.aborted) setChoices(answer.choices);
    } catch (error) {
      if (!mine.signal.aborted) setFailure(failureSentence(error));
    } finally {
      if (asking.current === mine) {
        asking.current = null;
        setAskingSince(null);
      }
    }
  }, [rpc, kind, name, settings]);
  return { choices, askingSince, failure, ask: () => void ask(), cancel };
}
