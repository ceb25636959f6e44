import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHost, useHostEvents } from '../../lib/host/host-context.tsx';
import { EventRate } from './event-rate.ts';
import type { trackRequests } from './playable.ts';

const openChanges = (host: Host, signal: AbortSignal) => host.rpc.replay.changes({}, { signal });

/** The replay as it is now; null until the host has told. */
export function useReplayStatus(): ReplayStatus | null {
  return useHostEvents<ReplayStatus | null>(openChanges, null);
}

/** Everything one can ask of the replay. Each resolves when it is done or has failed; failures go to `onFailure`. */
export interface ReplayActions {
  toggle(status: ReplayStatus): Promise<void>;
  setSpeed(speed: number): Promise<void>;
  step(unit: 'event' | 'bar', barMs: number): Promise<void>;
  seek(elapsedMs: number): Promise<void>;
  /** The state it is loaded in; undefined when it could not be. */
  load(tracks: ReturnType<typeof trackRequests>, seed: number): Promise<ReplayStatus | undefined>;
}

export function useReplayActions(): {
  readonly actions: ReplayActions;
  readonly failure: string | null;
  forgetFailure(): void;
} {
  const { rpc } = useHost();
  const [failure, setFailure] = useState<string | null>(null);
  const actions = useMemo((): ReplayActions => {
    const attempt = async (call: () => Promise<ReplayStatus>): Promise<ReplayStatus | undefined> => {
      try {
        const status = await call();
        setFailure(null);
        return status;
      } catch (error) {
        setFailure(failureSentence(error));
        return undefined;
      }
    };
    return {
      async toggle(status) {
        await attempt(async () => {
          if (status.phase === 'playing') return rpc.replay.pause({});
          if (status.phase === 'ended') await rpc.replay.seek({ elapsedMs: 0 });
          return rpc.replay.play({});
        });
      },
      async setSpeed(speed) {
        await attempt(() => rpc.replay.setSpeed({ speed }));
      },
      async step(unit, barMs) {
        await attempt(() => rpc.replay.step({ unit, barMs }));
      },
      async seek(elapsedMs) {
        await attempt(() => rpc.replay.seek({ elapsedMs }));
      },
      load: (tracks, seed) => attempt(() => rpc.replay.load({ tracks, seed })),
    };
  }, [rpc]);
  return { actions, failure, forgetFailure: () => setFailure(null) };
}

/** Events per second while playing; undefined when nothing plays or it is not known yet. */
export function useEventRate(status: ReplayStatus | null): number | undefined {
  const rate = useRef(new EventRate());
  const [perSecond, setPerSecond] = useState<number>();
  useEffect(() => {
    if (status === null || status.phase !== 'playing') {
      rate.current.clear();
      setPerSecond(undefined);
      return;
    }
    rate.current.add(performance.now(), status.events);
    setPerSecond(rate.current.perSecond());
  }, [status]);
  return perSecond;
}
