import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Release } from '../release.ts';

/**
 * Which login is used by which connection of this application. Rithmic counts the sessions of a user, and often allows just
 * one, so that one login serves everything and a second connection with the same is refused before it takes the first down.
 */
export class Logins {
  readonly #held = new Map<string, { readonly id: string; readonly label: string }>();

  /** @throws Failure `invalid` that names the connection that uses it. */
  claim(login: string, id: string, label: string): Release {
    const holder = this.#held.get(login);
    if (holder !== undefined && holder.id !== id) {
      throw new Failure(
        'invalid',
        `The connection “${holder.label}” uses this Rithmic login already, and one login serves all charts and accounts. Use that connection, or disconnect it first.`,
      );
    }
    const own = { id, label };
    this.#held.set(login, own);
    return () => {
      if (this.#held.get(login) === own) this.#held.delete(login);
    };
  }

  holder(login: string): string | undefined {
    return this.#held.get(login)?.label;
  }
}
