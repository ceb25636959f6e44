import { setImmediate as turn } from 'node:timers/promises';
import { type EpochMs, epochMs } from '../../../../src-shared/domain/time.ts';
import type { Release } from '../../release.ts';
import type { RecordedFrame, VenueParts } from '../../venue-kind.ts';

/**
 * A world of its own for tests: time stands still until it is told to pass, chance comes from a seed, and everything
 * that is logged or recorded is kept. A run with the same seed is the same run (O15).
 */
export interface VirtualWorld {
  /** To be spread into a venue's parts; public market data only, unless credentials are put in their place. */
  readonly parts: Omit<Required<VenueParts>, 'credentials'> & { readonly credentials: null };
  /** Lets time pass. Timers run in order, with everything they set in motion done before the next. */
  pass(ms: number): Promise<void>;
  /** Lets pending promises, and what they set off, finish without any time passing. */
  settle(): Promise<void>;
  /** The machine sleeps: the wall clock goes on, the other stands still, and no timer runs. */
  sleep(ms: number): void;
  /** Someone sets the wall clock. */
  shiftWallClock(ms: number): void;
  readonly timers: number;
  readonly logged: readonly { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[];
  readonly frames: readonly RecordedFrame[];
}

export function createVirtualWorld(
  options: { readonly seed?: number; readonly startAt?: number } = {},
): VirtualWorld {
  let monotonic = 1_000;
  let wallMinusMonotonic = (options.startAt ?? Date.UTC(2026, 0, 5, 12)) - monotonic;
  let order = 0;
  const timers = new Set<{ due: number; order: number; run: () => void }>();
  const random = seededRandom(options.seed ?? 1);
  const logged: { event: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const frames: RecordedFrame[] = [];

  const now = (): EpochMs => epochMs(Math.floor(monotonic + wallMinusMonotonic));

  async function settle(): Promise<void> {
    // Each turn runs all promises that are ready; a few turns let chains through sockets' event queues finish too.
    for (let count = 0; count < 3; count += 1) await turn();
  }

  async function pass(ms: number): Promise<void> {
    const end = monotonic + ms;
    await settle();
    for (;;) {
      let next: { due: number; order: number; run: () => void } | undefined;
      for (const timer of timers) {
        if (
          next === undefined ||
          timer.due < next.due ||
          (timer.due === next.due && timer.order < next.order)
        ) {
          next = timer;
        }
      }
      if (next === undefined || next.due > end) break;
      timers.delete(next);
      monotonic = Math.max(monotonic, next.due);
      next.run();
      await settle();
    }
    monotonic = end;
  }

  return {
    parts: {
      credentials: null,
      now,
      monotonicMs: () => monotonic,
      after(delayMs: number, run: () => void): Release {
        order += 1;
        const timer = { due: monotonic + Math.max(0, delayMs), order, run };
        timers.add(timer);
        return () => {
          timers.delete(timer);
        };
      },
      random,
      randomBytes: (length) => Uint8Array.from({ length }, () => Math.floor(random() * 256)),
      log: (event, fields = {}) => {
        logged.push({ event, fields });
      },
      record: (frame) => {
        frames.push(frame);
      },
    },
    pass,
    settle,
    sleep(ms) {
      wallMinusMonotonic += ms;
    },
    shiftWallClock(ms) {
      wallMinusMonotonic += ms;
    },
    get timers() {
      return timers.size;
    },
    logged,
    frames,
  };
}

/** Mulberry32: small, quick and good enough for tests; not for anything secret. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
