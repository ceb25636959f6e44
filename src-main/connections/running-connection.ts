import type { ConnectionHealthCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { ConnectionPhase, ConnectionState, Release, Venue } from '../venues/venue.ts';
import { asSentence } from './as-sentence.ts';

export interface RunningParts {
  now(): EpochMs;
  /** Makes it known to the market hub and to trading. */
  attach(venue: Venue): Release;
  onState(state: ConnectionState): void;
}

interface StateNote {
  readonly at: EpochMs;
  readonly phase: ConnectionPhase;
  readonly reason: string;
}

const keptStates = 100;

/** One open venue of one saved connection, from connect to disconnect. */
export class RunningConnection {
  readonly venue: Venue;
  readonly #parts: RunningParts;
  readonly #states: StateNote[] = [];
  readonly #releases: Release[];

  constructor(venue: Venue, parts: RunningParts) {
    this.venue = venue;
    this.#parts = parts;
    this.#releases = [venue.onState((state) => this.#note(state)), parts.attach(venue)];
  }

  state(): ConnectionState {
    return this.venue.state();
  }

  /** Its first attempt. Later drops are the venue's own to mend. */
  connect(): Promise<void> {
    return this.venue.connect();
  }

  async close(): Promise<void> {
    try {
      await this.venue.disconnect();
    } finally {
      for (const release of this.#releases.splice(0)) release();
    }
  }

  health(id: string): ConnectionHealthCard {
    const health = this.venue.health?.();
    return {
      id,
      messages: health?.messages ?? 0,
      messagesPerSecond: health?.messagesPerSecond ?? 0,
      ...(health?.lastMessageAt === undefined ? {} : { lastMessageAt: health.lastMessageAt }),
      ...(health?.latencyMs === undefined ? {} : { latencyMs: health.latencyMs }),
      reconnects: health?.reconnects ?? 0,
      gaps: health?.gaps ?? 0,
      unreadable: health?.unreadable ?? 0,
      ...(health?.clockOffsetMs === undefined ? {} : { clockOffsetMs: health.clockOffsetMs }),
      sockets: (health?.sockets ?? []).slice(0, 100),
      rates: (health?.rates ?? []).slice(0, 60),
      sessions:
        health?.sessions === undefined
          ? null
          : { used: health.sessions.used, allowed: health.sessions.allowed ?? null },
      troubles: (health?.troubles ?? [])
        .slice(0, 100)
        .map(({ at, sentence }) => ({ at, sentence: asSentence(sentence) })),
      states: this.#states.toReversed(),
    };
  }

  #note(state: ConnectionState): void {
    this.#states.push({ at: this.#parts.now(), phase: state.phase, reason: asSentence(state.reason) });
    if (this.#states.length > keptStates) this.#states.shift();
    this.#parts.onState(state);
  }
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure('unavailable', 'The connection failed inside Tidemark. The log has the details.', {
    cause: error,
  });
}
