import { createHash } from 'node:crypto';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../src-shared/domain/market-event.ts';

const numbersPerEvent = 6;
const eventsPerBlock = 4096;

/** A SHA-256 over a stream of events, so that two runs can be compared. Batches may be cut anywhere. */
export class EventHash {
  readonly #hash = createHash('sha256');
  readonly #block = new Float64Array(eventsPerBlock * numbersPerEvent);
  readonly #instruments = new Map<InstrumentId, number>();
  #filled = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(events: readonly MarketEvent[]): void {
    for (const event of events) {
      if (event.kind === 'quote') {
        this.#write(1, event.instrument, event.time, event.bid, event.ask, event.volume);
      } else if (event.kind === 'trade') {
        const side = event.side === 'buy' ? 1 : event.side === 'sell' ? -1 : 0;
        this.#write(2, event.instrument, event.time, event.price, event.size, side);
      }
    }
  }

  digest(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #write(kind: number, instrument: InstrumentId, ...values: readonly [number, number, number, number]): void {
    let number = this.#instruments.get(instrument);
    if (number === undefined) {
      number = this.#instruments.size;
      this.#instruments.set(instrument, number);
      this.#hash.update(instrument);
    }
    const at = this.#filled;
    const block = this.#block;
    block[at] = kind;
    block[at + 1] = number;
    block[at + 2] = values[0];
    block[at + 3] = values[1];
    block[at + 4] = values[2];
    block[at + 5] = values[3];
    this.#filled += numbersPerEvent;
    this.#count += 1;
    if (this.#filled === block.length) this.#flush();
  }

  #flush(): void {
    this.#hash.update(new Uint8Array(this.#block.buffer, 0, this.#filled * 8));
    this.#filled = 0;
  }
}
