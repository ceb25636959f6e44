import { Failure } from '../../../src-shared/domain/failure.ts';
import { type EpochMs, epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import type { RateUse } from '../health.ts';
import type { VenueParts } from '../venue-kind.ts';
import { createRateCount, type RateCount, type RateLimit } from './rate-count.ts';

export type { RateLimit };

export type Urgency = 'order' | 'read';

export interface RateBudget {
  /**
   * Waits until all named limits have room and takes it. `costs` is limit name → cost. A name `pair:XBT/USD` is counted
   * by itself, under the limit named `pair`.
   * Orders never wait longer than `orderPatienceMs` (1 s): they reject with Failure `rate-limited`, not sent.
   * @throws Failure `rate-limited` when blocked (`data.until`), `cancelled` by the signal.
   */
  take(costs: Readonly<Record<string, number>>, urgency: Urgency, signal?: AbortSignal): Promise<void>;
  /** The venue's own count, which wins over ours. */
  observe(name: string, used: number): void;
  /** Gives back what turned out to cost nothing. */
  giveBack(name: string, cost: number): void;
  /** 429, 418, Retry-After: nothing goes out on this limit (or on all) until then. Never shortened by a later one. */
  block(until: EpochMs, reason: string, name?: string): void;
  readonly blocked: { readonly until: EpochMs; readonly reason: string } | undefined;
  report(): readonly RateUse[];
}

type BudgetParts = Pick<VenueParts, 'now' | 'monotonicMs' | 'after'> & {
  /** Venue time, by which windows turn; our own when absent. */
  venueNow?(): number;
  readonly orderPatienceMs?: number;
};

interface Waiting {
  readonly costs: readonly (readonly [name: string, cost: number])[];
  readonly urgency: Urgency;
  readonly go: () => void;
  readonly refuse: (failure: Failure) => void;
}

/** More waiting reads than this mean that something asks in circles. */
const maxWaiting = 2_000;

export function createRateBudget(limits: readonly RateLimit[], parts: BudgetParts): RateBudget {
  const clocks = { venueNow: parts.venueNow ?? parts.now, monotonicMs: parts.monotonicMs };
  const definitions = new Map(limits.map((limit) => [limit.name, limit]));
  const counts = new Map<string, RateCount>();
  const blocks = new Map<string, { until: EpochMs; reason: string }>();
  /** Key of a block on everything. */
  const all = '';
  const waiting: Waiting[] = [];
  /** Limits that somebody waits for, since the last pumping. */
  let contested = new Set<string>();
  let stopTimer: (() => void) | undefined;

  function definitionOf(name: string): RateLimit {
    const limit = definitions.get(name) ?? definitions.get(name.split(':', 1)[0] ?? '');
    if (limit === undefined) throw new RangeError(`there is no limit named ${name}`);
    return limit;
  }

  function countOf(name: string): RateCount {
    const known = counts.get(name);
    if (known !== undefined) return known;
    // Counts by instrument come and go; those that are empty need not be kept.
    if (counts.size > 1_000) {
      for (const [key, count] of counts) if (!definitions.has(key) && count.used() === 0) counts.delete(key);
    }
    const count = createRateCount(definitionOf(name), clocks);
    counts.set(name, count);
    return count;
  }

  function roomOf(name: string, urgency: Urgency): number {
    const { capacity, reservedForOrders = 0 } = definitionOf(name);
    return urgency === 'order' ? capacity : capacity * (1 - reservedForOrders);
  }

  function blockOn(name: string): { until: EpochMs; reason: string } | undefined {
    const block = blocks.get(name);
    if (block === undefined || block.until > parts.now()) return block;
    blocks.delete(name);
    return undefined;
  }

  function blockFor(names: readonly string[]): { until: EpochMs; reason: string } | undefined {
    return [all, ...names, ...names.map((name) => definitionOf(name).name)]
      .map(blockOn)
      .filter((block) => block !== undefined)
      .toSorted((a, b) => b.until - a.until)[0];
  }

  function remove(entry: Waiting): void {
    const index = waiting.indexOf(entry);
    if (index >= 0) waiting.splice(index, 1);
  }

  /** Lets go whoever can, orders first; nobody overtakes an earlier one on a limit that one waits for. */
  function pump(): void {
    stopTimer?.();
    stopTimer = undefined;
    contested = new Set();
    let soonest = Number.POSITIVE_INFINITY;
    const inOrder = waiting.toSorted((a, b) => Number(b.urgency === 'order') - Number(a.urgency === 'order'));
    for (const entry of inOrder) {
      const names = entry.costs.map(([name]) => name);
      const block = blockFor(names);
      if (block !== undefined) {
        remove(entry);
        entry.refuse(blockedFailure(block));
        continue;
      }
      const waits = entry.costs.map(([name, cost]) =>
        countOf(name).waitFor(cost, roomOf(name, entry.urgency)),
      );
      const longest = Math.max(0, ...waits);
      if (longest === 0 && !names.some((name) => contested.has(name))) {
        remove(entry);
        for (const [name, cost] of entry.costs) countOf(name).add(cost);
        entry.go();
        continue;
      }
      for (const name of names) contested.add(name);
      if (longest > 0) soonest = Math.min(soonest, longest);
    }
    if (Number.isFinite(soonest)) stopTimer = parts.after(soonest, pump);
  }

  return {
    take(costs, urgency, signal) {
      return new Promise((resolve, reject) => {
        const wanted = Object.entries(costs).filter(([, cost]) => cost > 0);
        for (const [name, cost] of wanted) {
          if (cost > roomOf(name, urgency)) {
            throw new RangeError(`${name} has room for ${roomOf(name, urgency)} at most, never for ${cost}`);
          }
        }
        if (signal?.aborted) throw new Failure('cancelled', 'It was cancelled before it was sent.');
        const block = blockFor(wanted.map(([name]) => name));
        if (block !== undefined) throw blockedFailure(block);
        if (waiting.length >= maxWaiting) throw busyFailure();
        const settle = (finish: () => void) => {
          stopPatience?.();
          signal?.removeEventListener('abort', onAbort);
          finish();
        };
        const entry: Waiting = {
          costs: wanted,
          urgency,
          go: () => settle(resolve),
          refuse: (failure) => settle(() => reject(failure)),
        };
        const giveUp = (failure: Failure) => {
          remove(entry);
          entry.refuse(failure);
          pump();
        };
        const onAbort = () => giveUp(new Failure('cancelled', 'It was cancelled before it was sent.'));
        signal?.addEventListener('abort', onAbort, { once: true });
        let stopPatience: (() => void) | undefined;
        waiting.push(entry);
        // A read behind others changes nothing for them, and there may be many.
        if (urgency === 'order' || !wanted.some(([name]) => contested.has(name))) pump();
        if (urgency === 'order' && waiting.includes(entry)) {
          stopPatience = parts.after(parts.orderPatienceMs ?? 1_000, () => giveUp(busyFailure()));
        }
      });
    },
    observe(name, used) {
      countOf(name).set(used);
      pump();
    },
    giveBack(name, cost) {
      countOf(name).add(-cost);
      pump();
    },
    block(until, reason, name = all) {
      const earlier = blockOn(name);
      if (earlier === undefined || earlier.until < until) blocks.set(name, { until: epochMs(until), reason });
      pump();
    },
    get blocked() {
      return [...blocks.keys()]
        .map(blockOn)
        .filter((block) => block !== undefined)
        .toSorted((a, b) => b.until - a.until)[0];
    },
    report() {
      return limits.map(({ name, capacity }) => {
        const own = [...counts].filter(([key]) => key === name || key.startsWith(`${name}:`));
        const used = Math.max(0, ...own.map(([, count]) => count.used()));
        const ends = [all, ...own.map(([key]) => key), name]
          .map(blockOn)
          .filter((block) => block !== undefined);
        const blockedUntil = ends.toSorted((a, b) => b.until - a.until)[0]?.until;
        return { name, used, capacity, ...(blockedUntil === undefined ? {} : { blockedUntil }) };
      });
    },
  };
}

function blockedFailure(block: { until: EpochMs; reason: string }): Failure {
  return new Failure(
    'rate-limited',
    `${block.reason} Nothing is sent until ${isoTime(block.until)}; nothing was.`,
    {
      data: { until: block.until },
    },
  );
}

function busyFailure(): Failure {
  return new Failure(
    'rate-limited',
    'Too many requests are waiting for the limits of the venue; this one was not sent.',
  );
}
