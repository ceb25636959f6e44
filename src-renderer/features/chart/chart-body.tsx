import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { HostStatus } from '../../lib/host/host.ts';
import type { ChartActions } from './chart-commands.ts';
import type { ChartFace } from './chart-face.ts';
import { FailedFace, LoadingFace, NoInstrumentFace, SinceBadge } from './chart-faces.tsx';
import type { ChartStatus } from './chart-status.ts';
import { NoBarsFace } from './no-bars-face.tsx';

interface ChartBodyProps {
  readonly face: ChartFace;
  readonly status: ChartStatus;
  readonly host: HostStatus;
  readonly instrument: InstrumentId | null;
  readonly timeframe: Timeframe;
  readonly failure: string;
  readonly actions: ChartActions;
  readonly isStreamed: boolean;
  onChoose(instrument: InstrumentId, frame: Timeframe): void;
  onRetry(): void;
}

/** What lies over the plot when it is not simply live. */
export function ChartBody(props: ChartBodyProps) {
  const { face, status, host, instrument, timeframe, actions } = props;
  switch (face) {
    case 'live':
      return null;
    case 'loading':
      return <LoadingFace />;
    case 'failed':
      return <FailedFace sentence={props.failure} onRetry={props.onRetry} />;
    case 'stale':
      return <SinceBadge kind="stale" since={status.quietSince} reason="" />;
    case 'disconnected':
      return <SinceBadge kind="disconnected" since={host.since} reason={host.reason} />;
    case 'empty':
      return instrument === null ? (
        <NoInstrumentFace onSearch={() => actions.openSearch()} />
      ) : (
        <NoBarsFace
          instrument={instrument}
          timeframe={timeframe}
          isStreamed={props.isStreamed}
          onChoose={props.onChoose}
        />
      );
  }
}
