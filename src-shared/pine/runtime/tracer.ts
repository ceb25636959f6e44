import type { HeapObject } from './heap.ts';
import type { Observer } from './helpers.ts';

/** A value as it was: an object's contents are copied, since it goes on changing. */
export type SeenValue = number | string | boolean | null | undefined | { readonly contents: unknown };

/** What one variable or expression was on one bar: in loops and functions perhaps many times. */
export interface Sighting {
  /** Index into the compiled script's trace points. */
  readonly point: number;
  /** In order; beyond a number only the last ones. */
  readonly values: SeenValue[];
  count: number;
}

const keptValues = 50;

/** Takes down the values on some bars, for the debugger; the script has to be compiled for `trace`. */
export class Tracer implements Observer {
  readonly #bars: ReadonlySet<number>;
  readonly #seen = new Map<number, Map<number, Sighting>>();
  #current: Map<number, Sighting> | undefined;

  constructor(bars: Iterable<number>) {
    this.#bars = new Set(bars);
  }

  begin(bar: number): void {
    this.#current = undefined;
    if (!this.#bars.has(bar)) return;
    // An open bar that runs again is told anew.
    this.#current = new Map();
    this.#seen.set(bar, this.#current);
  }

  trace(point: number, value: unknown): void {
    const sightings = this.#current;
    if (sightings === undefined) return;
    const known = sightings.get(point);
    if (known === undefined) {
      sightings.set(point, { point, values: [seen(value)], count: 1 });
      return;
    }
    known.count += 1;
    known.values.push(seen(value));
    if (known.values.length > keptValues) known.values.shift();
  }

  enter(): void {
    // Statements are the profiler's.
  }

  leave(): void {
    // Statements are the profiler's.
  }

  /** In order of the script's places. */
  on(bar: number): Sighting[] {
    return [...(this.#seen.get(bar)?.values() ?? [])].sort((a, b) => a.point - b.point);
  }
}

function seen(value: unknown): SeenValue {
  if (typeof value !== 'object' || value === null) return value as SeenValue;
  return { contents: 'capture' in value ? (value as HeapObject).capture() : undefined };
}
