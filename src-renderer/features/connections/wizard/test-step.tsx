import { CircleCheck, RefreshCw } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { RightsChips } from '../keys/rights-chips.tsx';
import { permissionsOf, verdictOf } from '../keys/test-run.ts';
import { TestSteps } from '../keys/test-steps.tsx';
import { environmentNames } from '../settings-draft.ts';
import type { Wizard } from './use-wizard.ts';

/** The test, step by step, and what it found. */
export function TestStep({ wizard }: { wizard: Wizard }) {
  const { state, test, move } = wizard;
  const { kind, settings } = state;
  const verdict = verdictOf(test.run);
  const permissions = permissionsOf(test.run);
  if (kind === null || settings === null) return null;
  const [tone, words] = verdicts[verdict ?? 'running'];
  const { one, title } = kind.credentialWords;
  return (
    <div className="flex flex-1 flex-col gap-5" data-verdict={verdict ?? 'running'} data-testid="wizard-test">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h3
          className={`flex items-center gap-2 rounded text-15 font-medium focus:outline-none ${tone}`}
          aria-live="polite"
          tabIndex={-1}
          data-autofocus
        >
          {verdict === 'passed' && <CircleCheck size={18} aria-hidden />}
          {words}
        </h3>
        <p className="text-12 text-text-2">
          {kind.label}, {environmentNames[settings.environment].toLowerCase()}
          {settings.proxy !== '' && `, through ${settings.proxy}`}
        </p>
      </header>
      <TestSteps run={test.run} words={kind.credentialWords} />
      {permissions !== null && (
        <div className="flex items-start gap-3 text-12">
          <span className="shrink-0 text-text-2">This {one} may</span>
          <RightsChips permissions={permissions} />
        </div>
      )}
      <div className="mt-auto flex gap-2">
        <Button disabled={test.run.phase === 'running'} onClick={wizard.runTest} data-testid="test-again">
          <RefreshCw size={14} aria-hidden /> Test again
        </Button>
        <Button tone="ghost" onClick={() => move({ do: 'go', step: 'keys' })}>
          Change settings or {title.toLowerCase()}
        </Button>
      </div>
    </div>
  );
}

const verdicts = {
  running: ['text-text-1', 'Testing…'],
  passed: ['text-up', 'Everything passed.'],
  warning: ['text-warn', 'It works, with a warning.'],
  failed: ['text-danger', 'It does not work yet.'],
} as const;
