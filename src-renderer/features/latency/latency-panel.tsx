import { Activity, WifiOff } from 'lucide-react';
import { useState } from 'react';
import type { LatencyReport } from '../../../src-shared/contract/system.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { LatencyChart } from './latency-chart.tsx';
import type { Stage } from './latency-history.ts';
import { StageTable } from './stage-table.tsx';
import { allStages } from './stages.ts';
import { useLatency } from './use-latency.ts';

/** How long a tick takes from the venue to the painted screen, measured all the time. */
export function LatencyPanel(_: PanelProps) {
  const { report, history } = useLatency();
  const hostStatus = useHostStatus();
  const [looked, setLooked] = useState<Stage | null>(null);
  const isLost = hostStatus.phase !== 'connected';
  return (
    <PanelFrame title="Latency" testId="latency-panel">
      {report === null ? (
        <Waiting isLost={isLost} reason={hostStatus.reason} />
      ) : (
        <div className={`flex h-full min-h-0 flex-col ${isLost ? 'opacity-60' : ''}`}>
          <Figures report={report} isLost={isLost} />
          {report.stages.length === 0 ? (
            <EmptyState
              icon={Activity}
              text="No ticks are flowing, so there is nothing to measure. Start a replay or open a chart that streams."
            />
          ) : (
            <>
              <StageTable stages={report.stages} looked={looked} onLook={setLooked} />
              <Explanation stage={looked} />
              <div className="min-h-28 flex-1 px-1 pt-1">
                <LatencyChart history={history} highlighted={looked} />
              </div>
            </>
          )}
        </div>
      )}
    </PanelFrame>
  );
}

function Waiting({ isLost, reason }: { isLost: boolean; reason: string }) {
  if (isLost) {
    return (
      <EmptyState
        icon={WifiOff}
        text={`Not connected to Tidemark's main process, which measures these times. ${reason}`}
      />
    );
  }
  return (
    <div className="flex h-full items-center justify-center">
      <Spinner label="Waiting for the first measurement" />
    </div>
  );
}

function Figures({ report, isLost }: { report: LatencyReport; isLost: boolean }) {
  return (
    <dl className="tabular flex shrink-0 flex-wrap gap-x-6 gap-y-1 border-b border-line px-2.5 py-2 text-12">
      <Figure name="Events" value={formatCount(Math.round(report.eventsPerSecond))} unit="/s" />
      <Figure name="Frames" value={formatCount(Math.round(report.framesPerSecond))} unit="/s" />
      <Figure
        name="Conflated"
        value={formatCount(report.conflated)}
        unit=""
        explanation="Updates replaced by a newer one of the same quote or bar before they were sent. Nothing is lost: trades are counted, the newest value always arrives."
      />
      {isLost && <span className="self-center text-warn">Connection lost: these figures are old</span>}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly explanation?: string;
}

function Figure({ name, value, unit, explanation }: FigureProps) {
  return (
    <div className="flex items-baseline gap-1.5" data-tooltip={explanation}>
      <dt className="text-text-3">{name}</dt>
      <dd className="text-15 font-medium text-text-1">
        {value}
        <span className="text-12 font-normal text-text-3">{unit}</span>
      </dd>
    </div>
  );
}

/** Its room is reserved, so that nothing moves when a stage is looked at. */
function Explanation({ stage }: { stage: Stage | null }) {
  const text = allStages.find((one) => one.stage === stage);
  return (
    <p
      aria-live="polite"
      className="min-h-14 shrink-0 border-b border-line px-2.5 py-1.5 text-12 text-text-2"
    >
      {text === undefined
        ? 'Half of all ticks are faster than p50, one in a hundred is slower than p99. Point at a stage to read what it measures.'
        : text.explanation}
    </p>
  );
}
