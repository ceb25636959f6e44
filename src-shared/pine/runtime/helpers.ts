import { type Budget, ScriptError } from './budget.ts';
import type { Heap, HeapObject } from './heap.ts';
import { barAgo } from './histories.ts';
import type { LoopSource } from './loop-source.ts';

/** Sees what code does that was compiled for it. */
export interface Observer {
  /** A bar is about to run. */
  begin(bar: number): void;
  trace(point: number, value: unknown): void;
  enter(statement: number): void;
  leave(statement: number): void;
}

function divided(a: number, b: number): number {
  return b === 0 ? Number.NaN : a / b;
}

function both(a: unknown, b: unknown): unknown {
  return a && b;
}

function either(a: unknown, b: unknown): unknown {
  return a || b;
}

/** False with na on either side, as every comparison with it. */
function isDifferent(a: unknown, b: unknown, resultOfNa: boolean): boolean {
  if (a === null || b === null) return resultOfNa;
  if (typeof a === 'number' && (Number.isNaN(a) || Number.isNaN(b as number))) return resultOfNa;
  return a !== b;
}

function truth(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

function present(object: unknown): unknown {
  if (object === null || object === undefined) {
    throw new ScriptError('This object is na, so nothing can be read from it or written to it.');
  }
  return object;
}

function forStep(from: number, to: number, given: number | undefined): number {
  const size = given === undefined ? 1 : Math.abs(given);
  if (size === 0 || Number.isNaN(size)) throw new ScriptError('A loop’s step may be neither 0 nor na.');
  return from <= to ? size : -size;
}

function loopSize(source: LoopSource): number {
  return source.loopSize();
}

function loopItem(source: LoopSource, at: number): unknown {
  return source.loopItem(at);
}

function loopKey(source: LoopSource, at: number): unknown {
  return source.loopKey(at);
}

/** What generated code calls by name; the names are fixed in `compile/vocabulary.ts`. */
export function createHelpers(
  begin: (bar: number) => void,
  budget: Budget,
  heap: Heap,
  observer: Observer,
): Readonly<Record<string, unknown>> {
  return {
    begin,
    both,
    concat: (a: string | null, b: string | null) =>
      a === null || b === null ? null : budget.checkText(a + b),
    divided,
    either,
    epoch: () => heap.epoch,
    forStep,
    isDifferent,
    loopItem,
    loopKey,
    loopSize,
    present,
    barAgo,
    spend: (passes: number) => budget.spendPasses(passes),
    touch: (object: HeapObject) => heap.touch(object),
    trace(point: number, value: unknown) {
      observer.trace(point, value);
      return value;
    },
    truth,
    enter: (statement: number) => observer.enter(statement),
    leave: (statement: number) => observer.leave(statement),
  };
}
