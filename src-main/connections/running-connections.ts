import type { ConnectionHealthCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { ConnectionState, Release, Venue } from '../venues/venue.ts';
import type { AuditAction } from './audit-log.ts';
import { asFailure, RunningConnection } from './running-connection.ts';
import type { SavedConnection } from './saved-connection.ts';

export interface RunningConnectionsParts {
  now(): EpochMs;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
  openVenue(saved: SavedConnection): Venue;
  attach(venue: Venue, saved: SavedConnection): Release;
  saved(): readonly SavedConnection[];
  areKeysLocked(): boolean;
  note(saved: SavedConnection, action: AuditAction, detail: string): Promise<void>;
  changed(): void;
}

/** Why a connection is not open, where it should be. */
interface Trouble {
  readonly reason: string;
  readonly since: EpochMs;
}

/** Which saved connections are open just now, and how they come and go. */
export class RunningConnections {
  readonly #parts: RunningConnectionsParts;
  readonly #running = new Map<string, RunningConnection>();
  readonly #troubles = new Map<string, Trouble>();
  /** Disconnected by the person: only the person, or another start, connects them again. */
  readonly #endedByHand = new Set<string>();
  /** Ended by another login of the same user: coming back by themselves they would end that one. */
  readonly #loggedOut = new Set<string>();
  #isAsleep = false;
  #isStopped = false;

  constructor(parts: RunningConnectionsParts) {
    this.#parts = parts;
  }

  get(id: string): RunningConnection | undefined {
    return this.#running.get(id);
  }

  troubleOf(id: string): Trouble | undefined {
    return this.#troubles.get(id);
  }

  /** It is switched off or gone. */
  forget(id: string): void {
    this.#troubles.delete(id);
    this.#endedByHand.delete(id);
    this.#loggedOut.delete(id);
  }

  health(): ConnectionHealthCard[] {
    return [...this.#running].map(([id, one]) => one.health(id));
  }

  /** Resolves when it is connected, or is being connected already. @throws Failure when it cannot be, for good. */
  async connect(saved: SavedConnection): Promise<void> {
    const { id, settings } = saved;
    if (!saved.isEnabled) throw new Failure('invalid', `${settings.label} is switched off.`);
    if (this.#isStopped) throw new Failure('cancelled', 'Tidemark is ending.');
    this.#endedByHand.delete(id);
    this.#loggedOut.delete(id);
    const known = this.#running.get(id);
    if (known !== undefined) {
      // It had ended for good, for a key that was refused; asked for by hand, it tries again.
      if (known.state().phase === 'disconnected' && !this.#isAsleep) await known.connect();
      return;
    }
    let one: RunningConnection | undefined;
    try {
      one = new RunningConnection(this.#parts.openVenue(saved), {
        now: this.#parts.now,
        attach: (venue) => this.#parts.attach(venue, saved),
        onState: this.#follower(saved),
      });
      this.#running.set(id, one);
      this.#troubles.delete(id);
      this.#parts.changed();
      await one.connect();
    } catch (error) {
      const failure = asFailure(error);
      // Closed by hand or asleep, which is no failure; or another has come in its place, which is not ours to end.
      const isOurs = one === undefined || this.#running.get(id) === one;
      if (!isOurs || (one !== undefined && failure.kind === 'cancelled')) throw failure;
      if (!(error instanceof Failure)) this.#parts.log('connections.failed', { connection: id, error });
      this.#running.delete(id);
      this.#troubles.set(id, { reason: failure.message, since: this.#parts.now() });
      await one
        ?.close()
        .catch((cause: unknown) =>
          this.#parts.log('connections.not-closed', { connection: id, error: cause }),
        );
      await this.#parts.note(saved, 'failed', failure.message);
      this.#parts.changed();
      throw failure;
    }
  }

  /** The next attempt now, where one is waited for. @throws Failure where none is, or the venue must be left alone. */
  retryNow({ id, settings }: SavedConnection): void {
    const one = this.#running.get(id);
    if (one === undefined || one.state().phase === 'disconnected' || one.venue.retryNow === undefined) {
      throw new Failure('invalid', `${settings.label} is not waiting to be tried again. Connect it.`);
    }
    one.venue.retryNow();
  }

  async close(id: string): Promise<void> {
    const one = this.#running.get(id);
    this.#running.delete(id);
    this.#loggedOut.delete(id);
    await one?.close();
    this.#parts.changed();
  }

  async closeByHand(id: string): Promise<void> {
    this.#endedByHand.add(id);
    await this.close(id);
  }

  /** Connects what connects by itself, is not connected and was not disconnected by hand; what waits for locked keys says so and waits. */
  async resume(): Promise<void> {
    const isLocked = this.#parts.areKeysLocked();
    const due = this.#parts
      .saved()
      .filter(
        ({ id, isEnabled, settings }) =>
          isEnabled && settings.isAutoConnect && !this.#endedByHand.has(id) && !this.#loggedOut.has(id),
      );
    await Promise.allSettled(
      due.map(async (saved) => {
        const current = this.#running.get(saved.id);
        const isDown =
          current === undefined || ['disconnected', 'back-off', 'degraded'].includes(current.state().phase);
        if (!isDown) return;
        if (saved.keysSetAt !== null && isLocked) {
          this.#troubles.set(saved.id, {
            reason: 'Your keys are locked. Unlock them to connect.',
            since: this.#parts.now(),
          });
          this.#parts.changed();
          return;
        }
        if (current !== undefined) await this.close(saved.id);
        await this.connect(saved);
      }),
    );
  }

  async onSleep(): Promise<void> {
    this.#isAsleep = true;
    // What was logged out elsewhere has nobody to say goodbye to, and keeps saying why it is off.
    const on = [...this.#running].filter(([id]) => !this.#loggedOut.has(id));
    await Promise.allSettled(on.map(([, { venue }]) => venue.disconnect()));
  }

  onWake(): void {
    this.#isAsleep = false;
    for (const [id, { venue }] of this.#running) {
      if (this.#loggedOut.has(id)) continue;
      if (venue.state().phase !== 'disconnected') venue.onWake?.();
      else
        venue
          .connect()
          .catch((error: unknown) =>
            this.#parts.log('connections.failed', { connection: id, error: asFailure(error) }),
          );
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const results = await Promise.allSettled([...this.#running.keys()].map((id) => this.close(id)));
    for (const result of results) {
      if (result.status === 'rejected') this.#parts.log('connections.not-closed', { error: result.reason });
    }
  }

  /** Notes what a person would want to read later: that it came, and that it was lost. */
  #follower(saved: SavedConnection): (state: ConnectionState) => void {
    let wasReady = false;
    return ({ phase, reason, isLoggedOutElsewhere }) => {
      if (isLoggedOutElsewhere === true && !this.#isAsleep) this.#loggedOut.add(saved.id);
      const isEnded = phase === 'disconnected' && this.#running.has(saved.id) && !this.#isAsleep;
      if (phase === 'ready' && !wasReady) {
        wasReady = true;
        void this.#parts.note(saved, 'connected', 'It is connected.');
      }
      if (wasReady && (phase === 'back-off' || isEnded)) {
        wasReady = false;
        void this.#parts.note(saved, 'failed', reason === '' ? 'The connection was lost.' : reason);
      }
      this.#parts.changed();
    };
  }
}
