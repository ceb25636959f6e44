import type { ConnectionSettings, TestStepCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AuditAction } from './audit-log.ts';
import type { ConnectionRecords } from './connection-records.ts';
import { runTest, type TestVerdict } from './connection-test.ts';
import type { InTurn } from './in-turn.ts';
import { assertSettings, configOf, type SavedConnection } from './saved-connection.ts';
import { entryRecord, recordOf, type VenueKeys } from './venue-keys.ts';

/** A connection that is not saved yet. */
export interface Draft {
  readonly kind: string;
  readonly settings: ConnectionSettings;
  readonly entry: string | null;
}
export type TestSubject = { readonly id: string } | Draft;

interface TestsParts {
  readonly records: ConnectionRecords;
  readonly keys: VenueKeys;
  readonly turns: InTurn;
  readonly isDeveloper: boolean;
  now(): EpochMs;
}

/** Tests of connections, and what the tests of drafts came to until they are saved. */
export class ConnectionTests {
  readonly #parts: TestsParts;
  readonly #verdicts = new Map<string, { readonly entry: string | null; readonly verdict: TestVerdict }>();

  constructor(parts: TestsParts) {
    this.#parts = parts;
  }

  async *run(subject: TestSubject, signal: AbortSignal): AsyncGenerator<TestStepCard, void, void> {
    if ('id' in subject) yield* this.#saved(subject.id, signal);
    else yield* this.#draft(subject, signal);
  }

  /** What the test of exactly this draft came to, whatever its nickname. @throws Failure `invalid` when there was none. */
  verdictOf(draft: Draft): TestVerdict {
    const known = this.#verdicts.get(draftKey(draft));
    if (known !== undefined) return known.verdict;
    throw new Failure('invalid', 'Test the connection first; its settings have changed.');
  }

  forgetVerdict(draft: Draft): void {
    this.#verdicts.delete(draftKey(draft));
  }

  restoreVerdict(draft: Draft, verdict: TestVerdict): void {
    this.#verdicts.set(draftKey(draft), { entry: draft.entry, verdict });
  }

  forgetEntry(entry: string): void {
    for (const [key, known] of this.#verdicts) if (known.entry === entry) this.#verdicts.delete(key);
  }

  /** Writes down what a test of a saved connection found; `change` is what was done to it in the same act. */
  async noteVerdict(
    saved: SavedConnection,
    verdict: TestVerdict,
    action: AuditAction,
    change: Partial<SavedConnection> = {},
  ): Promise<SavedConnection> {
    const { records, now } = this.#parts;
    const permissions = verdict.permissions ?? saved.permissions;
    const tested = { ...saved, ...change, permissions, testedAt: now(), testResult: verdict.result };
    const words = verdict.result === 'passed' ? 'Every step passed.' : verdict.sentence;
    await records.write(tested, action, words);
    if (saved.permissions !== null && JSON.stringify(permissions) !== JSON.stringify(saved.permissions)) {
      const rights = permissions?.details.join(', ') || 'unknown';
      await records.note(saved, 'permissions-changed', `The key’s rights are now: ${rights}.`);
    }
    return tested;
  }

  async *#saved(id: string, signal: AbortSignal): AsyncGenerator<TestStepCard, void, void> {
    const { records, keys, turns } = this.#parts;
    const saved = records.get(id);
    const record = saved.keysSetAt === null ? null : recordOf(id);
    const kind = records.kindOf(saved.kind);
    const verdict = yield* runTest(kind, configOf(id, saved.settings), keys.partsFor(record), signal);
    await turns.run(id, () => this.noteVerdict(records.get(id), verdict, 'tested'));
  }

  async *#draft(draft: Draft, signal: AbortSignal): AsyncGenerator<TestStepCard, void, void> {
    const { records, keys, isDeveloper } = this.#parts;
    const { settings, entry } = draft;
    const kind = records.kindOf(draft.kind);
    assertSettings(kind, settings, isDeveloper);
    if (entry !== null) await keys.assertEntered(entry);
    const record = entry === null ? null : entryRecord(entry);
    const verdict = yield* runTest(kind, configOf('untested', settings), keys.partsFor(record), signal);
    this.restoreVerdict(draft, verdict);
  }
}

function draftKey({ kind, settings, entry }: Draft): string {
  return JSON.stringify([kind, entry, configOf('', { ...settings, label: '' }), settings.isTradingEnabled]);
}
