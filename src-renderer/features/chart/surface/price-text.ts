import type { Instrument } from '../../../../src-shared/domain/instrument.ts';
import {
  formatChange,
  formatPrice,
  onTickGrid,
  type PriceParts,
  priceParts,
  tickDecimals,
} from '../../../ui/format.ts';

/** How one instrument's prices are written. */
export interface PriceText {
  readonly decimals: number;
  /** Smallest price step. */
  readonly tick: number;
  snap(price: number): number;
  format(price: number): string;
  formatChange(change: number): string;
  split(price: number): PriceParts;
}

export function createPriceText(
  instrument: Pick<Instrument, 'tickSize' | 'assetClass'> | undefined,
  locale: string,
): PriceText {
  const tickSize = instrument?.tickSize ?? '0.01';
  const isForex = instrument?.assetClass === 'forex';
  return {
    decimals: tickDecimals(tickSize),
    tick: Number(tickSize),
    snap: (price) => onTickGrid(price, tickSize),
    format: (price) => formatPrice(price, tickSize, locale),
    formatChange: (change) => formatChange(change, tickSize, locale),
    split: (price) => priceParts(price, tickSize, isForex, locale),
  };
}
