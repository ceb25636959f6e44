import { useEffect, useRef } from 'react';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import { showToast } from '../ui/toast-store.ts';
import { isInSight, showMarket } from './show-market.ts';
import { useReplay } from './use-replay.ts';

/** Whoever loaded it shows it in linked charts at once; only then is it known whether any chart does. */
const settleMs = 400;

/** Another replay was loaded: says so when no chart in sight shows any of it, and offers one. */
export function useReplayNews(): void {
  const replay = useReplay();
  const names = replay?.tracks.map(({ instrument }) => instrument).join(' ');
  const known = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = names;
    if (names === undefined || names === '' || before === undefined || before === names) return;
    const instruments = names.split(' ') as InstrumentId[];
    const timer = setTimeout(() => {
      const [first] = instruments;
      if (first === undefined || isInSight(instruments)) return;
      showToast({
        level: 'info',
        title: 'Replay loaded',
        text: `No chart in sight shows ${instruments.length === 1 ? first : 'any of its markets'}.`,
        action: { label: 'Open chart', run: () => showMarket(first) },
      });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [names]);
}
