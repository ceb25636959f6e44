import { Check, CircleAlert } from 'lucide-react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatCount } from '../../ui/format.ts';
import { Progress } from '../../ui/progress.tsx';
import { ColumnsStep } from './columns-step.tsx';
import type { ImportSession } from './import-session.ts';
import {
  canCancel,
  canGoOn,
  type PickedFile,
  runFraction,
  stepOf,
  type WizardStage,
  type WizardState,
  wizardSteps,
} from './import-wizard-state.ts';
import { ReportStep } from './report-step.tsx';
import { bytesText } from './stored-row.ts';
import { targetOf } from './target-draft.ts';
import { TargetStep } from './target-step.tsx';

interface ImportWizardProps {
  readonly session: ImportSession;
  readonly wizard: WizardState;
  readonly canOpenChart: boolean;
  onOpenChart(instrument: InstrumentId): void;
}

/** One file on its way into the store: upload, columns, market, import, report. */
export function ImportWizard({ session, wizard, canOpenChart, onOpenChart }: ImportWizardProps) {
  if (wizard.current === null) return null;
  const { file, stage } = wizard.current;
  return (
    <div className="flex h-full min-h-0 flex-col" data-testid="import-wizard" data-stage={stage.name}>
      <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-2">
        <h3 className="min-w-0 truncate text-13 font-medium" title={file.name}>
          {file.name} <span className="tabular font-normal text-text-3">{bytesText(file.size)}</span>
        </h3>
        <Steps at={stepOf(stage)} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <StageBody file={file} stage={stage} session={session} />
      </div>
      <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t border-line px-3 py-2">
        {wizard.waiting.length > 0 && (
          <span className="text-12 text-text-3">
            {wizard.waiting.length === 1 ? '1 more file waits' : `${wizard.waiting.length} more files wait`}
          </span>
        )}
        <span className="flex-1" />
        <StageButtons
          stage={stage}
          session={session}
          isLast={wizard.waiting.length === 0}
          canOpenChart={canOpenChart}
          onOpenChart={onOpenChart}
        />
      </footer>
    </div>
  );
}

function Steps({ at }: { at: number }) {
  return (
    <ol className="ml-auto flex items-center gap-3 text-12" aria-label="Steps">
      {wizardSteps.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-1',
            index !== at && '@max-[440px]:hidden',
            index === at ? 'font-medium text-accent' : index < at ? 'text-text-2' : 'text-text-3',
          )}
        >
          {index < at && <Check size={12} aria-hidden />}
          {name}
          {index === at && (
            <span className="tabular font-normal text-text-3 @min-[440px]:hidden">
              {at + 1} of {wizardSteps.length}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function StageBody({
  file,
  stage,
  session,
}: {
  file: PickedFile;
  stage: WizardStage;
  session: ImportSession;
}) {
  switch (stage.name) {
    case 'uploading':
      return (
        <Waiting
          title="Reading the file"
          fraction={file.size > 0 ? stage.sent / file.size : null}
          detail={`${bytesText(stage.sent)} of ${bytesText(file.size)}`}
        />
      );
    case 'detecting':
      return <Waiting title="Finding out how it is laid out" fraction={null} detail="" />;
    case 'preview':
      return <ColumnsStep stage={stage} onMapping={(mapping) => session.changeMapping(mapping)} />;
    case 'target':
      return <TargetStep stage={stage} onDraft={(draft) => session.changeTarget(draft)} />;
    case 'running':
      return (
        <Waiting
          title={
            stage.isCancelling ? 'Cancelling' : stage.progress?.phase === 'storing' ? 'Storing' : 'Importing'
          }
          fraction={runFraction(stage.progress)}
          detail={
            stage.progress === null
              ? ''
              : `${formatCount(stage.progress.rows)} rows, ${bytesText(stage.progress.bytesRead)} of ${bytesText(stage.progress.bytesTotal)}`
          }
        />
      );
    case 'report':
      return <ReportStep report={stage.report} />;
    case 'failed':
      return (
        <div role="alert" className="flex items-start gap-3 p-4">
          <CircleAlert size={18} aria-hidden className="mt-px shrink-0 text-danger" />
          <div className="max-w-120 text-13">
            <p data-selectable>{stage.sentence}</p>
            {!/stored/i.test(stage.sentence) && <p className="mt-1 text-text-2">Nothing was stored.</p>}
          </div>
        </div>
      );
  }
}

function Waiting({ title, fraction, detail }: { title: string; fraction: number | null; detail: string }) {
  return (
    <div className="flex max-w-120 flex-col gap-2 p-4">
      <p className="text-13">
        {title}
        {fraction !== null && <span className="tabular text-text-2"> {Math.floor(fraction * 100)}%</span>}
      </p>
      <Progress key={fraction === null ? 'unknown' : 'known'} label={title} fraction={fraction} />
      <p className="tabular min-h-4 text-12 text-text-2" data-testid="import-progress">
        {detail}
      </p>
    </div>
  );
}

interface StageButtonsProps {
  readonly stage: WizardStage;
  readonly session: ImportSession;
  readonly isLast: boolean;
  readonly canOpenChart: boolean;
  onOpenChart(instrument: InstrumentId): void;
}

function StageButtons({ stage, session, isLast, canOpenChart, onOpenChart }: StageButtonsProps) {
  const leaveWord = isLast ? 'Discard' : 'Skip this file';
  const leave = (
    <Button tone="ghost" onClick={() => session.closeFile()} data-testid="import-discard">
      {leaveWord}
    </Button>
  );
  switch (stage.name) {
    case 'uploading':
    case 'detecting':
      return <Button onClick={() => session.closeFile()}>Cancel</Button>;
    case 'preview':
      return (
        <>
          {leave}
          <Button
            tone="primary"
            data-testid="import-next"
            disabled={!canGoOn(stage)}
            onClick={() => session.next()}
          >
            Next: choose the market
          </Button>
        </>
      );
    case 'target':
      return (
        <>
          {leave}
          <Button onClick={() => session.back()}>Back</Button>
          <Button
            tone="primary"
            data-testid="import-next"
            disabled={targetOf(stage.draft, stage.mapping.kind) === undefined}
            onClick={() => session.next()}
          >
            Import
          </Button>
        </>
      );
    case 'running':
      return (
        <Button disabled={!canCancel(stage)} onClick={() => session.cancelRun()} data-testid="import-cancel">
          {stage.isCancelling ? 'Cancelling…' : 'Cancel'}
        </Button>
      );
    case 'report':
      return (
        <>
          {canOpenChart && (
            <Button onClick={() => onOpenChart(stage.report.instrument)} data-testid="import-open-chart">
              Open chart
            </Button>
          )}
          <Button tone="primary" data-testid="import-next" onClick={() => session.closeFile()}>
            {isLast ? 'Done' : 'Next file'}
          </Button>
        </>
      );
    case 'failed':
      return (
        <>
          {leave}
          <Button tone="primary" data-testid="import-retry" onClick={() => session.retry()}>
            Try again
          </Button>
        </>
      );
  }
}
