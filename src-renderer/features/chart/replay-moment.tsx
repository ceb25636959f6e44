import { useEffect } from 'react';
import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHostEvents } from '../../lib/host/host-context.tsx';
import type { ChartController } from './chart-controller.ts';

const openChanges = ({ rpc }: Host, signal: AbortSignal) => rpc.replay.changes({}, { signal });

/** Tells a chart of a replayed market what time it is there. Draws nothing, so that the panel is not drawn anew. */
export function ReplayMomentFeed(props: { controller: ChartController; instrument: InstrumentId }) {
  const { controller, instrument } = props;
  const replay = useHostEvents<ReplayStatus | null>(openChanges, null);
  useEffect(() => {
    const track = replay?.tracks.find((one) => one.instrument === instrument);
    controller.setReplay(
      track === undefined
        ? undefined
        : { now: track.now, isOver: replay?.phase === 'ended' || track.now >= track.to },
    );
  }, [controller, instrument, replay]);
  return null;
}
