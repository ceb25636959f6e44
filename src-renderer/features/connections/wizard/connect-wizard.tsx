import { Check } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import {
  keyWords,
  type SavedConnectionCard,
  type VenueKindCard,
} from '../../../../src-shared/contract/connections.ts';
import { useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { KeysStep } from './keys-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { TestStep } from './test-step.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';
import { VenueStep } from './venue-step.tsx';
import { isTestFresh, stepAfter, stepBefore, type WizardStep, wizardSteps } from './wizard-state.ts';

interface ConnectWizardProps {
  readonly kinds: readonly VenueKindCard[];
  readonly isDeveloper: boolean;
  readonly takenLabels: readonly string[];
  onClose(): void;
  onSaved(saved: SavedConnectionCard): void;
}

const stepNames = { venue: 'Venue', test: 'Test', review: 'Save' } as const;

/** Where reading or typing goes on in a step: what asks for it, else the first field, else its heading. */
const firstOfStep = ['[data-autofocus]', 'input, select, textarea', 'h3'];

/** From nothing to a connected venue in four steps. Closing it leaves nothing behind. */
export function ConnectWizard({ kinds, isDeveloper, takenLabels, onClose, onSaved }: ConnectWizardProps) {
  const wizard = useWizard(onSaved);
  const { state, facts } = wizard;
  const isUntested = state.step === 'test' && !isTestFresh(state, facts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving at the step starts the test, once
  useEffect(() => {
    if (isUntested) wizard.runTest();
  }, [isUntested]);
  const content = useFocusOfStep(state.step);
  return (
    <Dialog
      title="Connect a venue"
      onClose={onClose}
      staysOnClickBeside
      className="h-[min(86vh,680px)] w-[min(96vw,860px)]"
      testId="connect-wizard"
      footer={<Footer wizard={wizard} onClose={onClose} />}
    >
      <div ref={content} className="@container flex min-h-full flex-col gap-4" data-step={state.step}>
        <Steps current={state.step} title={(state.kind?.credentialWords ?? keyWords).title} />
        {state.step === 'venue' && <VenueStep wizard={wizard} kinds={kinds} takenLabels={takenLabels} />}
        {state.step === 'keys' && <KeysStep wizard={wizard} isDeveloper={isDeveloper} />}
        {state.step === 'test' && <TestStep wizard={wizard} />}
        {state.step === 'review' && <ReviewStep wizard={wizard} isDeveloper={isDeveloper} />}
      </div>
    </Dialog>
  );
}

/** The button that was pressed may be gone or out of use in the next step, and the focus with it. */
function useFocusOfStep(step: WizardStep) {
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const found = firstOfStep
      .map((selector) => content.current?.querySelector<HTMLElement>(selector))
      .find((one) => one !== null && one !== undefined);
    if (found?.tagName === 'H3') found.tabIndex = -1;
    found?.focus();
  }, [step]);
  return content;
}

function Steps({ current, title }: { current: WizardStep; title: string }) {
  const at = wizardSteps.indexOf(current);
  return (
    <ol className="flex items-center gap-2 text-12" aria-label="Steps">
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === current ? 'step' : undefined}
          className="flex flex-1 items-center gap-2 last:flex-none"
        >
          <span
            className={classNames(
              'inline-flex size-5 shrink-0 items-center justify-center rounded-full text-11 font-semibold',
              index < at && 'bg-accent-ground text-accent',
              index === at && 'bg-accent text-on-accent',
              index > at && 'border border-line-strong text-text-3',
            )}
          >
            {index < at ? <Check size={12} strokeWidth={2.5} aria-hidden /> : index + 1}
          </span>
          <span className={index === at ? 'font-medium text-text-1' : 'text-text-2'}>
            {step === 'keys' ? title : stepNames[step]}
          </span>
          {index < wizardSteps.length - 1 && <span aria-hidden className="h-px flex-1 bg-line-strong" />}
        </li>
      ))}
    </ol>
  );
}

function Footer({ wizard, onClose }: { wizard: Wizard; onClose(): void }) {
  const { state, move, missing, facts } = wizard;
  const isLost = useHostStatus().phase !== 'connected';
  const needsTest = state.step === 'review' && !isTestFresh(state, facts);
  const next = () => {
    if (state.step === 'review') void wizard.save();
    else move({ do: 'go', step: stepAfter(state.step) });
  };
  return (
    <>
      <p className="mr-auto self-center text-12 text-text-2" aria-live="polite">
        {isLost ? 'The connection to Tidemark is lost.' : missing}
      </p>
      <Button tone="ghost" onClick={onClose}>
        Cancel
      </Button>
      {state.step !== 'venue' && (
        <Button onClick={() => move({ do: 'go', step: stepBefore(state.step) })} data-testid="wizard-back">
          Back
        </Button>
      )}
      {needsTest ? (
        <Button
          tone="primary"
          data-testid="wizard-retest"
          disabled={isLost || state.settings?.products.length === 0}
          onClick={() => move({ do: 'go', step: 'test' })}
        >
          Test again
        </Button>
      ) : (
        <Button
          tone="primary"
          data-testid="wizard-next"
          disabled={missing !== '' || isLost || wizard.isSaving}
          onClick={next}
        >
          {state.step === 'review' ? (wizard.isSaving ? 'Saving…' : 'Save and connect') : 'Next'}
        </Button>
      )}
    </>
  );
}
