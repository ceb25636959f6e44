import { describe, expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { Instruments } from './instruments.ts';
import { contractSizeOf, instrumentOf } from './listing.ts';
import { cellsOf, readListings } from './listing-csv.ts';
import { exchangesOf } from './symbols.ts';
import { fixture } from './testing/fixture.ts';

const csv = Buffer.from(fixture('rest-instruments-csv').raw ?? '');
const header = csv.toString('utf8').split('\n')[0] ?? '';
const more = `${header}
408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE
519937,2031,M&M,MAHINDRA & MAHINDRA,0.0,,0.0,0.05,1,EQ,NSE,NSE
256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,NSE
128008708,500034,INFY,"INFOSYS, LTD.",0.0,,0.0,0.05,1,EQ,BSE,BSE
10189826,39804,NIFTY26NOVFUT,NIFTY,24000.0,2026-11-26,0.0,0.05,75,FUT,NFO-FUT,NFO
58424839,228222,GOLDPETAL26DECFUT,GOLDPETAL,9000.0,2026-12-31,0.0,1.0,1,FUT,MCX-FUT,MCX
58424840,228223,COTTON26DECFUT,COTTON,9000.0,2026-12-31,0.0,10.0,1,FUT,MCX-FUT,MCX
412675,1612,USDINR26NOVFUT,USDINR,84.0,2026-11-26,0.0,0.0025,1,FUT,CDS-FUT,CDS
9,9,FUND,A FUND,0.0,,0.0,0.01,1,EQ,MF,MF
x,9,BROKEN,BROKEN,0.0,,0.0,0.01,1,EQ,NSE,NSE
`;
const morning = epochMs(Date.parse('2026-11-21T09:00:00+05:30'));

function withList(text: Buffer | string = more) {
  let now = morning;
  let answer: Buffer | Error = Buffer.from(text);
  const asked: number[] = [];
  const troubles: string[] = [];
  const instruments = new Instruments({
    fetch: async () => {
      asked.push(now);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    now: () => now,
    onTrouble: (reason) => troubles.push(reason),
  });
  return {
    instruments,
    asked,
    troubles,
    pass: (hours: number) => {
      now = epochMs(now + hours * 3_600_000);
    },
    answerWith: (next: Buffer | Error) => {
      answer = next;
    },
  };
}

describe('the recorded list', () => {
  test('is read row by row', async () => {
    const listings = [...(await readListings(csv)).values()];
    expect(listings).toHaveLength(10);
    expect(listings.map(instrumentOf).map(({ id, name, lotStep }) => [id, name, lotStep])).toEqual([
      ['NSE:CENTRALBK-BE', 'CENTRAL BANK OF INDIA', '1'],
      ['NSE:EMMBI-BL', 'EMMBI INDUSTRIES', '1'],
      ['NSE:MIDCAPIWIN-BL', 'ICICI PRU MIDCAP IWIN ETF', '1'],
      ['NSE:ABCAPITAL-BL', 'ADITYA BIRLA CAPITAL', '1'],
      ['NSE:ADANIPORTS', 'ADANI PORT & SEZ', '1'],
      ['NSE:ARMANFIN', 'ARMAN FIN SERV', '1'],
      ['NFO:BANKNIFTY18JAN23500CE', 'BANKNIFTY18JAN23500CE 23500 call, 25 Jan 2018', '40'],
      ['NFO:ADANIPORTS17DEC490PE', 'ADANIPORTS17DEC490PE 490 put, 28 Dec 2017', '2500'],
      ['NFO:BANKNIFTY18JAN23500PE', 'BANKNIFTY18JAN23500PE 23500 put, 25 Jan 2018', '40'],
      ['NFO:BANKNIFTY18JAN23600CE', 'BANKNIFTY18JAN23600CE 23600 call, 25 Jan 2018', '40'],
    ]);
  });

  test('a connection may be limited to some products', async () => {
    expect(
      [...(await readListings(csv, exchangesOf(['equity']))).keys()].every((id) => id.startsWith('NSE:')),
    ).toBe(true);
    expect((await readListings(csv, exchangesOf(['derivatives']))).size).toBe(4);
    expect((await readListings(csv, exchangesOf(['nothing']))).size).toBe(0);
  });

  test('a page that is no list is refused', async () => {
    await expect(readListings(Buffer.from('<html>'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(readListings(Buffer.alloc(0))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('quoted cells may hold commas and quotes', () => {
    expect(cellsOf('1,"a, ""b""",,c')).toEqual(['1', 'a, "b"', '', 'c']);
  });
});

describe('instruments', () => {
  test('are described in full', async () => {
    const { instruments } = withList();
    const described = async (id: string) => {
      const listing = await instruments.listing(instrumentId(id));
      return listing && instrumentOf(listing);
    };
    expect(await described('NFO:NIFTY26NOVFUT')).toEqual({
      id: 'NFO:NIFTY26NOVFUT',
      name: 'NIFTY future, 26 Nov 2026',
      assetClass: 'future',
      currency: 'INR',
      tickSize: '0.05',
      lotStep: '75',
      multiplier: '1',
      calendar: 'nse-india',
      priceSide: 'trade',
      expiry: Date.parse('2026-11-26T15:30:00+05:30'),
      limits: { minQuantity: '75' },
    });
    expect(await described('NSE:NIFTY_50')).toMatchObject({
      assetClass: 'index',
      tickSize: '0.01',
      lotStep: '1',
    });
    expect(await described('CDS:USDINR26NOVFUT')).toMatchObject({
      calendar: 'currency-india',
      multiplier: '1000',
    });
    expect(await described('MCX:GOLDPETAL26DECFUT')).toMatchObject({ calendar: 'mcx-india', lotStep: '1' });
    const cotton = await instruments.listing(instrumentId('MCX:COTTON26DECFUT'));
    expect(cotton && contractSizeOf(cotton)).toBeUndefined();
    expect(await described('NSE:BROKEN')).toBeUndefined();
  });

  test.each([
    ['infy', ['NSE:INFY', 'BSE:INFY']],
    ['m&m', ['NSE:M#26M']],
    ['m#26m', ['NSE:M#26M']],
    ['nifty 50', ['NSE:NIFTY_50']],
    ['NIFTY', ['NSE:NIFTY_50', 'NFO:NIFTY26NOVFUT']],
    ['mahindra', ['NSE:M#26M']],
    ['nothing like it', []],
  ])('“%s” finds %j', async (text, ids) => {
    const { instruments } = withList();
    expect((await instruments.search(text, 10)).map(({ id }) => id)).toEqual(ids);
  });

  test('an empty text lists indices and shares before what derives from them', async () => {
    const { instruments } = withList();
    expect((await instruments.search('', 5)).map(({ id }) => id)).toEqual([
      'NSE:NIFTY_50',
      'NSE:INFY',
      'NSE:M#26M',
      'BSE:INFY',
      'NFO:NIFTY26NOVFUT',
    ]);
  });
});

describe('the list is fetched once a day', () => {
  test('when asked for first and after the next morning, however many ask', async () => {
    const { instruments, asked, pass } = withList();
    await Promise.all([instruments.search('', 1), instruments.listing(instrumentId('NSE:INFY'))]);
    pass(12);
    await instruments.load();
    expect(asked).toHaveLength(1);
    pass(12);
    await instruments.load();
    expect(asked).toHaveLength(2);
  });

  test('a token that has moved to another market is followed', async () => {
    const { instruments, pass, answerWith } = withList();
    await instruments.load();
    answerWith(Buffer.from(more.replace('408065,1594,INFY', '777777,1594,INFY')));
    pass(24);
    expect((await instruments.listing(instrumentId('NSE:INFY')))?.token).toBe(777_777);
  });

  test('yesterday’s list serves while today’s cannot be had, and the trouble is told', async () => {
    const { instruments, asked, pass, answerWith, troubles } = withList();
    await instruments.load();
    answerWith(new Error('no way'));
    pass(24);
    expect(await instruments.listing(instrumentId('NSE:INFY'))).toBeDefined();
    expect(troubles).toEqual(['no way']);
    await instruments.load();
    expect(asked).toHaveLength(2);
    pass(1);
    answerWith(Buffer.from(more));
    await instruments.load();
    expect(asked).toHaveLength(3);
  });

  test('without any list the failure is passed on', async () => {
    const { instruments, answerWith } = withList();
    answerWith(new Error('no way'));
    await expect(instruments.load()).rejects.toThrow('no way');
  });
});
