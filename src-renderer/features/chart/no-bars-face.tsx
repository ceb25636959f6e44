import { CandlestickChart } from 'lucide-react';
import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { commands } from '../../lib/commands/command-registry.ts';
import type { Host } from '../../lib/host/host.ts';
import { useHostEvents } from '../../lib/host/host-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Cover } from './chart-faces.tsx';
import { isOutsideReplay, noBarsText, storedBehind } from './no-bars.ts';
import { useStoredTimeframes } from './use-stored-timeframes.ts';

interface NoBarsFaceProps {
  readonly instrument: InstrumentId;
  readonly timeframe: Timeframe;
  readonly isStreamed: boolean;
  onChoose(instrument: InstrumentId, frame: Timeframe): void;
}

const openChanges = ({ rpc }: Host, signal: AbortSignal) => rpc.replay.changes({}, { signal });

/** An empty chart says why it is empty and offers what would fill it. */
export function NoBarsFace({ instrument, timeframe, isStreamed, onChoose }: NoBarsFaceProps) {
  const replay = useHostEvents<ReplayStatus | null>(openChanges, null);
  const isOutside = isOutsideReplay({ instrument, replay });
  const shown = (isOutside ? storedBehind(instrument) : undefined) ?? instrument;
  const stored = useStoredTimeframes(shown);
  const offered = isOutside ? stored : stored.filter((frame) => frame !== timeframe);
  const empty = { instrument, timeframe, replay, isStreamed, hasOthers: offered.length > 0 };
  // A window of one panel has no Replay panel to open.
  const canOpenReplay = isOutside && commands.find('panel.open.replay')?.isAvailable?.() === true;
  return (
    <Cover>
      <EmptyState
        icon={CandlestickChart}
        text={noBarsText(empty)}
        action={
          <div className="flex flex-wrap justify-center gap-1.5">
            {offered.map((frame) => (
              <Button key={frame} size="small" onClick={() => onChoose(shown, frame)}>
                {isOutside ? `${shown} ${frame}` : frame}
              </Button>
            ))}
            {canOpenReplay && (
              <Button size="small" tone="primary" onClick={() => commands.run('panel.open.replay')}>
                Open the Replay panel
              </Button>
            )}
          </div>
        }
      />
    </Cover>
  );
}
