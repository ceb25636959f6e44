import type { VenueParts } from '../../venue-kind.ts';
import { rithmicOrderNotificationBracketType as bracketType } from '../wire/generated/enums.ts';
import type { OrderLife } from './order-life.ts';
import { hasTrigger, typeOf } from './order-words.ts';

/** So long after the entry's fill its exits must be there. */
const patienceMs = 2_000;

interface Awaited {
  readonly hasTargets: boolean;
  readonly hasStops: boolean;
  isWatched: boolean;
}

export interface WatchParts extends Pick<VenueParts, 'after'> {
  /** False while notices may be missing; it is looked at again later. */
  isListening(): boolean;
  onMissing(sentence: string): void;
}

/**
 * Rithmic itself lays down a bracket's exits once the entry fills. When none comes, a position stands without the stop
 * that its owner believes in: that is told at once.
 */
export class BracketWatch {
  readonly #parts: WatchParts;
  readonly #brackets = new Map<string, Awaited>();
  #isStopped = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  expect(clientOrderId: string, legs: { readonly hasTargets: boolean; readonly hasStops: boolean }): void {
    this.#brackets.set(clientOrderId, { ...legs, isWatched: false });
  }

  /** An entry of an earlier run, or of another program, still works. */
  takeUp(name: string, legs: { readonly hasTargets: boolean; readonly hasStops: boolean }): void {
    if (!this.#brackets.has(name)) this.expect(name, legs);
  }

  /** An entry was filled, in part or whole. */
  filled(clientOrderId: string, entry: { readonly name: string; children(): readonly OrderLife[] }): void {
    const awaited = this.#brackets.get(clientOrderId);
    if (awaited === undefined || awaited.isWatched) return;
    awaited.isWatched = true;
    this.#look(clientOrderId, awaited, entry.name, entry.children);
  }

  stop(): void {
    this.#isStopped = true;
  }

  #look(id: string, awaited: Awaited, name: string, children: () => readonly OrderLife[]): void {
    this.#parts.after(patienceMs, () => {
      if (this.#isStopped) return;
      if (!this.#parts.isListening()) {
        this.#look(id, awaited, name, children);
        return;
      }
      this.#brackets.delete(id);
      const found = children();
      const isStop = ({ priceType, originalPriceType }: OrderLife) =>
        [priceType, originalPriceType].some((type) => {
          const word = typeOf(type?.value);
          return word !== undefined && hasTrigger(word);
        });
      if (found.length === 0) {
        const what = awaited.hasStops ? 'The position has no stop' : 'The position has no target';
        this.#parts.onMissing(
          `${what}: ${name} was filled, and Rithmic has not laid down the bracket’s exits within ${patienceMs / 1000} s. Place a protective order.`,
        );
      } else if (awaited.hasStops && !found.some(isStop)) {
        this.#parts.onMissing(
          `The position has no stop: ${name} was filled, and of the bracket’s exits only the target has come. Place a protective order.`,
        );
      }
    });
  }
}

const withTargets: ReadonlySet<number> = new Set([
  bracketType.TARGET_ONLY,
  bracketType.TARGET_ONLY_STATIC,
  bracketType.TARGET_AND_STOP,
  bracketType.TARGET_AND_STOP_STATIC,
]);
const withStops: ReadonlySet<number> = new Set([
  bracketType.STOP_ONLY,
  bracketType.STOP_ONLY_STATIC,
  bracketType.TARGET_AND_STOP,
  bracketType.TARGET_AND_STOP_STATIC,
]);

/** Which exits an entry of that type was placed with. */
export function legsOf(type: number): { readonly hasTargets: boolean; readonly hasStops: boolean } {
  return { hasTargets: withTargets.has(type), hasStops: withStops.has(type) };
}
