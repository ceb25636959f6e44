import type { ColumnMeaning } from '../import-types.ts';

/** Names that programs give to columns, in lower case and without anything but letters and digits. */
const names: Readonly<Record<string, readonly string[]>> = {
  time: [
    'time',
    'timems',
    'timestamp',
    'timestampms',
    'datetime',
    'dateandtime',
    'datetimeutc',
    'timeutc',
    'gmttime',
    'localtime',
    'opentime',
    'unix',
    'unixtime',
    'unixtimestamp',
    'epoch',
    'ts',
    'tsevent',
    'tsinit',
    'transacttime',
  ],
  date: ['date', 'day', 'tradedate', 'tradingdate', 'dateutc'],
  open: ['open', 'o', 'openprice', 'openbid', 'openask'],
  high: ['high', 'h', 'highprice', 'max'],
  low: ['low', 'l', 'lowprice', 'min'],
  close: ['close', 'c', 'closeprice', 'closelast', 'last', 'lastprice', 'settle'],
  volume: ['vol', 'volume', 'v', 'basevolume', 'realvolume', 'tickvol', 'tickvolume', 'ticks'],
  bid: ['bid', 'bidprice', 'bestbid', 'b'],
  ask: ['ask', 'askprice', 'bestask', 'offer', 'a'],
  bidSize: ['bidsize', 'bidvolume', 'bidvol', 'bidqty', 'bestbidqty'],
  askSize: ['asksize', 'askvolume', 'askvol', 'askqty', 'bestaskqty', 'offersize'],
  price: ['price', 'p', 'tradeprice', 'rate'],
  size: ['size', 'qty', 'quantity', 'amount', 'q', 'tradesize'],
  side: ['side', 'aggressor', 'aggressorside', 'takerside', 'isbuyermaker', 'm', 'direction'],
};

const meaningOf = new Map(
  Object.entries(names).flatMap(([meaning, all]) =>
    all.map((name) => [name, meaning as ColumnMeaning] as const),
  ),
);

export const symbolColumnNames = ['symbol', 'ticker', 'instrument', 'pair', 'instrumentid'];

/** `<TICKVOL>`, `Volume (BTC)` and `Bid Price` as `tickvol`, `volume` and `bidprice`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What each column means, by its name alone; `ignore` where the name says nothing. */
export function meaningsByName(columnNames: readonly string[]): ColumnMeaning[] {
  const plain = columnNames.map(plainName);
  const meanings: ColumnMeaning[] = plain.map(
    (name) => meaningOf.get(name) ?? (/^volume[a-z]{3,5}$/.test(name) ? 'volume' : 'ignore'),
  );
  const date = meanings.indexOf('date');
  const time = meanings.indexOf('time');
  // A column `time` beside a `date` shows the clock, unless it counts from the epoch.
  if (date !== -1 && time !== -1) {
    if (plain[time] === 'time') meanings[time] = 'clock';
    else meanings[date] = 'ignore';
  } else if (date !== -1) {
    meanings[date] = 'time';
  }
  // Some sites call the close of a bar its price.
  if (!meanings.includes('close') && meanings.includes('open') && meanings.includes('price')) {
    meanings[meanings.indexOf('price')] = 'close';
  }
  return meanings;
}
