import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { VenueParts } from '../../venue-kind.ts';
import { closureAt } from '../closures.ts';

/*
 * When a plant of one connection may log in. Logins in quick succession look to Rithmic like too many sessions, and a
 * client that keeps trying is shut out, so: one plant after another with a pause between, a minute between the attempts of
 * one plant in the long run, two tries where a login is refused, and calm while the markets are closed.
 */

export interface LoginTurns {
  /** Waits for this plant's turn. Rejects with the time of the next attempt, or for good. */
  take(plant: string, signal: AbortSignal): Promise<void>;
  /** The attempt that had its turn is over. */
  ended(plant: string, how: 'logged-in' | 'lost'): void;
  /**
   * The server refused a plant's login. Before the next try it is asked why that may be, where somebody can tell; what comes of it is
   * said with the last refusal.
   */
  refused(plant: string, sentence: string, explain?: () => Promise<string | undefined>): LoginRefusal;
  /** The server ended our sessions; true when it did so before, within a minute. */
  forcedOut(): boolean;
  /** A person does not want to wait for the next attempt: one that comes soon, and one refusal ends it. */
  beginOnce(): void;
  /** A person asks for the connection: what was refused may be right now. */
  begin(): void;
}

export interface LoginRefusal {
  /** It shall not be tried again. */
  readonly isLast: boolean;
  readonly sentence: string;
}

/** Between the attempts of one plant: the second, the third, and all after those. */
const gapsMs = [2_000, 10_000] as const;
const longGapMs = 60_000;
/** A login that lasted so long was a good one. */
const stableMs = 60_000;
const mostRefusals = 2;
const closedGapMs = 10 * 60_000;
const repeatedMs = 60_000;

interface PlantAttempts {
  count: number;
  /** Since it last logged in. */
  refusals: number;
  lastAt: number;
  loggedInAt: number | undefined;
  /** The last attempt ended without a login, or the login was lost. */
  wasLost: boolean;
}

export function createLoginTurns(
  parts: Pick<VenueParts, 'now' | 'monotonicMs' | 'after' | 'random'>,
): LoginTurns {
  const plants = new Map<string, PlantAttempts>();
  const queue: (() => void)[] = [];
  let current: string | undefined;
  /** In a row, whichever plants were refused: what one is refused for may be true of all. */
  let refusals = 0;
  let lastRefusal = '';
  let explaining: Promise<void> | undefined;
  let explanation = '';
  let forcedAt = Number.NEGATIVE_INFINITY;

  const of = (plant: string): PlantAttempts => {
    const known = plants.get(plant) ?? {
      count: 0,
      refusals: 0,
      lastAt: Number.NEGATIVE_INFINITY,
      loggedInAt: undefined,
      wasLost: false,
    };
    plants.set(plant, known);
    return known;
  };

  /** @throws Failure when it is not the time for another attempt. */
  function check(attempts: PlantAttempts): void {
    if (Math.max(refusals, attempts.refusals) >= mostRefusals) throw new Failure('unauthorised', lastRefusal);
    const now = parts.monotonicMs();
    const gapMs = attempts.count === 0 ? 0 : (gapsMs[attempts.count - 1] ?? longGapMs);
    const waitMs = attempts.lastAt + gapMs - now;
    const closure = attempts.wasLost ? closureAt(parts.now()) : undefined;
    if (closure !== undefined && attempts.count > 1) {
      const closedWaitMs = Math.min(closure.until - parts.now(), attempts.lastAt + closedGapMs - now);
      if (closedWaitMs > 0) refuse(Math.max(waitMs, closedWaitMs), closure.sentence);
    }
    if (waitMs > 0) refuse(waitMs, 'Rithmic bears about one login a minute; it is tried again after that.');
  }

  function refuse(waitMs: number, sentence: string): never {
    const until = (parts.now() + waitMs) as EpochMs;
    throw new Failure('rate-limited', sentence, { data: { until } });
  }

  function next(): void {
    if (current !== undefined) return;
    queue.shift()?.();
  }

  return {
    async take(plant, signal) {
      await explaining;
      check(of(plant));
      await new Promise<void>((resolve, reject) => {
        const turn = () => {
          signal.removeEventListener('abort', leave);
          current = plant;
          resolve();
        };
        const leave = () => {
          const index = queue.indexOf(turn);
          if (index >= 0) queue.splice(index, 1);
          reject(new Failure('cancelled', 'It was closed before its turn to log in.'));
        };
        if (signal.aborted) {
          leave();
          return;
        }
        signal.addEventListener('abort', leave, { once: true });
        queue.push(turn);
        next();
      });
      const attempts = of(plant);
      try {
        // Another plant may have been refused meanwhile.
        await explaining;
        check(attempts);
      } catch (error) {
        current = undefined;
        next();
        throw error;
      }
      attempts.count += 1;
      attempts.lastAt = parts.monotonicMs();
      attempts.loggedInAt = undefined;
    },
    ended(plant, how) {
      const attempts = of(plant);
      if (how === 'logged-in') {
        attempts.loggedInAt = parts.monotonicMs();
        attempts.wasLost = false;
        attempts.refusals = 0;
        refusals = 0;
      } else {
        const { loggedInAt } = attempts;
        const wasStable = loggedInAt !== undefined && parts.monotonicMs() - loggedInAt >= stableMs;
        if (wasStable) attempts.count = 0;
        attempts.loggedInAt = undefined;
        attempts.wasLost = true;
      }
      if (current !== plant) return;
      // The others wait a moment more, so that the server has counted this one.
      parts.after(500 + parts.random() * 500, () => {
        if (current !== plant) return;
        current = undefined;
        next();
      });
    },
    refused(plant, sentence, explain) {
      const attempts = of(plant);
      attempts.refusals += 1;
      refusals += 1;
      const isLast = Math.max(refusals, attempts.refusals) >= mostRefusals;
      lastRefusal = isLast && explanation !== '' ? `${sentence} ${explanation}` : sentence;
      if (!isLast && explain !== undefined) {
        explaining = explain().then(
          (words = '') => {
            explanation = words;
          },
          // Without it the refusal still says what it may be.
          () => {
            explanation = '';
          },
        );
      }
      return { isLast, sentence: lastRefusal };
    },
    forcedOut() {
      const now = parts.monotonicMs();
      const isRepeated = now - forcedAt < repeatedMs;
      forcedAt = now;
      return isRepeated;
    },
    beginOnce() {
      const most = mostRefusals - 1;
      refusals = Math.min(refusals, most);
      for (const attempts of plants.values()) {
        attempts.count = Math.min(attempts.count, 1);
        attempts.refusals = Math.min(attempts.refusals, most);
      }
    },
    begin() {
      refusals = 0;
      explanation = '';
      for (const attempts of plants.values()) attempts.count = attempts.refusals = 0;
    },
  };
}
