import { Decimal } from 'decimal.js';
import { type Money, money } from '../../../../src-shared/domain/money.ts';
import type { WireMessages } from '../wire/codec.ts';
import type { RithmicAccount } from './account-list.ts';
import { decimalOf } from './decimals.ts';
import { productOf } from './instruments.ts';

/**
 * What one contract costs. Rithmic tells no fee with a fill; it tells the account's rates, by product (307) or for all
 * (305), per contract and side. A rate of 0 is one that nobody filled in, and says nothing.
 */
export class Commissions {
  readonly #byProduct = new Map<string, string>();
  #usual: string | undefined;

  takeAccount({ default_commission }: WireMessages['ResponseAccountRmsInfo']): void {
    this.#usual = rateOf(default_commission);
  }

  takeProduct({ product_code, commission_fill_rate }: WireMessages['ResponseProductRmsInfo']): void {
    const rate = rateOf(commission_fill_rate);
    if (product_code === undefined) return;
    if (rate === undefined) this.#byProduct.delete(product_code);
    else this.#byProduct.set(product_code, rate);
  }

  /** Undefined while the venue has not told a rate. */
  feeOf(symbol: string, quantity: string, { currency }: Pick<RithmicAccount, 'currency'>): Money | undefined {
    const rate = this.#byProduct.get(productOf(symbol)) ?? this.#usual;
    return rate === undefined ? undefined : money(new Decimal(rate).times(quantity).toFixed(), currency);
  }
}

function rateOf(value: number | undefined): string | undefined {
  const rate = decimalOf(value);
  return rate === undefined || Number(rate) <= 0 ? undefined : rate;
}
