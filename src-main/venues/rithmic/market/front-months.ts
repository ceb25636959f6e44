import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Contract } from '../symbols.ts';
import type { WireMessages } from '../wire/codec.ts';
import type { Catalogue } from './catalogue.ts';
import type { Market } from './reference.ts';

interface Followed {
  readonly product: string;
  readonly exchange: string;
  /** The contract that is the front month as far as is known. */
  front: InstrumentId | undefined;
}

export interface ProductRoll {
  readonly product: string;
  readonly from: InstrumentId;
  readonly to: InstrumentId;
}

/** Knows the front month of each product that is followed, and tells when it is another. */
export class FrontMonths {
  readonly #catalogue: Pick<Catalogue, 'frontMonth' | 'idOf'>;
  readonly #onRoll: (roll: ProductRoll) => void;
  readonly #followed = new Map<string, Followed>();

  constructor(catalogue: Pick<Catalogue, 'frontMonth' | 'idOf'>, onRoll: (roll: ProductRoll) => void) {
    this.#catalogue = catalogue;
    this.#onRoll = onRoll;
  }

  /** Asks once for each product of a future; later changes are pushed. */
  async follow({ product, contract: { exchange }, instrument }: Market): Promise<void> {
    const name = `${exchange} ${product}`;
    if (product === '' || instrument.assetClass !== 'future' || this.#followed.has(name)) return;
    const followed: Followed = { product, exchange, front: undefined };
    this.#followed.set(name, followed);
    await this.#ask(name, followed);
  }

  /** After a lost connection pushes have to be asked for anew, and one may have been missed. */
  askAgain(): void {
    for (const [name, followed] of this.#followed) void this.#ask(name, followed);
  }

  hear(fields: WireMessages['FrontMonthContractUpdate']): void {
    const { symbol = '', exchange = '', trading_symbol = '', trading_exchange } = fields;
    const followed = this.#followed.get(`${exchange} ${symbol}`);
    if (followed === undefined || trading_symbol === '') return;
    this.#take(followed, { symbol: trading_symbol, exchange: trading_exchange ?? exchange });
  }

  async #ask(name: string, followed: Followed): Promise<void> {
    try {
      const front = await this.#catalogue.frontMonth(followed.product, followed.exchange, true);
      if (front !== undefined) this.#take(followed, front);
      // Not told, as in hours of maintenance: whoever subscribes next asks again.
      else if (followed.front === undefined) this.#followed.delete(name);
    } catch {
      this.#followed.delete(name);
    }
  }

  #take(followed: Followed, contract: Contract): void {
    const to = this.#catalogue.idOf(contract);
    const { front: from } = followed;
    if (to === undefined || to === from) return;
    followed.front = to;
    if (from !== undefined) this.#onRoll({ product: followed.product, from, to });
  }
}
