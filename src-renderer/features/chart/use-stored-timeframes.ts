import { useEffect, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { compareTimeframes, parseTimeframe, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { reportUnlessLost } from '../../lib/host/connection-end.ts';
import { useHost } from '../../lib/host/host-context.tsx';

/** `1m trade` and the like to the timeframes in them, shortest first. */
export function timeframesIn(contents: readonly string[]): Timeframe[] {
  const found = contents.flatMap((content) => {
    const frame = parseTimeframe(content.split(' ')[0] ?? '');
    return frame === undefined ? [] : [frame];
  });
  return [...new Set(found)].sort(compareTimeframes);
}

/** The timeframes an instrument has history in. */
export function useStoredTimeframes(id: InstrumentId): readonly Timeframe[] {
  const host = useHost();
  const [frames, setFrames] = useState<readonly Timeframe[]>([]);
  useEffect(() => {
    setFrames([]);
    const controller = new AbortController();
    host.rpc.market.stored({}, { signal: controller.signal }).then(
      (rows) => {
        const contents = rows.filter((row) => row.instrument === id).map((row) => row.content);
        if (!controller.signal.aborted) setFrames(timeframesIn(contents));
      },
      (error: unknown) => {
        // The offer is a courtesy: the face says what is missing without it.
        if (!controller.signal.aborted) reportUnlessLost(error);
      },
    );
    return () => controller.abort();
  }, [host, id]);
  return frames;
}
