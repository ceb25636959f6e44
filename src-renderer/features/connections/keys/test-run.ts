import {
  type CredentialWordsCard,
  keyWords,
  type TestStepCard,
} from '../../../../src-shared/contract/connections.ts';

/** A test under way or over. */
export interface TestRun {
  readonly phase: 'idle' | 'running' | 'over' | 'broken';
  readonly steps: readonly TestStepCard[];
  /** Why it broke off; empty otherwise. */
  readonly failure: string;
}

export const noRun: TestRun = { phase: 'idle', steps: [], failure: '' };

interface NamedStep {
  readonly step: TestStepCard['step'];
  readonly label: string;
}

const testSteps = ({ one, proof }: CredentialWordsCard): readonly NamedStep[] => [
  { step: 'reach', label: 'Reach the venue' },
  { step: 'clock', label: 'Compare clocks' },
  { step: 'signature', label: proof },
  { step: 'permissions', label: `Ask what the ${one} may do` },
  { step: 'address', label: 'Check the address binding' },
  { step: 'latency', label: 'Measure the latency' },
];

export type StepView =
  | { readonly label: string; readonly state: 'waiting' | 'running' | 'not-run' }
  | { readonly label: string; readonly state: 'done'; readonly card: TestStepCard };

/** Every step there is, each with its own result as far as it is known; a step that ran twice shows its last word. */
export function stepViews(run: TestRun, words: CredentialWordsCard = keyWords): readonly StepView[] {
  const steps = testSteps(words);
  const last = run.steps.at(-1);
  const reached = steps.findIndex(({ step }) => step === last?.step);
  return steps.map(({ step, label }, index) => {
    const card = run.steps.findLast((one) => one.step === step);
    if (card !== undefined) return { label, state: 'done', card };
    if (run.phase === 'running') return { label, state: index === reached + 1 ? 'running' : 'waiting' };
    return { label, state: run.phase === 'idle' ? 'waiting' : 'not-run' };
  });
}

/** A run as long as it says something of the connection as it is now: other settings made its result void. */
export function currentRun(
  run: TestRun | undefined,
  { testedAt }: { readonly testedAt: number | null },
): TestRun | undefined {
  return run?.phase === 'over' && testedAt === null ? undefined : run;
}

/** The worst of it; null until it is over. */
export function verdictOf({ phase, steps }: TestRun): 'passed' | 'warning' | 'failed' | null {
  if (phase === 'idle' || phase === 'running') return null;
  if (phase === 'broken' || steps.length === 0) return 'failed';
  if (steps.some(({ result }) => result === 'failed')) return 'failed';
  return steps.some(({ result }) => result === 'warning') ? 'warning' : 'passed';
}

export function permissionsOf({ steps }: TestRun) {
  return steps.findLast(({ permissions }) => permissions !== undefined)?.permissions ?? null;
}
