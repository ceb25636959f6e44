import {
  Check,
  CircleAlert,
  CircleDashed,
  LoaderCircle,
  type LucideIcon,
  Minus,
  TriangleAlert,
} from 'lucide-react';
import type { CredentialWordsCard, TestStepCard } from '../../../../src-shared/contract/connections.ts';
import { classNames } from '../../../ui/class-names.ts';
import { formatDuration } from '../../../ui/format.ts';
import { type StepView, stepViews, type TestRun } from './test-run.ts';

const results: Readonly<
  Record<TestStepCard['result'], { readonly icon: LucideIcon; readonly tone: string; readonly word: string }>
> = {
  passed: { icon: Check, tone: 'text-up', word: 'Passed' },
  warning: { icon: TriangleAlert, tone: 'text-warn', word: 'Warning' },
  failed: { icon: CircleAlert, tone: 'text-danger', word: 'Failed' },
  skipped: { icon: Minus, tone: 'text-text-3', word: 'Not checked' },
};

interface TestStepsProps {
  readonly run: TestRun;
  readonly words: CredentialWordsCard | undefined;
  readonly isDense?: boolean;
}

/** The steps of a test as they come, each with its own result, time and sentence. */
export function TestSteps({ run, words, isDense = false }: TestStepsProps) {
  return (
    <div>
      <ol className={classNames('flex flex-col', isDense ? 'gap-1' : 'gap-2.5')} data-testid="test-steps">
        {stepViews(run, words).map((view, index) => (
          <Step key={view.label} view={view} index={index} isDense={isDense} />
        ))}
      </ol>
      {run.failure !== '' && (
        <p role="alert" className="mt-2 flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span data-selectable>{run.failure}</span>
        </p>
      )}
    </div>
  );
}

function Step({ view, index, isDense }: { view: StepView; index: number; isDense: boolean }) {
  const result = view.state === 'done' ? results[view.card.result] : undefined;
  const Icon = result?.icon ?? (view.state === 'running' ? LoaderCircle : CircleDashed);
  return (
    <li
      className="grid grid-cols-[16px_1fr_auto] items-start gap-x-2.5"
      data-step={view.state === 'done' ? view.card.step : String(index)}
      data-result={view.state === 'done' ? view.card.result : view.state}
    >
      <Icon
        size={16}
        strokeWidth={1.75}
        aria-hidden
        className={classNames(
          'mt-0.5',
          result?.tone ?? 'text-text-3',
          view.state === 'running' && 'animate-spin text-accent',
        )}
      />
      <div className="min-w-0">
        <p className={classNames(isDense ? 'text-12' : 'text-13', view.state !== 'done' && 'text-text-2')}>
          {view.label}
          <span className="sr-only">
            : {result?.word ?? stateWords[view.state as keyof typeof stateWords]}
          </span>
        </p>
        {view.state === 'not-run' && (
          <p className="text-12 text-text-2">Not run: the test ended before it.</p>
        )}
        {view.state === 'done' && view.card.sentence !== '' && (
          <p
            data-selectable
            className={classNames(
              'text-12',
              view.card.result === 'failed' || view.card.result === 'warning' ? 'text-text-1' : 'text-text-2',
            )}
          >
            {view.card.result === 'skipped' ? `Not checked. ${view.card.sentence}` : view.card.sentence}
          </p>
        )}
      </div>
      {view.state === 'done' && view.card.result !== 'skipped' && (
        <span className="tabular text-12 text-text-3">{formatDuration(view.card.elapsedMs)}</span>
      )}
    </li>
  );
}

const stateWords = { waiting: 'waiting', running: 'under way', 'not-run': 'not run' } as const;
