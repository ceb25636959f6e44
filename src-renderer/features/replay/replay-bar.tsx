import { CircleAlert, Pause, Play, RotateCcw, SkipForward, StepForward, X } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { nominalMs, standardTimeframes, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import { Button } from '../../ui/button.tsx';
import { formatCompact, formatDuration, formatTime, zoneName } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { elapsedText, focusedTrack, type ReplayTrack, trackTimeAt } from './replay-clock.ts';
import { replayCommands } from './replay-commands.ts';
import { ReplayScrubber } from './replay-scrubber.tsx';
import { replaySpeeds, speedLabel, speedMeaning } from './replay-speed.ts';
import { useEventRate, useReplayActions, useReplayStatus } from './use-replay.ts';
import { useReplayZone } from './use-replay-zone.ts';

const barLengths = standardTimeframes.filter((timeframe) => timeframe !== '1W');

interface ReplayBarProps {
  /** The instrument the user looks at: its date is shown, unless another track was picked in the bar. */
  readonly focus?: InstrumentId | null;
}

/** The controls of the loaded replay, one line high; nothing while none is loaded. */
export function ReplayBar({ focus = null }: ReplayBarProps) {
  const status = useReplayStatus();
  if (status === null || status.phase === 'empty' || status.tracks.length === 0) return null;
  return <LoadedBar status={status} focus={focus} />;
}

function LoadedBar({ status, focus }: { status: ReplayStatus; focus: InstrumentId | null }) {
  const { phase: hostPhase } = useHostStatus();
  const { actions, failure, forgetFailure } = useReplayActions();
  const zone = useReplayZone();
  const rate = useEventRate(status);
  const [barLength, setBarLength] = useState<Timeframe>('1m');
  const [picked, setPicked] = useState<InstrumentId | null>(null);
  const [held, setHeld] = useState<number | null>(null);
  const barMs = nominalMs(barLength);
  const isLost = hostPhase !== 'connected';
  const isPlaying = status.phase === 'playing';
  const toggleLabel = isPlaying ? 'Pause' : status.phase === 'ended' ? 'Play from the start' : 'Play';
  const ToggleIcon = isPlaying ? Pause : Play;
  // Looking at a market that is not replayed is no reason to show another track's clock.
  const shown = useRef<InstrumentId | null>(null);
  const track = focusedTrack(status.tracks, picked, focus, shown.current);
  shown.current = track?.instrument ?? null;

  const now = useRef({ status, barMs });
  now.current = { status, barMs };
  const commands = useMemo(
    () =>
      replayCommands({
        actions,
        status: () => now.current.status,
        barMs: () => now.current.barMs,
      }),
    [actions],
  );
  useCommands(commands, !isLost);

  const toggleOnSpace = (event: KeyboardEvent) => {
    const isControl =
      event.target instanceof Element && event.target.closest('button, select, input') !== null;
    if (event.key !== ' ' || isControl || isLost) return;
    event.preventDefault();
    void actions.toggle(status);
  };
  if (track === undefined) return null;
  const elapsedMs = held ?? status.elapsedMs;
  return (
    <div className="@container shrink-0 border-t border-line bg-bg-1">
      <div
        role="toolbar"
        aria-label="Replay"
        tabIndex={-1}
        data-testid="replay-bar"
        data-phase={status.phase}
        className="flex h-9 items-center gap-3 px-2 text-12 @max-[560px]:gap-2 pointer-coarse:h-12"
        onKeyDown={toggleOnSpace}
      >
        <div className="flex items-center gap-0.5">
          <IconButton
            icon={RotateCcw}
            label="Back to the beginning"
            keys="Alt+Shift+Home"
            className="@max-[700px]:hidden"
            disabled={isLost || status.elapsedMs === 0}
            onClick={() => void actions.seek(0)}
          />
          <Button
            tone={isPlaying ? 'plain' : 'primary'}
            size="small"
            className="mx-0.5 w-7 px-0"
            aria-label={toggleLabel}
            data-tooltip={toggleLabel}
            data-tooltip-keys="Shift+ArrowDown"
            data-testid="replay-toggle"
            disabled={isLost}
            onClick={() => void actions.toggle(status)}
          >
            <ToggleIcon size={14} strokeWidth={2} fill="currentColor" aria-hidden />
          </Button>
          <IconButton
            icon={StepForward}
            label="Step one event"
            keys="Shift+ArrowUp"
            data-testid="replay-step"
            disabled={isLost || status.phase === 'ended'}
            onClick={() => void actions.step('event', barMs)}
          />
          <IconButton
            icon={SkipForward}
            label={`Step to the end of the ${barLength} bar`}
            keys="Shift+ArrowRight"
            data-testid="replay-step-bar"
            className="@max-[700px]:hidden"
            disabled={isLost || status.phase === 'ended'}
            onClick={() => void actions.step('bar', barMs)}
          />
          <Select
            label="Bar length of a step"
            className="h-6 w-16 @max-[700px]:hidden"
            value={barLength}
            options={barLengths.map((value) => ({ value, label: value }))}
            onChange={(value) => setBarLength(barLengths.find((length) => length === value) ?? '1m')}
          />
        </div>
        <Select
          label="Replay speed"
          data-testid="replay-speed"
          data-tooltip={speedMeaning(status.speed)}
          className="h-6 w-21"
          value={String(status.speed)}
          options={speedOptions(status.speed)}
          disabled={isLost}
          onChange={(value) => void actions.setSpeed(Number(value))}
        />
        <TrackClock
          tracks={status.tracks}
          track={track}
          elapsedMs={elapsedMs}
          zone={zone}
          onPick={setPicked}
          isStale={isLost}
        />
        <ReplayScrubber
          track={track}
          elapsedMs={status.elapsedMs}
          lengthMs={status.lengthMs}
          barMs={barMs}
          zone={zone}
          isDisabled={isLost}
          seek={actions.seek}
          onHold={setHeld}
        />
        {failure !== null && (
          <div role="alert" className="flex min-w-0 max-w-80 items-center gap-1 text-danger">
            <CircleAlert size={14} aria-hidden className="shrink-0" />
            <span className="truncate" data-tooltip={failure}>
              {failure}
            </span>
            <IconButton icon={X} size="small" label="Dismiss" onClick={forgetFailure} />
          </div>
        )}
        <div className="tabular shrink-0 text-text-2 @max-[900px]:hidden" data-testid="replay-elapsed">
          {elapsedText(elapsedMs)} <span className="text-text-3">/ {formatDuration(status.lengthMs)}</span>
        </div>
        <PhaseText status={status} isLost={isLost} rate={rate} />
      </div>
    </div>
  );
}

function speedOptions(speed: number) {
  const known: readonly number[] = replaySpeeds;
  const all = known.includes(speed) ? known : [...known, speed];
  return all.map((value) => ({ value: String(value), label: speedLabel(value) }));
}

interface TrackClockProps {
  readonly tracks: readonly ReplayTrack[];
  readonly track: ReplayTrack;
  readonly elapsedMs: number;
  readonly zone: string;
  readonly isStale: boolean;
  onPick(instrument: InstrumentId): void;
}

/** Which market, and what time it is there. With several tracks, a choice of whose time is shown. */
function TrackClock({ tracks, track, elapsedMs, zone, isStale, onPick }: TrackClockProps) {
  const time = trackTimeAt(track, elapsedMs);
  return (
    <div className="flex shrink-0 items-center gap-2">
      {tracks.length > 1 ? (
        <Select
          label="Show the time of"
          className="h-6 w-36 @max-[560px]:hidden"
          value={track.instrument}
          options={tracks.map((one) => ({ value: one.instrument, label: one.source }))}
          onChange={(value) => {
            const chosen = tracks.find((one) => one.instrument === value);
            if (chosen !== undefined) onPick(chosen.instrument);
          }}
        />
      ) : (
        <span className="text-text-2 @max-[560px]:hidden">{track.source}</span>
      )}
      <time
        dateTime={new Date(time).toISOString()}
        data-testid="replay-time"
        className={`tabular font-medium ${isStale ? 'text-text-3' : 'text-text-1'}`}
      >
        {formatTime(time, zone, 'date-second')}{' '}
        <span className="font-normal text-text-3 @max-[420px]:hidden">{zoneName(time, zone)}</span>
      </time>
    </div>
  );
}

const phaseWords: Readonly<Record<ReplayStatus['phase'], string>> = {
  empty: 'Nothing loaded',
  paused: 'Paused',
  playing: 'Playing',
  ended: 'Ended',
};

interface PhaseTextProps {
  readonly status: ReplayStatus;
  readonly isLost: boolean;
  readonly rate: number | undefined;
}

function PhaseText({ status, isLost, rate }: PhaseTextProps) {
  if (isLost) return <div className="w-28 shrink-0 text-right text-warn">Connection lost</div>;
  return (
    <div
      className="tabular w-28 shrink-0 text-right text-text-2 @max-[1000px]:hidden"
      data-testid="replay-phase"
    >
      {status.phase === 'playing' && rate !== undefined ? (
        <>
          {formatCompact(rate)} <span className="text-text-3">events/s</span>
        </>
      ) : (
        phaseWords[status.phase]
      )}
    </div>
  );
}
