import { dayMs, indianClock, indianDate, indianMidnight, indianWeekday } from './indian-time.ts';

/** One row of the list of instruments, and what the exchange knows beyond it. */
export interface Listing {
  token: number;
  exchange: string;
  tradingsymbol: string;
  name: string;
  /** `2026-12-31`; empty for what does not expire. */
  expiry: string;
  strike: number;
  tick: number;
  lot: number;
  type: 'EQ' | 'FUT' | 'CE' | 'PE';
  segment: string;
  isIndex: boolean;
  /** Money per price unit and unit of quantity; the list does not tell it. */
  multiplier: number;
  /** The largest quantity that the exchange takes in one order. */
  freeze: number;
  /** Of the markets that live; others are listed, take orders, and never trade by themselves. */
  startPrice: string | undefined;
  largestTrade: string;
}

const segmentCodes: Record<string, number> = {
  NSE: 1,
  NFO: 2,
  CDS: 3,
  BSE: 4,
  BFO: 5,
  BCD: 6,
  MCX: 7,
  INDICES: 9,
};

type Given = Pick<Listing, 'exchange' | 'tradingsymbol'> & Partial<Listing> & { exchangeToken: number };

function listing(given: Given): Listing {
  const { exchangeToken, ...row } = given;
  const isIndex = row.isIndex ?? false;
  return {
    token: exchangeToken * 256 + (segmentCodes[isIndex ? 'INDICES' : row.exchange] ?? 0),
    name: '',
    expiry: '',
    strike: 0,
    tick: isIndex ? 0 : 0.05,
    lot: isIndex ? 0 : 1,
    type: 'EQ',
    segment: isIndex ? 'INDICES' : row.exchange,
    isIndex,
    multiplier: 1,
    freeze: 100_000,
    startPrice: undefined,
    largestTrade: '200',
    ...row,
  };
}

const shares: readonly Given[] = [
  {
    exchange: 'NSE',
    tradingsymbol: 'INFY',
    name: 'INFOSYS',
    exchangeToken: 1594,
    startPrice: '1573.70',
  },
  {
    exchange: 'NSE',
    tradingsymbol: 'SBIN',
    name: 'STATE BANK OF INDIA',
    exchangeToken: 3045,
    startPrice: '780.20',
  },
  {
    exchange: 'NSE',
    tradingsymbol: 'M&M',
    name: 'MAHINDRA & MAHINDRA',
    exchangeToken: 2031,
    startPrice: '3012.40',
  },
  { exchange: 'BSE', tradingsymbol: 'INFY', name: 'INFOSYS', exchangeToken: 500_209, startPrice: '1573.50' },
  { exchange: 'NSE', tradingsymbol: 'J&KBANK', name: 'JAMMU & KASHMIR BANK', exchangeToken: 5633 },
  { exchange: 'NSE', tradingsymbol: 'ADANIPORTS', name: 'ADANI PORT & SEZ', exchangeToken: 15_083 },
  { exchange: 'NSE', tradingsymbol: 'CENTRALBK-BE', name: 'CENTRAL BANK OF INDIA', exchangeToken: 14_898 },
  {
    exchange: 'NSE',
    tradingsymbol: 'MIDCAPIWIN-BL',
    name: 'ICICI PRU MIDCAP IWIN ETF',
    exchangeToken: 17_703,
    tick: 0.01,
  },
  { exchange: 'BSE', tradingsymbol: 'SBIN', name: 'STATE BANK OF INDIA', exchangeToken: 500_112 },
];

const indices: readonly Given[] = [
  { exchange: 'NSE', tradingsymbol: 'NIFTY 50', exchangeToken: 1001, startPrice: '25040.35' },
  { exchange: 'NSE', tradingsymbol: 'NIFTY BANK', exchangeToken: 1016 },
  { exchange: 'NSE', tradingsymbol: 'INDIA VIX', exchangeToken: 1033 },
  { exchange: 'BSE', tradingsymbol: 'SENSEX', exchangeToken: 1, startPrice: '81902.10' },
];

/** Everything that is listed at a moment; contracts end on the last Thursdays of this and the following months. */
export function listingsAt(now: number): Listing[] {
  const rows = [
    ...shares.map(listing),
    ...indices.map((row) => listing({ ...row, isIndex: true, name: row.tradingsymbol })),
    ...fillers(),
  ];
  for (const [month, expiry] of monthlyExpiries(now, 3).entries()) {
    rows.push(...futures(month, expiry), ...chain(month, expiry));
  }
  return rows;
}

/** Shares that nobody asks for, so that lists are long enough to be searched. */
function fillers(): Listing[] {
  return Array.from({ length: 120 }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return listing({
      exchange: index % 2 === 0 ? 'NSE' : 'BSE',
      tradingsymbol: `SIMCO${number}`,
      name: `SIMULATED COMPANY ${number}`,
      exchangeToken: 30_000 + index,
    });
  });
}

function futures(month: number, expiry: Expiry): Listing[] {
  const isFront = month === 0;
  const make = (given: Omit<Given, 'tradingsymbol'> & { underlying: string }): Listing => {
    const { underlying, startPrice, ...row } = given;
    return listing({
      ...row,
      name: row.name ?? underlying,
      tradingsymbol: `${underlying}${expiry.word}FUT`,
      exchangeToken: row.exchangeToken + month,
      expiry: expiry.date,
      type: 'FUT',
      segment: `${row.exchange}-FUT`,
      startPrice: isFront ? startPrice : undefined,
    });
  };
  return [
    make({
      underlying: 'NIFTY',
      exchange: 'NFO',
      exchangeToken: 35_001,
      lot: 75,
      freeze: 1800,
      startPrice: '25110',
      largestTrade: '300',
    }),
    make({
      underlying: 'SENSEX',
      exchange: 'BFO',
      exchangeToken: 861_000,
      lot: 20,
      freeze: 1000,
      startPrice: '82100',
      largestTrade: '100',
    }),
    make({
      underlying: 'USDINR',
      exchange: 'CDS',
      exchangeToken: 1612,
      tick: 0.0025,
      multiplier: 1000,
      startPrice: '86.1225',
    }),
    make({
      underlying: 'USDINR',
      exchange: 'BCD',
      exchangeToken: 1_100_100,
      tick: 0.0025,
      multiplier: 1000,
      startPrice: '86.1250',
    }),
    make({
      underlying: 'GOLDPETAL',
      exchange: 'MCX',
      exchangeToken: 228_222,
      tick: 1,
      freeze: 10_000,
      startPrice: '9862',
      largestTrade: '20',
    }),
  ];
}

function chain(month: number, expiry: Expiry): Listing[] {
  const rows: Listing[] = [];
  for (let index = 0; index < 21; index += 1) {
    const strike = 24_500 + index * 50;
    for (const [side, type] of (['CE', 'PE'] as const).entries()) {
      const isAtTheMoney = month === 0 && strike === 25_000;
      rows.push(
        listing({
          exchange: 'NFO',
          tradingsymbol: `NIFTY${expiry.word}${strike}${type}`,
          exchangeToken: 50_000 + month * 100 + index * 2 + side,
          expiry: expiry.date,
          strike,
          lot: 75,
          freeze: 1800,
          type,
          segment: 'NFO-OPT',
          startPrice: isAtTheMoney ? '212.35' : undefined,
          largestTrade: '750',
        }),
      );
    }
  }
  return rows;
}

interface Expiry {
  date: string;
  /** `26DEC` */
  word: string;
}

function monthlyExpiries(now: number, count: number): Expiry[] {
  const found: Expiry[] = [];
  const tomorrow = indianMidnight(now) + dayMs;
  for (let day = tomorrow; found.length < count; day += dayMs) {
    const isLastThursday =
      indianWeekday(day) === 4 && indianDate(day).slice(0, 7) !== indianDate(day + 7 * dayMs).slice(0, 7);
    if (!isLastThursday) continue;
    const month = new Date(day + dayMs / 2).toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
    const word = `${indianClock(day).slice(2, 4)}${month.slice(0, 3).toUpperCase()}`;
    found.push({ date: indianDate(day), word });
  }
  return found;
}

export class Catalogue {
  readonly rows: readonly Listing[];
  private readonly byName: ReadonlyMap<string, Listing>;
  private readonly byToken: ReadonlyMap<number, Listing>;

  constructor(rows: readonly Listing[]) {
    this.rows = rows;
    this.byName = new Map(rows.map((row) => [nameOf(row), row]));
    this.byToken = new Map(rows.map((row) => [row.token, row]));
    if (this.byName.size !== rows.length || this.byToken.size !== rows.length) {
      throw new Error('Two listings share a name or a token.');
    }
  }

  find(name: string): Listing | undefined {
    return this.byName.get(name);
  }

  withToken(token: number): Listing | undefined {
    return this.byToken.get(token);
  }

  /** The front future of an underlying, whose name changes from month to month. */
  future(exchange: string, underlying: string): Listing {
    const row = this.rows.find(
      (one) => one.exchange === exchange && one.type === 'FUT' && one.tradingsymbol.startsWith(underlying),
    );
    if (row === undefined) throw new Error(`No future of ${underlying} on ${exchange}.`);
    return row;
  }
}

/** `NSE:INFY`: the venue's name of a market, and the engine's. */
export function nameOf({ exchange, tradingsymbol }: Pick<Listing, 'exchange' | 'tradingsymbol'>): string {
  return `${exchange}:${tradingsymbol}`;
}
