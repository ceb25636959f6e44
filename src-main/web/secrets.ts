import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const codeLifeMs = 60_000;
const failuresBeforeDelay = 10;
const longestDelayMs = 60_000;

export type Admission =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' };

/**
 * The token of this run and the launch codes that buy it (rules L2, L6). Both live in memory and die with the process;
 * the token also stands in a file that only its owner can read, for programs on the same machine.
 */
export class Secrets {
  readonly #token = randomBytes(32).toString('base64url');
  readonly #codes = new Map<string, number>();
  readonly #now: () => number;
  #failures = 0;
  #lockedUntil = 0;

  /** @param now monotonic ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Puts the token into `web-token`, mode 0600. */
  write(profile: string): void {
    const path = join(profile, 'web-token');
    const temporary = `${path}.new`;
    writeFileSync(temporary, this.#token, { mode: 0o600 });
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
  }

  /** A code for the address of one page; good once, for a minute. */
  newCode(): string {
    const code = randomBytes(16).toString('base64url');
    this.#codes.set(digest(code), this.#now() + codeLifeMs);
    return code;
  }

  /** The token for a good code. Every other answer is the same, whatever was wrong. */
  redeem(code: string): Admission {
    if (this.isLocked()) return { kind: 'locked' };
    const key = digest(code);
    const goodUntil = this.#codes.get(key);
    this.#codes.delete(key);
    if (goodUntil === undefined || goodUntil < this.#now()) return this.#fail();
    this.#failures = 0;
    return { kind: 'token', token: this.#token };
  }

  isToken(offered: string): boolean {
    if (this.isLocked()) return false;
    const isRight = timingSafeEqual(Buffer.from(digest(offered)), Buffer.from(digest(this.#token)));
    if (isRight) this.#failures = 0;
    else this.#fail();
    return isRight;
  }

  /** After ten failures in a row everybody waits, longer with each further one. */
  isLocked(): boolean {
    return this.#now() < this.#lockedUntil;
  }

  #fail(): Admission {
    this.#failures += 1;
    const over = this.#failures - failuresBeforeDelay;
    if (over >= 0) this.#lockedUntil = this.#now() + Math.min(longestDelayMs, 1000 * 2 ** over);
    return { kind: 'refused' };
  }
}

/** Equal lengths for the comparison in constant time, and no plain codes in memory. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
