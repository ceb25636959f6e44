import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';

const shown = '[secret]';
const comparisonKey = randomBytes(32);

/**
 * A value that must not be seen (K6). Every way of turning it into text gives `[secret]`, except `reveal()`, which is
 * called where the value is used and nowhere else. It lives in a buffer of its own, so that `wipe()` really removes it;
 * the string that `reveal()` makes cannot be removed and lives until it is collected.
 */
export class Secret {
  readonly #bytes: Buffer;
  #isWiped = false;

  /** Copies the value; bytes given remain the caller's, who should wipe them. */
  constructor(value: string | Uint8Array) {
    const given = typeof value === 'string' ? Buffer.byteLength(value, 'utf8') : value.length;
    this.#bytes = Buffer.alloc(given);
    if (typeof value === 'string') this.#bytes.write(value, 'utf8');
    else this.#bytes.set(value);
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  /** The value as text. @throws Error after `wipe()`: the value was kept longer than its use. */
  reveal(): string {
    return this.#live().toString('utf8');
  }

  /** A copy of the value, the caller's to wipe. */
  copyBytes(): Buffer {
    const copy = Buffer.alloc(this.#live().length);
    this.#bytes.copy(copy);
    return copy;
  }

  /** Takes the same time for every value of the same length, however much of it is equal. */
  equals(other: Secret): boolean {
    const digest = (secret: Secret) => createHmac('sha256', comparisonKey).update(secret.#live()).digest();
    return timingSafeEqual(digest(this), digest(other));
  }

  /** Overwrites the value with zeros. Calling it twice does nothing the second time. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#isWiped = true;
  }

  #live(): Buffer {
    if (this.#isWiped) throw new Error('this secret was wiped: it was kept longer than its use');
    return this.#bytes;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.toPrimitive](): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }

  get [Symbol.toStringTag](): string {
    return 'Secret';
  }
}
