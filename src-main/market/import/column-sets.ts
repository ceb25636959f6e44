import type { CandleColumns } from '../../../src-shared/domain/candle.ts';
import type { TickColumns } from '../../../src-shared/domain/ticks.ts';
import type { ReadRows } from './worker-messages.ts';

/** Rows of bars as the domain knows them; the buffers stay the same. */
export function candleColumns({ columns }: ReadRows): CandleColumns {
  const [time, open, high, low, close, volume] = sixOf(columns);
  return { length: time.length, time, open, high, low, close, volume };
}

/** Rows of quotes or trades as the domain knows them. */
export function tickColumns({ kind, columns }: ReadRows): TickColumns {
  if (kind === 'quotes') {
    const [time, bid, ask, bidSize, askSize] = sixOf(columns);
    return { kind: 'quote', length: time.length, time, bid, ask, bidSize, askSize };
  }
  const [time, price, size, side] = sixOf(columns);
  return { kind: 'trade', length: time.length, time, price, size, side: Int8Array.from(side) };
}

type Column = Float64Array<ArrayBuffer>;

function sixOf(columns: readonly Column[]): [Column, Column, Column, Column, Column, Column] {
  const at = (index: number): Column => columns[index] ?? new Float64Array();
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}
