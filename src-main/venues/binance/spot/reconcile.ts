import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { RestClient } from '../rest-client.ts';
import type { SpotOrder, SpotTrade } from '../wire.ts';
import * as rest from './rest.ts';

/*
 * Past orders and fills of spot can be asked for one market at a time only. Asked are the markets that this connection has
 * had to do with, those with open orders, and those between coins that are held and the usual quotes.
 */

const usualQuotes = ['USDT', 'USDC', 'FDUSD', 'BTC', 'ETH', 'BNB', 'EUR', 'TRY'];
/** Each costs 40 of the 6,000 that a minute has. */
const mostMarkets = 40;
const page = 1_000;
const dayMs = 24 * 3_600_000;

export function marketsToAsk(
  touched: ReadonlySet<string>,
  open: readonly SpotOrder[],
  held: ReadonlySet<string>,
  isMarket: (symbol: string) => boolean,
): string[] {
  const quotes = new Set([...usualQuotes, ...held]);
  const between = [...held].flatMap((base) => [...quotes].map((quote) => `${base}${quote}`));
  const certain = [...touched, ...open.map(({ symbol }) => symbol)];
  const likely = between.filter((symbol) => isMarket(symbol));
  const all = new Set([...certain, ...likely]);
  return [...all].slice(0, Math.max(mostMarkets, new Set(certain).size));
}

/** Orders that changed since then, oldest first. */
export function ordersSince(
  client: RestClient,
  symbol: string,
  since: EpochMs,
  until: EpochMs,
  signal?: AbortSignal,
): Promise<SpotOrder[]> {
  const timeOf = ({ updateTime, time }: SpotOrder) => updateTime ?? time ?? 0;
  const ask = (parameters: Readonly<Record<string, string | number>>) =>
    rest.getAllOrders(client, { symbol, limit: page, ...parameters }, signal);
  const nameOf = ({ orderId }: SpotOrder) => orderId;
  return everythingSince(ask, { timeOf, createdOf: ({ time }) => time ?? 0, nameOf }, since, until);
}

/** Fills since then, oldest first. */
export function tradesSince(
  client: RestClient,
  symbol: string,
  since: EpochMs,
  until: EpochMs,
  signal?: AbortSignal,
): Promise<SpotTrade[]> {
  const timeOf = ({ time }: SpotTrade) => time;
  const ask = (parameters: Readonly<Record<string, string | number>>) =>
    rest.getMyTrades(client, { symbol, limit: page, ...parameters }, signal);
  return everythingSince(ask, { timeOf, createdOf: timeOf, nameOf: ({ id }) => id }, since, until);
}

interface Reading<Row> {
  timeOf(row: Row): number;
  /** What the venue's own time limits look at. */
  createdOf(row: Row): number;
  nameOf(row: Row): string;
}

/** The newest thousand; where they do not reach back far enough, what is before them day by day. */
async function everythingSince<Row>(
  ask: (parameters: Readonly<Record<string, string | number>>) => Promise<Row[]>,
  { timeOf, createdOf, nameOf }: Reading<Row>,
  since: EpochMs,
  until: EpochMs,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  const newest = await ask({});
  const first = newest[0];
  const end = first === undefined ? until : createdOf(first);
  if (first !== undefined && newest.length >= page && end > since) {
    for (let startTime: number = since; startTime <= end; ) {
      const endTime = Math.min(startTime + dayMs - 1, end);
      const found = await ask({ startTime, endTime });
      for (const row of found) rows.set(nameOf(row), row);
      const last = found.at(-1);
      // A full day: go on from its last row, which comes twice and is kept once.
      const isFull = found.length >= page && last !== undefined && createdOf(last) > startTime;
      startTime = isFull ? createdOf(last) : endTime + 1;
    }
  }
  for (const row of newest) rows.set(nameOf(row), row);
  return [...rows.values()].filter((row) => timeOf(row) >= since);
}
