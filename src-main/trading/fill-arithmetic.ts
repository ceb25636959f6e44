import type { Fill } from '../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../src-shared/domain/order.ts';
import { addDecimals, compareDecimals, subtractDecimals } from '../../src-shared/domain/quantity.ts';

export function filledOf(fills: readonly Fill[]): string {
  return fills.reduce((sum, { quantity }) => addDecimals(sum, quantity), '0');
}

/** What the venue says was filled beyond what is booked; undefined when nothing is missing (O7). */
export function missingQuantity(report: OrderReport, booked: readonly Fill[]): string | undefined {
  const missing = subtractDecimals(report.filledQuantity, filledOf(booked));
  return compareDecimals(missing, '0') > 0 ? missing : undefined;
}

/** What is booked beyond what the venue counts; undefined when there is no such thing. */
export function excessQuantity(report: OrderReport, booked: readonly Fill[]): string | undefined {
  const excess = subtractDecimals(filledOf(booked), report.filledQuantity);
  return compareDecimals(excess, '0') > 0 ? excess : undefined;
}

/**
 * Stands for fills that the venue counts but does not show. Its id follows from what it explains, from what was booked to
 * what the venue counts, so that the same gap found twice is one fill, and another gap up to the same quantity is another
 * one. The real ones take its place when they come.
 */
export function syntheticFill(report: OrderReport, booked: readonly Fill[], missing: string): Fill {
  const { account, instrument, venueOrderId, side, time } = report;
  return {
    account,
    instrument,
    tradeId: `synthetic:${venueOrderId}:${filledOf(booked)}-${report.filledQuantity}`,
    venueOrderId,
    ...(booked[0]?.clientOrderId === undefined ? {} : { clientOrderId: booked[0].clientOrderId }),
    side,
    price: priceOfMissing(report, booked),
    quantity: missing,
    liquidity: 'unknown',
    time,
    isSynthetic: true,
  };
}

/** The order's average, else a price that is known of it: the true one comes with the real fill. */
function priceOfMissing({ averagePrice, terms }: OrderReport, booked: readonly Fill[]): string {
  const known =
    booked.at(-1)?.price ?? (terms !== undefined && 'limitPrice' in terms ? terms.limitPrice : '0');
  return averagePrice ?? known;
}

/** Bought minus sold. */
export function netQuantity(fills: readonly Fill[]): string {
  return fills.reduce(
    (sum, { side, quantity }) =>
      side === 'buy' ? addDecimals(sum, quantity) : subtractDecimals(sum, quantity),
    '0',
  );
}
