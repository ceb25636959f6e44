import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../exchange/clock.ts';
import type { KeyRecord } from './keys.ts';
import { KrakenError } from './venue-error.ts';

/** Seconds in which a token must be used for the first time on a connection. */
export const tokenLife = 900;

/** What opens the account's streams: a token stands for the key that asked for it. */
export class SessionTokens {
  private readonly tokens = new Map<string, { record: KeyRecord; until: number }>();
  private readonly clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.clock = clock;
  }

  issue(record: KeyRecord): string {
    const token = randomBytes(32).toString('base64').replaceAll(/[+/=]/g, 'x').slice(0, 43);
    this.tokens.set(token, { record, until: this.clock.now() + tokenLife * 1000 });
    return token;
  }

  /**
   * The key behind a token. `alreadyUsed` says that this connection has used it before, and then its age does not matter.
   * @throws KrakenError
   */
  use(token: string | undefined, alreadyUsed: (token: string) => boolean): KeyRecord {
    const found = this.tokens.get(token ?? '');
    if (found === undefined || token === undefined || found.record.isRevoked) {
      throw new KrakenError('ESession:Invalid session');
    }
    if (found.until <= this.clock.now() && !alreadyUsed(token)) {
      throw new KrakenError('ESession:Invalid session');
    }
    return found.record;
  }

  /** Ends all tokens that have been given out. */
  forgetAll(): void {
    this.tokens.clear();
  }
}
