import { barSpan } from '../../../src-shared/domain/bar-times.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { type EpochMs, epochMs } from '../../../src-shared/domain/time.ts';
import { timeframeOfMs } from '../../../src-shared/domain/timeframe.ts';
import type { Release } from '../venue.ts';
import type { ReplayClock } from './replay-clock.ts';
import type { ReplaySource } from './replay-source.ts';
import { planTrack, type Track, type TrackRequest } from './track.ts';
import { TrackCursor } from './track-cursor.ts';

export type ReplayPhase = 'empty' | 'paused' | 'playing' | 'ended';

export interface ReplayTrackStatus {
  readonly source: InstrumentId;
  readonly instrument: InstrumentId;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly now: EpochMs;
}

export interface ReplayStatus {
  readonly phase: ReplayPhase;
  /** Replayed ms per ms; 0 is as fast as possible. */
  readonly speed: number;
  readonly seed: number;
  readonly elapsedMs: number;
  readonly lengthMs: number;
  /** Events played since loading, over and over counted when sought back. */
  readonly events: number;
  readonly tracks: readonly ReplayTrackStatus[];
}

/** Milliseconds between two turns while playing at a finite speed: half a frame. */
const turnMs = 8;
/** A pause of the market that would last longer than this in front of the user is jumped over. */
const longestWaitMs = 3000;
/** A stretch without any event is a pause of the market when it is longer than this, in replayed ms. */
const longestQuietMs = 30 * 60_000;
/** Work per turn when playing as fast as possible; bounds how long the loop is held. */
const eventsPerTurn = 8192;

/**
 * Several stored markets on one clock. The clock counts ms since the start; each track adds its own beginning, so that
 * markets recorded in different years can be played side by side, each showing its true time. Events of one moment are
 * always played together.
 */
export class ReplaySession {
  readonly #source: ReplaySource;
  readonly #clock: ReplayClock;
  readonly #emit: (events: readonly MarketEvent[]) => void;
  readonly #isWanted: (track: Track) => boolean;
  readonly #onFault: (failure: Failure) => void;
  readonly #listeners = new Set<(status: ReplayStatus) => void>();
  #cursors: TrackCursor[] = [];
  #phase: ReplayPhase = 'empty';
  #speed = 60;
  #seed = 1;
  /** Everything up to and including this reading of the common clock has been played; -1 before the first event. */
  #elapsed = -1;
  #length = 0;
  #events = 0;
  /** Goes up whenever the clock is moved, so that playing notices when a listener moved it. */
  #jumps = 0;
  #stopTimer: Release | undefined;
  /** What the clocks showed when playing last (re)started. */
  #anchor = { wall: 0, elapsed: 0 };

  constructor(parts: {
    readonly source: ReplaySource;
    readonly clock: ReplayClock;
    readonly emit: (events: readonly MarketEvent[]) => void;
    /** Whether anybody listens to what the track plays. */
    readonly isWanted: (track: Track) => boolean;
    /** Playing had to stop because stored history could not be read. */
    readonly onFault: (failure: Failure) => void;
  }) {
    this.#source = parts.source;
    this.#clock = parts.clock;
    this.#emit = parts.emit;
    this.#isWanted = parts.isWanted;
    this.#onFault = parts.onFault;
  }

  status(): ReplayStatus {
    return {
      phase: this.#phase,
      speed: this.#speed,
      seed: this.#seed,
      elapsedMs: Math.max(0, this.#elapsed),
      lengthMs: this.#length,
      events: this.#events,
      tracks: this.#cursors.map(({ track }) => ({
        source: track.stored.id,
        instrument: track.instrument.id,
        from: track.from,
        to: track.to,
        now: this.#nowOf(track),
      })),
    };
  }

  /** After every change, and with every turn while playing. */
  onChange(listener: (status: ReplayStatus) => void): Release {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads and pauses at the beginning. On a failure what was loaded before stays. */
  load(requests: readonly TrackRequest[], seed: number): void {
    const tracks = requests.map((request) => planTrack(this.#source, request));
    if (new Set(tracks.map((track) => track.instrument.id)).size < tracks.length) {
      throw new Failure('invalid', 'A market can be in a replay only once.');
    }
    const cursors = tracks.map((track) => new TrackCursor(track, this.#source, seed));
    this.#halt();
    const before = this.#cursors;
    this.#cursors = cursors;
    this.#jumps += 1;
    this.#seed = seed;
    this.#elapsed = -1;
    this.#length = Math.max(...tracks.map((track) => track.to - track.from));
    this.#events = 0;
    this.#phase = 'paused';
    this.#announceReset([...before, ...this.#cursors]);
    this.#changed();
  }

  play(): void {
    this.#assertLoaded();
    if (this.#phase === 'ended') this.seek(0);
    if (this.#phase === 'playing') return;
    this.#phase = 'playing';
    this.#anchorHere();
    this.#schedule();
    this.#changed();
  }

  pause(): void {
    if (this.#phase !== 'playing') return;
    this.#halt();
    this.#phase = 'paused';
    this.#changed();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    if (this.#phase === 'playing') {
      this.#halt();
      this.#anchorHere();
      this.#schedule();
    }
    this.#changed();
  }

  /** Plays the next moment that has an event. */
  stepEvent(): void {
    this.#assertLoaded();
    this.pause();
    const next = this.#nextElapsed();
    if (Number.isFinite(next)) this.#playUpTo(next);
    this.#changed();
  }

  /**
   * Plays up to the end of the first market's bar of that length: the running one, or the next one with events in it.
   * Bars are those of the market's calendar, so that a day of a currency ends at 17:00 New York.
   */
  stepBar(barMs: number): void {
    this.#assertLoaded();
    this.pause();
    const lead = (this.#cursors[0] as TrackCursor).track;
    const next = Math.max(this.#nextElapsed(), this.#elapsed);
    const moment = epochMs(lead.from + (Number.isFinite(next) ? next : this.#elapsed));
    const frame = timeframeOfMs(barMs);
    const end =
      frame === undefined
        ? (Math.floor(moment / barMs) + 1) * barMs
        : barSpan(frame, lead.calendar, moment).end;
    this.#playUpTo(end - 1 - lead.from);
    this.#changed();
  }

  seek(elapsedMs: number): void {
    this.#assertLoaded();
    const wasPlaying = this.#phase === 'playing';
    this.#halt();
    this.#jumps += 1;
    this.#elapsed = elapsedMs <= 0 ? -1 : Math.min(elapsedMs, this.#length);
    for (const cursor of this.#cursors) cursor.seek(this.#nowOf(cursor.track));
    this.#phase = this.#nextElapsed() === Number.POSITIVE_INFINITY ? 'ended' : 'paused';
    this.#announceReset(this.#cursors);
    if (wasPlaying && this.#phase === 'paused') this.play();
    else this.#changed();
  }

  cursor(instrument: InstrumentId): TrackCursor | undefined {
    return this.#cursors.find((cursor) => cursor.track.instrument.id === instrument);
  }

  now(instrument: InstrumentId): EpochMs {
    const cursor = this.cursor(instrument);
    return cursor === undefined ? epochMs(0) : this.#nowOf(cursor.track);
  }

  #nowOf(track: Track): EpochMs {
    return epochMs(Math.min(track.from + Math.floor(this.#elapsed), track.to));
  }

  #schedule(): void {
    this.#halt();
    this.#stopTimer = this.#clock.after(this.#speed === 0 ? 0 : turnMs, () => this.#turn());
  }

  #turn(): void {
    try {
      this.#playTurn();
    } catch (error) {
      // Stored history that cannot be read: playing stops where it is, and whoever can tell the user does.
      if (!(error instanceof Failure)) throw error;
      this.#halt();
      this.#phase = 'paused';
      this.#onFault(error);
    }
    if (this.#phase === 'playing') this.#schedule();
    this.#changed();
  }

  #playTurn(): void {
    if (this.#speed === 0) this.#playEvents(eventsPerTurn);
    else {
      const due = this.#anchor.elapsed + (this.#clock.monotonicMs() - this.#anchor.wall) * this.#speed;
      this.#playUpTo(due);
      const next = this.#nextElapsed();
      const quiet = next - this.#elapsed;
      if (Number.isFinite(next) && quiet > longestQuietMs && quiet > longestWaitMs * this.#speed) {
        this.#elapsed = next - this.#speed;
        this.#anchorHere();
      }
    }
  }

  /*
   * Whoever hears the events may pause, seek or load in answer. Playing then ends where it is: what it would go on with
   * belongs to a clock that has been moved.
   */

  /** Everything due up to and including that reading of the common clock, in order across tracks. */
  #playUpTo(elapsed: number): void {
    const batch: MarketEvent[] = [];
    const jumps = this.#jumps;
    for (let moment = this.#nextElapsed(); moment <= elapsed; moment = this.#nextElapsed()) {
      this.#playMoment(moment, elapsed, batch);
      if (batch.length < eventsPerTurn) continue;
      this.#hand(batch, Math.min(elapsed, this.#nextElapsed() - 1));
      if (jumps !== this.#jumps) return;
    }
    const isOver = this.#nextElapsed() === Number.POSITIVE_INFINITY;
    this.#hand(batch, isOver ? this.#length : Math.max(this.#elapsed, Math.min(elapsed, this.#length)));
    if (isOver && jumps === this.#jumps) this.#end();
  }

  #playEvents(count: number): void {
    const batch: MarketEvent[] = [];
    const before = this.#events;
    const jumps = this.#jumps;
    let moment = this.#nextElapsed();
    while (Number.isFinite(moment) && this.#events - before < count) {
      const reach = Math.min(moment + 600_000, this.#length);
      this.#playMoment(moment, reach, batch);
      moment = this.#nextElapsed();
    }
    const isOver = !Number.isFinite(moment);
    this.#hand(batch, isOver ? this.#length : Math.max(this.#elapsed, moment - 1));
    if (isOver && jumps === this.#jumps) this.#end();
  }

  /** Plays the track that is due first as far as no other comes before it. */
  #playMoment(moment: number, limit: number, batch: MarketEvent[]): void {
    let others = Number.POSITIVE_INFINITY;
    let first: TrackCursor | undefined;
    for (const cursor of this.#cursors) {
      const next = cursor.nextTime() - cursor.track.from;
      if (first === undefined && next === moment) first = cursor;
      else if (next < others) others = next;
    }
    if (first === undefined) return;
    const upTo = Math.min(limit, others > moment ? others - 1 : moment);
    const wanted = this.#isWanted(first.track);
    this.#events += first.take(first.track.from + upTo, wanted ? batch : undefined);
  }

  #hand(batch: MarketEvent[], elapsed: number): void {
    this.#elapsed = elapsed;
    if (batch.length > 0) this.#emit(batch.splice(0));
  }

  #nextElapsed(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const cursor of this.#cursors) next = Math.min(next, cursor.nextTime() - cursor.track.from);
    return next;
  }

  #end(): void {
    this.#halt();
    this.#phase = 'ended';
  }

  #halt(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #anchorHere(): void {
    this.#anchor = { wall: this.#clock.monotonicMs(), elapsed: this.#elapsed };
  }

  #announceReset(cursors: readonly TrackCursor[]): void {
    const instruments = new Set(cursors.map(({ track }) => track.instrument.id));
    this.#emit(
      [...instruments].map((instrument) => ({ kind: 'reset', instrument, time: this.now(instrument) })),
    );
  }

  #assertLoaded(): void {
    if (this.#cursors.length === 0) {
      throw new Failure('invalid', 'No replay is loaded. Choose stored markets to play first.');
    }
  }

  #changed(): void {
    const status = this.status();
    for (const listener of this.#listeners) listener(status);
  }
}
