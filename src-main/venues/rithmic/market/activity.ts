import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import type { Trade } from '../../../../src-shared/domain/market-event.ts';
import { stepsBetween, toGrid } from '../../../../src-shared/domain/price-grid.ts';
import { type EpochMs, epochMs, type TimeRange } from '../../../../src-shared/domain/time.ts';
import type { ActivityBar, ActivityBarKind } from '../../venue.ts';
import type { Plant } from '../plant/plant.ts';
import type { WireMessages } from '../wire/codec.ts';
import {
  requestTickBarReplayDirection as direction,
  requestTickBarReplayTimeOrder as order,
  requestTickBarReplayBarSubType as subTypes,
  requestTickBarReplayBarType as types,
} from '../wire/generated/enums.ts';
import { timeOf } from './decode-market.ts';
import type { Lanes } from './lanes.ts';
import type { Market } from './reference.ts';

/*
 * Bars that end with activity, and single trades, which are bars of one trade. A reply has a limit of rows unless the server
 * is asked to go on; should it stop all the same, the rest is asked for from the second of the last row on, since several
 * trades share a second, and what was had already is dropped.
 */

type Row = WireMessages['ResponseTickBarReplay'];

const barTypes: Readonly<Record<ActivityBarKind, number>> = {
  ticks: types.TICK_BAR,
  volume: types.VOLUME_BAR,
  range: types.RANGE_BAR,
};

/** Rows of one reply that tell that there may be more. */
const fullReply = 9_999;
/** Stretches of single trades that servers answer well, and those that are tried where nothing was traded. */
const shortestReachMs = 3_600_000;
const longestReachMs = 4 * shortestReachMs;
const idleMs = 45_000;
const mostPages = 200;

export interface ActivityParts {
  readonly plant: Pick<Plant, 'ask'>;
  readonly lanes: Lanes;
  /** Server time that is certainly not over before. */
  now(): number;
}

interface Asked {
  readonly kind: ActivityBarKind;
  readonly size: number;
  readonly range: TimeRange;
}

/** Rows of a stretch, oldest first, in pages as they come. */
async function* rowsOf(
  parts: ActivityParts,
  market: Market,
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void, void> {
  const to = Math.min(asked.range.to, parts.now() + 1000);
  const isSingle = asked.kind === 'ticks' && asked.size === 1;
  const calendar = calendarOf(market.instrument.calendar);
  // Longer bars begin anew with each trading day.
  let from = isSingle ? asked.range.from : calendar.dayOf(asked.range.from).start;
  let reachMs = shortestReachMs;
  while (from < to) {
    const end = isSingle ? epochMs(from + reachMs) : calendar.dayOf(from).end;
    let count = 0;
    for await (const rows of stretch(parts, market, asked, from, Math.min(end, to), signal)) {
      count += rows.length;
      yield rows;
    }
    // Weekends are many hours of nothing.
    reachMs = count > 0 ? shortestReachMs : Math.min(reachMs * 2, longestReachMs);
    from = end;
  }
}

async function* stretch(
  parts: ActivityParts,
  market: Market,
  asked: Asked,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[], void, void> {
  const finish = Math.ceil(to / 1000);
  let start = Math.floor(from / 1000);
  let held = new Map<string, number>();
  for (let page = 0; page < mostPages; page += 1) {
    const rows = await ask(parts, market, asked, start, finish, signal);
    const fresh = withoutHeld(rows, held);
    // Its last second is also the first of the next stretch.
    const own = fresh.filter((row) => {
      const time = closeTime(row);
      return time !== undefined && time >= from && time < to;
    });
    if (own.length > 0) yield own;
    const lastSecond = rows.at(-1)?.data_bar_ssboe?.[1];
    if (rows.length < fullReply || fresh.length === 0 || lastSecond === undefined) return;
    held = countedIn(rows, lastSecond);
    start = lastSecond;
  }
}

async function ask(
  { plant, lanes }: ActivityParts,
  { contract }: Market,
  { kind, size }: Asked,
  start: number,
  finish: number,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const answer = await lanes.run(
    () =>
      plant.ask(
        'RequestTickBarReplay',
        {
          ...contract,
          bar_type: barTypes[kind],
          bar_sub_type: subTypes.REGULAR,
          bar_type_specifier: String(size),
          start_index: start,
          finish_index: finish,
          direction: direction.FIRST,
          time_order: order.FORWARDS,
          resume_bars: true,
        },
        { idleMs, signal },
      ),
    signal,
  );
  return answer.flatMap((one) =>
    one.name === 'ResponseTickBarReplay' && one.fields.close_price !== undefined ? [one.fields] : [],
  );
}

function rowKey({ data_bar_usecs, data_bar_seq_num, close_price, volume }: Row): string {
  return `${data_bar_usecs?.[1]} ${data_bar_seq_num?.join()} ${close_price} ${volume}`;
}

function countedIn(rows: readonly Row[], second: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.data_bar_ssboe?.[1] === second) counts.set(rowKey(row), (counts.get(rowKey(row)) ?? 0) + 1);
  }
  return counts;
}

function withoutHeld(rows: readonly Row[], held: Map<string, number>): readonly Row[] {
  if (held.size === 0) return rows;
  return rows.filter((row) => {
    const left = held.get(rowKey(row)) ?? 0;
    if (left > 0) held.set(rowKey(row), left - 1);
    return left === 0;
  });
}

function closeTime({ data_bar_ssboe: seconds, data_bar_usecs: micros }: Row): EpochMs | undefined {
  const second = seconds?.[1] ?? seconds?.[0];
  return second === undefined ? undefined : (timeOf(second, micros?.[1] ?? micros?.[0]) as EpochMs);
}

/** See `MarketData.activityBars`. */
export async function* readActivityBars(
  parts: ActivityParts,
  market: Market,
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<readonly ActivityBar[], void, void> {
  const { range } = asked;
  for await (const rows of rowsOf(parts, market, asked, signal)) {
    const bars: ActivityBar[] = [];
    for (const [index, row] of rows.entries()) {
      const closed = closeTime(row);
      const { open_price, high_price, low_price, close_price } = row;
      if (closed === undefined || open_price === undefined || close_price === undefined) continue;
      // The first row opens with what was asked for, not with its first trade.
      const opened = index === 0 ? closed : timeOf(row.data_bar_ssboe?.[0] ?? 0, row.data_bar_usecs?.[0]);
      const bar: ActivityBar = {
        time: epochMs(Math.min(opened, closed)),
        closeTime: closed,
        open: toGrid(market.grid, open_price),
        high: toGrid(market.grid, high_price ?? Math.max(open_price, close_price)),
        low: toGrid(market.grid, low_price ?? Math.min(open_price, close_price)),
        close: toGrid(market.grid, close_price),
        volume: Number(row.volume ?? 0n),
      };
      const isInRange = bar.closeTime >= range.from && bar.closeTime < range.to;
      if (isInRange && isFinished(bar, row, asked, market)) bars.push(bar);
    }
    if (bars.length > 0) yield bars;
  }
}

/** A stretch that reaches now ends with a bar that is not full. */
function isFinished(bar: ActivityBar, row: Row, { kind, size }: Asked, { grid }: Market): boolean {
  if (kind === 'ticks') return row.num_trades === undefined || Number(row.num_trades) >= size;
  if (kind === 'volume') return bar.volume >= size;
  return stepsBetween(grid, bar.low, bar.high) >= size;
}

/** See `MarketData.tradeHistory`. The side is not told, but which side's volume the trade counts to. */
export async function* readTrades(
  parts: ActivityParts,
  market: Market,
  range: TimeRange,
  signal: AbortSignal,
): AsyncGenerator<readonly Trade[], void, void> {
  for await (const rows of rowsOf(parts, market, { kind: 'ticks', size: 1, range }, signal)) {
    const trades: Trade[] = [];
    for (const row of rows) {
      const time = closeTime(row);
      if (time === undefined || row.close_price === undefined) continue;
      if (time < range.from || time >= range.to) continue;
      trades.push({
        kind: 'trade',
        instrument: market.instrument.id,
        time,
        price: toGrid(market.grid, row.close_price),
        size: Number(row.volume ?? 0n),
        side: (row.ask_volume ?? 0n) > 0n ? 'buy' : (row.bid_volume ?? 0n) > 0n ? 'sell' : 'unknown',
      });
    }
    if (trades.length > 0) yield trades;
  }
}
