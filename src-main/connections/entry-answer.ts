import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';
import { answerPath, formPath, jsonOf, readOwn, takeBack } from './secret-drop.ts';

/** What became of what was handed over. `trouble` is what is wrong with it, in words; empty when it was taken. */
const answerSchema = z.object({ trouble: z.string().max(500) });
export type EntryAnswer = z.output<typeof answerSchema>;

const lookEveryMs = 50;
/** A passphrase may take the better part of a minute on a machine that is very busy. */
const longestWaitMs = 120_000;

/** For the application's side. */
export async function layAnswer(profile: string, id: string, answer: EntryAnswer): Promise<void> {
  const path = answerPath(profile, id);
  await writeFile(`${path}.unfinished`, JSON.stringify(answer), { mode: 0o600 });
  await rename(`${path}.unfinished`, path);
}

export async function removeAnswer(profile: string, id: string): Promise<void> {
  await rm(answerPath(profile, id), { force: true });
}

/**
 * For the terminal's side: waits until the application has said whether it took what was handed over.
 * @throws Failure `not-found` when the entry is over, `unavailable` when nobody answers, `cancelled` by the signal. What was
 * not taken by then is taken back.
 */
export async function awaitAnswer(
  profile: string,
  id: string,
  signal: AbortSignal,
  waitMs = longestWaitMs,
): Promise<EntryAnswer> {
  const until = performance.now() + waitMs;
  try {
    while (performance.now() < until) {
      signal.throwIfAborted();
      // In this order: the application answers before it takes the form away.
      const isWaitedFor = existsSync(formPath(profile, id));
      const text = await readOwn(answerPath(profile, id));
      if (text !== undefined) {
        await removeAnswer(profile, id);
        return answerSchema.parse(jsonOf(text));
      }
      if (!isWaitedFor) throw isOver();
      await pause(lookEveryMs, undefined, { signal });
    }
  } catch (error) {
    await takeBack(profile, id);
    if (error instanceof Failure || !signal.aborted) throw error;
    throw new Failure('cancelled', 'Nothing was entered.', { cause: error });
  }
  await takeBack(profile, id);
  throw new Failure(
    'unavailable',
    `Tidemark has not answered for ${Math.round(waitMs / 1000)} s. Is it running, and with the profile ${profile}? ` +
      'What you typed was wiped again.',
  );
}

function isOver(): Failure {
  return new Failure(
    'not-found',
    'This entry is over: it was cancelled on the page, or Tidemark has ended. Begin it again on the page.',
  );
}
