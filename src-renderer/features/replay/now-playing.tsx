import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatCount, formatDuration, formatTime, zoneName } from '../../ui/format.ts';
import { elapsedText, fractionOf, trackTimeAt } from './replay-clock.ts';
import { speedLabel } from './replay-speed.ts';
import { useReplayZone } from './use-replay-zone.ts';

interface NowPlayingProps {
  readonly status: ReplayStatus | null;
  readonly isLost: boolean;
  onShow(instrument: InstrumentId): void;
}

/** What is loaded, and where each track stands. */
export function NowPlaying({ status, isLost, onShow }: NowPlayingProps) {
  const zone = useReplayZone();
  if (status === null || status.phase === 'empty') return null;
  return (
    <section aria-label="Now loaded" className="shrink-0 border-b border-line px-2.5 py-2 text-12">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={isLost ? 'warn' : status.phase === 'playing' ? 'accent' : 'plain'}>
          {isLost ? 'Connection lost' : phaseNames[status.phase]}
        </Badge>
        <span className="text-text-2">{speedLabel(status.speed)}</span>
        <span className="tabular text-text-2">
          {elapsedText(status.elapsedMs)} of {formatDuration(status.lengthMs)}
        </span>
        <span className="tabular ml-auto text-text-3 @max-[440px]:hidden">
          {formatCount(status.events)} events · seed {status.seed}
        </span>
      </div>
      <ul className="mt-1.5 max-h-24 overflow-y-auto">
        {status.tracks.map((track) => (
          <li
            key={track.instrument}
            className="grid grid-cols-[minmax(0,1fr)_auto] @min-[440px]:grid-cols-[minmax(0,1fr)_64px_auto] items-center gap-3"
          >
            <button
              type="button"
              className="h-6 truncate text-left text-text-1 hover:text-accent"
              data-tooltip={`Show ${track.instrument} in the linked panels`}
              onClick={() => onShow(track.instrument)}
            >
              {track.source}
            </button>
            <span className="h-0.5 rounded-full bg-line-strong @max-[440px]:hidden" aria-hidden>
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${fractionOf(status.elapsedMs, track.to - track.from) * 100}%` }}
              />
            </span>
            <span className="tabular whitespace-nowrap text-text-2">
              {formatTime(trackTimeAt(track, status.elapsedMs), zone, 'date-minute')}{' '}
              {zoneName(track.now, zone)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const phaseNames = { playing: 'Playing', paused: 'Paused', ended: 'Ended' } as const;
