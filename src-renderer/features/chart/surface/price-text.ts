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
  /** Smallest step between labels on the axis. */
  readonly axisStep: number;
  snap(price: number): number;
  format(price: number): string;
  formatChange(change: number): string;
  split(price: number): PriceParts;
}

/**
 * The chart library halves its way from 1 down to the smallest step, and lands beside the ticks (0.125 on a tick of
 * 0.05) unless that step is a power of ten or of two. The power of ten that is a whole number of ticks serves instead.
 */
export function axisStep(tickSize: string): number {
  const tick = Number(tickSize);
  const isHalved = Number.isInteger(Math.log2(tick)) && tick <= 1;
  if (isHalved) return tick;
  const decimals = tickDecimals(tickSize);
  const units = Math.round(tick * 10 ** decimals);
  for (let power = 0; power <= 6; power += 1) {
    if (10 ** power % units === 0) return Number(`1e${power - decimals}`);
  }
  // A tick such as 0.03 goes into no power of ten.
  return Number(`1e${-decimals}`);
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
    axisStep: axisStep(tickSize),
    snap: (price) => onTickGrid(price, tickSize),
    format: (price) => formatPrice(price, tickSize, locale),
    formatChange: (change) => formatChange(change, tickSize, locale),
    split: (price) => priceParts(price, tickSize, isForex, locale),
  };
}
