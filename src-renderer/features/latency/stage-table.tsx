import type { LatencyReport } from '../../../src-shared/contract/system.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatCompact } from '../../ui/format.ts';
import { stageColours } from './latency-chart.tsx';
import { latencyText, type Stage } from './latency-history.ts';
import { mainLoopStage, type StageText, tickStages } from './stages.ts';

type StageLatency = LatencyReport['stages'][number];

/** Narrow panels keep the middle and the tail. */
const wideOnly = '@max-[440px]:hidden';
const columns = [
  { name: 'p50', className: undefined },
  { name: 'p95', className: wideOnly },
  { name: 'p99', className: undefined },
  { name: 'max', className: undefined },
  { name: 'ticks', className: wideOnly },
] as const;

interface StageTableProps {
  readonly stages: readonly StageLatency[];
  readonly looked: Stage | null;
  onLook(stage: Stage | null): void;
}

/** One line a stage, in the order of a tick's way. A stage without samples shows dashes. */
export function StageTable({ stages, looked, onLook }: StageTableProps) {
  const line = (text: StageText) => (
    <StageLine
      key={text.stage}
      text={text}
      latency={stages.find((one) => one.stage === text.stage)}
      isLooked={looked === text.stage}
      onLook={onLook}
    />
  );
  return (
    <table className="tabular w-full shrink-0 table-fixed text-12" onPointerLeave={() => onLook(null)}>
      <caption className="sr-only">Latency of each stage of a tick's way, in milliseconds</caption>
      <thead className="text-11 text-text-2">
        <tr className="h-(--row-height) border-b border-line-strong">
          <th scope="col" className="w-[34%] px-2.5 @max-[440px]:w-[42%] text-left font-normal">
            Stage (ms)
          </th>
          {columns.map(({ name, className }) => (
            <th key={name} scope="col" className={classNames('px-2 text-right font-normal', className)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tickStages.map(line)}
        {line(mainLoopStage)}
      </tbody>
    </table>
  );
}

interface StageLineProps {
  readonly text: StageText;
  readonly latency: StageLatency | undefined;
  readonly isLooked: boolean;
  onLook(stage: Stage | null): void;
}

function StageLine({ text, latency, isLooked, onLook }: StageLineProps) {
  const isSlow = latency !== undefined && latency.p99 > text.attentionMs;
  return (
    <tr
      data-stage={text.stage}
      onPointerEnter={() => onLook(text.stage)}
      className={classNames('h-(--row-height) border-b border-line', isLooked && 'bg-bg-2')}
    >
      <th scope="row" className="px-2.5 text-left font-normal">
        <button
          type="button"
          className="flex h-6 w-full items-center gap-2 text-left"
          onFocus={() => onLook(text.stage)}
          onBlur={() => onLook(null)}
        >
          <span
            aria-hidden
            className="h-0.5 w-3 shrink-0 rounded-full"
            style={{ background: `var(${stageColours[text.stage]})` }}
          />
          <span className="truncate">{text.title}</span>
        </button>
      </th>
      <td className="px-2 text-right text-text-2">{latencyText(latency?.p50)}</td>
      <td className={classNames('px-2 text-right text-text-2', wideOnly)}>{latencyText(latency?.p95)}</td>
      <td className={classNames('px-2 text-right font-medium', isSlow ? 'text-warn' : 'text-text-1')}>
        {isSlow && <span className="sr-only">Slow: </span>}
        {latencyText(latency?.p99)}
      </td>
      <td className="px-2 text-right text-text-2">{latencyText(latency?.max)}</td>
      <td className={classNames('px-2 text-right text-text-3', wideOnly)}>
        {latency === undefined ? '–' : formatCompact(latency.count)}
      </td>
    </tr>
  );
}
