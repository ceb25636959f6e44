/** A request where it is written: `d` in the generated code. */
export interface RequestPoint {
  /** The requested value, merged to the bar that is being run. A tuple comes in the same array each time. */
  next(symbol: string | null, timeframe: string | null): unknown;
}
