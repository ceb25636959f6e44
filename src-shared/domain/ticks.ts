/** Best bids and asks as columns of equal length, oldest first; unknown sizes are NaN. Times may repeat. */
export interface QuoteColumns {
  readonly kind: 'quote';
  readonly length: number;
  readonly time: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly bidSize: Float64Array;
  readonly askSize: Float64Array;
}

/** Trades as columns of equal length, oldest first. `side` is 1 for a buying aggressor, -1 selling, 0 unknown. */
export interface TradeColumns {
  readonly kind: 'trade';
  readonly length: number;
  readonly time: Float64Array;
  readonly price: Float64Array;
  readonly size: Float64Array;
  readonly side: Int8Array;
}

export type TickColumns = QuoteColumns | TradeColumns;

export function createQuoteColumns(length: number): QuoteColumns {
  const column = () => new Float64Array(length);
  return {
    kind: 'quote',
    length,
    time: column(),
    bid: column(),
    ask: column(),
    bidSize: column(),
    askSize: column(),
  };
}

export function createTradeColumns(length: number): TradeColumns {
  const column = () => new Float64Array(length);
  return {
    kind: 'trade',
    length,
    time: column(),
    price: column(),
    size: column(),
    side: new Int8Array(length),
  };
}
