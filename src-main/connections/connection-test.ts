import type { KeyPermissionsCard, TestStepCard } from '../../src-shared/contract/connections.ts';
import { withdrawalSentence } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueConfig, VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { asSentence } from './as-sentence.ts';
import type { TestResult } from './saved-connection.ts';

/** What a finished test comes to. */
export interface TestVerdict {
  readonly result: TestResult;
  readonly permissions: KeyPermissionsCard | null;
  readonly latencyMs: number | null;
  /** Of the first step that failed, or else of the first with a warning; empty when all is well. */
  readonly sentence: string;
}

/** Yields the steps as they end; returns what they come to. A venue that breaks off is a failed step, never a throw. */
export async function* runTest(
  kind: VenueKind,
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): AsyncGenerator<TestStepCard, TestVerdict, void> {
  const steps: TestStepCard[] = [];
  for await (const { permissions, ...step } of kind.test(config, parts, signal)) {
    if (signal.aborted) break;
    const card: TestStepCard = {
      ...step,
      sentence: asSentence(step.sentence),
      ...(permissions === undefined
        ? {}
        : { permissions: { ...permissions, details: shortened(permissions.details) } }),
    };
    steps.push(card);
    yield card;
  }
  if (signal.aborted) throw new Failure('cancelled', 'The test was cancelled.');
  return verdictOf(steps);
}

/** A venue may have many and long names for rights; what the contract does not take could not be read back (E8). */
function shortened(details: readonly string[]): string[] {
  return details.slice(0, 60).map((detail) => detail.slice(0, 120));
}

export function verdictOf(steps: readonly TestStepCard[]): TestVerdict {
  const failed = steps.find(({ result }) => result === 'failed');
  const warned = steps.find(({ result }) => result === 'warning');
  return {
    result:
      failed !== undefined || steps.length === 0 ? 'failed' : warned !== undefined ? 'warning' : 'passed',
    permissions: steps.findLast(({ permissions }) => permissions !== undefined)?.permissions ?? null,
    latencyMs: steps.findLast(({ latencyMs }) => latencyMs !== undefined)?.latencyMs ?? null,
    sentence:
      (failed ?? warned)?.sentence ?? (steps.length === 0 ? 'The test ended before its first step.' : ''),
  };
}

/**
 * K9: what may be saved. @throws Failure `invalid` for a failed test, or for a key that may withdraw unless the person has
 * typed that he knows.
 */
export function assertSavable(verdict: TestVerdict, withdrawalWords: string): void {
  if (verdict.result === 'failed') {
    throw new Failure('invalid', asSentence(`The test failed, so nothing was saved. ${verdict.sentence}`));
  }
  if (
    verdict.permissions?.canWithdraw === true &&
    withdrawalWords.trim().toLowerCase() !== withdrawalSentence
  ) {
    throw new Failure(
      'invalid',
      `This key may withdraw money. Make one without that right, or type “${withdrawalSentence}”.`,
      { data: { needsWords: true } },
    );
  }
}
