import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ChangeOutcome } from '../../../../src-shared/domain/order.ts';
import type { VenueParts } from '../../venue-kind.ts';
import type { AccountSide } from './account-side.ts';

const lookMs = 500;
const mostLooks = 60;

export interface LeftExitsParts<Mode extends AccountMode> extends Pick<VenueParts, 'after'> {
  /** False while notices or positions may be missing. */
  isListening(): boolean;
  cancel(side: AccountSide<Mode>, basketId: string): Promise<ChangeOutcome>;
  onTrouble(sentence: string): void;
}

/**
 * Rithmic leaves a bracket's exits working when their position is closed, and one that fills afterwards opens a position
 * that nobody wants. They are cancelled once the position is gone, not before: until then they are its protection.
 */
export class LeftExits<Mode extends AccountMode> {
  readonly #parts: LeftExitsParts<Mode>;
  #isStopped = false;

  constructor(parts: LeftExitsParts<Mode>) {
    this.#parts = parts;
  }

  /** Closing the position was asked for, and may have been heard. */
  watch(side: AccountSide<Mode>, instrument: InstrumentId): void {
    if (side.ledger.workingExits(instrument).length > 0) this.#look(side, instrument, 1);
  }

  stop(): void {
    this.#isStopped = true;
  }

  #look(side: AccountSide<Mode>, instrument: InstrumentId, looks: number): void {
    this.#parts.after(lookMs, () => {
      if (this.#isStopped) return;
      const left = side.ledger.workingExits(instrument);
      if (left.length === 0) return;
      if (this.#parts.isListening() && !side.money.holds(instrument)) {
        for (const basketId of left) void this.#cancel(side, instrument, basketId);
      } else if (looks < mostLooks) {
        this.#look(side, instrument, looks + 1);
      } else {
        this.#parts.onTrouble(
          `${instrument} was to be closed and is not known to be after ${(mostLooks * lookMs) / 1000} s; the exits of its bracket were left as they are.`,
        );
      }
    });
  }

  async #cancel(side: AccountSide<Mode>, instrument: InstrumentId, basketId: string): Promise<void> {
    const outcome = await this.#parts.cancel(side, basketId);
    if (outcome.outcome === 'acknowledged' || !side.ledger.workingExits(instrument).includes(basketId))
      return;
    const why = outcome.outcome === 'rejected' ? outcome.reason : outcome.detail;
    this.#parts.onTrouble(
      `The position in ${instrument} is closed, and an exit of its bracket still works: cancel order ${basketId}. ${why}`,
    );
  }
}
