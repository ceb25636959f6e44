import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';
import { readText, replaceFile } from './durable-file.ts';
import type { PassphraseFile } from './passphrase-format.ts';
import { openWith } from './passphrase-records.ts';
import type { VaultFolder } from './profile-file.ts';
import type { Secret } from './secret.ts';

const triesForm = z.strictObject({
  failures: z.number().int().min(0).max(1_000_000),
  lastTryAt: z.number().min(0),
});
type Tries = z.infer<typeof triesForm>;

const firstDelayMs = 1000;
const longestDelayMs = 15 * 60 * 1000;
/** What a file that cannot be read stands for, so that spoiling it wins nothing. */
const failuresWhenUnknown = 6;

/** How long to wait after so many wrong passphrases in a row: 1 s, doubled each time, at most 15 minutes. */
export function delayAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 20));
}

/**
 * Counts wrong passphrases in a file, so that a restart gives no new tries (K4). A try is counted before it is made:
 * killing the program in the middle does not save it. On a disk that cannot be written the count lives in memory, since
 * such a disk must not shut its owner out.
 */
export class PassphraseTries {
  readonly #folder: VaultFolder;
  readonly #now: () => number;
  readonly #log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  #tries: Tries | undefined;

  constructor(
    folder: VaultFolder,
    now: () => number,
    log: (event: string, fields?: Readonly<Record<string, unknown>>) => void,
  ) {
    this.#folder = folder;
    this.#now = now;
    this.#log = log;
  }

  /** Counts a try as failed. @throws Failure `rate-limited` when it comes too early; `data.waitMs` says how much. */
  async #begin(): Promise<void> {
    const tries = this.#tries ?? (await this.#load());
    const now = this.#now();
    // A clock that was set back starts the wait again; otherwise it could end up in the far future.
    const lastTryAt = Math.min(tries.lastTryAt, now);
    const waitMs = lastTryAt + delayAfter(tries.failures) - now;
    this.#tries = { ...tries, lastTryAt };
    if (waitMs > 0) {
      throw new Failure(
        'rate-limited',
        `After ${tries.failures} wrong passphrase${tries.failures === 1 ? '' : 's'}, wait ${Math.ceil(waitMs / 1000)} s before the next try.`,
        { data: { waitMs, failures: tries.failures } },
      );
    }
    await this.#save({ failures: tries.failures + 1, lastTryAt: now });
  }

  /**
   * One try. Answers the vault's key, or `damaged` when the passphrase is right and the file is not as it was written.
   * @throws Failure `rate-limited` or `unauthorised`.
   */
  async attempt(file: PassphraseFile, passphrase: Secret): Promise<Buffer | 'damaged'> {
    await this.#begin();
    const key = await openWith(file, passphrase);
    if (key !== undefined) {
      await this.succeeded();
      return key;
    }
    const failures = this.#tries?.failures ?? 1;
    const waitMs = delayAfter(failures);
    throw new Failure(
      'unauthorised',
      `That is not the passphrase of this vault. The next try is possible in ${Math.ceil(waitMs / 1000)} s.`,
      { data: { failures, waitMs } },
    );
  }

  async succeeded(): Promise<void> {
    await this.#save({ failures: 0, lastTryAt: this.#now() });
  }

  async #load(): Promise<Tries> {
    try {
      return triesForm.parse(JSON.parse(await readText(this.#folder.triesPath)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { failures: 0, lastTryAt: 0 };
      this.#log('vault.tries-unreadable', { error });
      return { failures: failuresWhenUnknown, lastTryAt: this.#now() };
    }
  }

  async #save(tries: Tries): Promise<void> {
    this.#tries = tries;
    const content = JSON.stringify(tries);
    try {
      await replaceFile(this.#folder.triesPath, content, (found) => found === content);
    } catch (error) {
      this.#log('vault.tries-not-written', { error });
    }
  }
}
