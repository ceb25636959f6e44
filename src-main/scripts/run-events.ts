import type { ScriptAlertLine, ScriptEvent, ScriptLogLine } from '../../src-shared/contract/scripts.ts';

type Latest = Exclude<ScriptEvent, { readonly kind: 'logs' | 'alerts' }>;
const latestKinds = [
  'state',
  'declared',
  'fault',
  'drawings',
  'timings',
] as const satisfies readonly Latest['kind'][];
const lineKinds = ['logs', 'alerts'] as const;
const linesPerEvent = 500;

interface Lines {
  generation: number;
  lines: (ScriptLogLine | ScriptAlertLine)[];
  dropped: number;
}

/**
 * What a run has told. Listeners read the newest of each kind and the lines they have not seen, at their own pace: nothing
 * queues up for a slow one.
 */
export class RunEvents {
  readonly #latest = new Map<Latest['kind'], { event: Latest; version: number }>();
  readonly #lines: Record<(typeof lineKinds)[number], Lines> = {
    logs: { generation: 0, lines: [], dropped: 0 },
    alerts: { generation: 0, lines: [], dropped: 0 },
  };
  readonly #wakers = new Set<() => void>();
  #version = 0;
  #isOver = false;

  set(event: Latest): void {
    this.#version += 1;
    this.#latest.set(event.kind, { event, version: this.#version });
    this.#wake();
  }

  add(event: Extract<ScriptEvent, { readonly kind: 'logs' | 'alerts' }>): void {
    const known = this.#lines[event.kind];
    if (known.generation !== event.generation)
      this.#lines[event.kind] = { ...event, lines: [...event.lines] };
    else {
      known.lines.push(...event.lines);
      known.dropped = event.dropped;
    }
    this.#wake();
  }

  /** A new generation runs: what an older one drew, said and broke no longer holds. */
  begin(generation: number): void {
    this.#latest.delete('fault');
    for (const kind of lineKinds) this.#lines[kind] = { generation, lines: [], dropped: 0 };
  }

  latest<Kind extends Latest['kind']>(kind: Kind): Extract<Latest, { kind: Kind }> | undefined {
    return this.#latest.get(kind)?.event as Extract<Latest, { kind: Kind }> | undefined;
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** How things stand first, then every change, until the end, the signal, or until it is given back. */
  listen(signal: AbortSignal | undefined): AsyncIteratorObject<ScriptEvent, void, void> {
    const reader = new Reader(
      (kind) => this.#latest.get(kind),
      (kind) => this.#lines[kind],
    );
    let isOver = false;
    let wake: () => void = () => undefined;
    const onNews = () => wake();
    const end = () => {
      isOver = true;
      this.#wakers.delete(onNews);
      signal?.removeEventListener('abort', end);
      wake();
    };
    this.#wakers.add(onNews);
    signal?.addEventListener('abort', end);
    if (signal?.aborted === true) end();
    const over = { done: true, value: undefined } as const;
    const next = async (): Promise<IteratorResult<ScriptEvent, void>> => {
      for (;;) {
        if (isOver) return over;
        const event = reader.next();
        if (event !== undefined) return { done: false, value: event };
        if (this.#isOver) {
          end();
          return over;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    };
    return {
      next,
      return: async () => {
        end();
        return over;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      [Symbol.asyncDispose]: async () => end(),
    };
  }

  #wake(): void {
    for (const wake of this.#wakers) wake();
  }
}

/** How far one listener has read. */
class Reader {
  readonly #latestOf: (kind: Latest['kind']) => { event: Latest; version: number } | undefined;
  readonly #linesOf: (kind: (typeof lineKinds)[number]) => Lines;
  readonly #seen = new Map<string, number>();
  readonly #read: Record<(typeof lineKinds)[number], { of: Lines | undefined; count: number }> = {
    logs: { of: undefined, count: 0 },
    alerts: { of: undefined, count: 0 },
  };

  constructor(
    latestOf: (kind: Latest['kind']) => { event: Latest; version: number } | undefined,
    linesOf: (kind: (typeof lineKinds)[number]) => Lines,
  ) {
    this.#latestOf = latestOf;
    this.#linesOf = linesOf;
  }

  next(): ScriptEvent | undefined {
    for (const kind of latestKinds) {
      const found = this.#latestOf(kind);
      if (found === undefined || found.version === this.#seen.get(kind)) continue;
      this.#seen.set(kind, found.version);
      return found.event;
    }
    for (const kind of lineKinds) {
      const lines = this.#linesOf(kind);
      const read = this.#read[kind];
      if (read.of !== lines) this.#read[kind] = { of: lines, count: 0 };
      const { count } = this.#read[kind];
      if (count >= lines.lines.length) continue;
      const fresh = lines.lines.slice(count, count + linesPerEvent);
      this.#read[kind].count = count + fresh.length;
      return { kind, generation: lines.generation, lines: fresh, dropped: lines.dropped } as ScriptEvent;
    }
    return undefined;
  }
}
