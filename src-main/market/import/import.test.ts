import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { barsIn, failureOf, importerForTests, ticksIn } from './import-harness.ts';
import type { ImportMapping, ImportProgress } from './import-types.ts';

const header = 'time,open,high,low,close,volume\n';
const bar = (minute: number, close = 1.5) => `${1_704_067_200_000 + minute * 60_000},1,2,0.5,${close},10\n`;
const bars = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => bar(from + index)).join('');
const target = { instrument: instrumentId('TEST:ABC') };

const isoMapping = (timeZone: string): ImportMapping => ({
  kind: 'candles',
  delimiter: ',',
  hasHeader: true,
  timeFormat: 'iso',
  timeZone,
  columns: ['time', 'open', 'high', 'low', 'close', 'volume'],
});

describe('rows', () => {
  it('IMPORT-020: bad lines are reported with their number and reason, the others are stored', async () => {
    const test = importerForTests();
    const text = [
      'time,open,high,low,close,volume',
      '1704067200000,1,2,0.5,1.5,10',
      '1704067260000,1,2,0.5,abc,10',
      '',
      'yesterday,1,2,0.5,1.5,10',
      '1704067320000,1,0.9,0.5,0.7,10',
      '1704067380000,1,2',
      '1704067200000,1,2,0.5,1.6,10',
      '1704067440000,1,2,0.5,1.5,-1',
      '1704067500000,1,2,0.5,,10',
      '1704067560000,"1,2,0.5,1.5,10',
      ...bars(12, 20).trimEnd().split('\n'),
    ].join('\n');
    const report = await test.run('a.csv', text, { target });
    expect(report.rejected).toEqual([
      { line: 3, reason: '“abc” is no number for close' },
      { line: 5, reason: '“yesterday” is not a time (epoch-ms)' },
      { line: 6, reason: 'the high 0.9 is below the open or close' },
      { line: 7, reason: 'the line has 3 columns, but column 5 is needed' },
      { line: 8, reason: 'line 2 has other values for 2024-01-01T00:00:00.000Z' },
      { line: 9, reason: 'the volume -1 is negative' },
      { line: 10, reason: 'the close is empty' },
      { line: 11, reason: 'a quote is not closed' },
    ]);
    expect(report).toMatchObject({ imported: 13, rejectedCount: 8, duplicates: 0, timeframe: '1m' });
  });

  it('IMPORT-020: a stray line near the top, or several, is rejected and does not defeat the detection', async () => {
    const rows = [
      'time;open;high;low;close;volume',
      '01.03.2024 10:00;1,10;1,20;1,05;1,15;7',
      '15.03.2024 10:01;1,15;1,25;1,10;1,20;8',
      '15.03.2024 10:02;1,20;1,25;1,15;1,20;9',
    ];
    const garbage = ['%% garbage, of "some kind', 'a;b;c;d;e;f', 'Exported by a terminal', ';;;', 'x,y,z'];
    for (const line of garbage) {
      for (const at of [1, 2, 3]) {
        const test = importerForTests();
        const text = `${rows.toSpliced(at, 0, line).join('\n')}\n`;
        const report = await test.run('a.csv', text, { target: { ...target, timeframe: '1m' } });
        expect({ line, at, rejected: report.rejected.map((one) => one.line) }).toEqual({
          line,
          at,
          rejected: [at + 1],
        });
        expect(barsIn(test.market).map(([, open]) => open)).toEqual([1.1, 1.15, 1.2]);
      }
    }
  });

  it('IMPORT-020: a stray line as wide as the rows does not defeat the detection of a short file either', async () => {
    const rows = [
      'time;open;high;low;close;volume',
      '01.03.2024 10:00;1,10;1,20;1,05;1,15;7',
      '15.03.2024 10:01;1,15;1,25;1,10;1,20;8',
    ];
    for (const line of [';;;;;', '#;#;#;#;#;#', '15.03.2024 xx:00;a;b;c;d;e']) {
      for (const at of [1, 2, 3]) {
        const test = importerForTests();
        const text = `${rows.toSpliced(at, 0, line).join('\n')}\n`;
        const report = await test.run('a.csv', text, { target: { ...target, timeframe: '1m' } });
        expect({ line, at, rejected: report.rejected.map((one) => one.line) }).toEqual({
          line,
          at,
          rejected: [at + 1],
        });
        expect(barsIn(test.market).map(([, open]) => open)).toEqual([1.1, 1.15]);
      }
    }
  });

  it('IMPORT-020: lines before the names of the columns are passed over and reported', async () => {
    const test = importerForTests();
    const text = `Prices of ABC\n\n${header}${bars(3)}`;
    const report = await test.run('a.csv', text, { target });
    expect(report.imported).toBe(3);
    expect(report.rejected).toEqual([{ line: 1, reason: 'the line has 1 column, but column 5 is needed' }]);
    const withoutNames = await test.run('b.csv', `Prices\n${bars(3)}`, {
      target: { instrument: instrumentId('TEST:DEF') },
    });
    expect([withoutNames.imported, withoutNames.rejectedCount]).toEqual([3, 1]);
  });

  it('IMPORT-023: what is known of a file goes before what is found out', async () => {
    const test = importerForTests();
    const text = '03/04/2024 10:00,7,1,2,0.5,1.5\n03/04/2024 10:01,7,1,2,0.5,1.5\n';
    const failure = await failureOf(test.run('a.csv', text, { target }));
    expect(failure.message).toContain('may begin with the day or with the month');
    await test.run('a.csv', text, {
      target,
      known: {
        timeFormat: 'mdy',
        timeZone: 'America/New_York',
        columns: ['time', 'volume', 'open', 'high', 'low', 'close'],
      },
    });
    expect(barsIn(test.market)).toEqual([
      ['2024-03-04T15:00', 1, 2, 0.5, 1.5, 7],
      ['2024-03-04T15:01', 1, 2, 0.5, 1.5, 7],
    ]);
  });

  it('IMPORT-020: crossed quotes are rejected, equal ones at one time are all kept', async () => {
    const test = importerForTests();
    const text =
      'time,bid,ask\n1704067200000,1.1,1.2\n1704067200000,1.1,1.2\n1704067200001,1.3,1.2\n1704067200002,1.1,1.3\n';
    const report = await test.run('a.csv', text, { target });
    expect(report.rejected).toEqual([{ line: 4, reason: 'the ask 1.2 is below the bid 1.3' }]);
    expect(ticksIn(test.market)).toHaveLength(3);
    expect(await test.run('a.csv', text, { target })).toMatchObject({ imported: 0, duplicates: 3 });
  });

  it('IMPORT-021: a file of which most lines are bad is refused as misunderstood and stores nothing', async () => {
    const test = importerForTests();
    const text = `${header}${bars(3)}${'1704067200000,1,2,0.5,x,1\n'.repeat(4)}`;
    const failure = await failureOf(test.run('a.csv', text, { target }));
    expect(failure.kind).toBe('invalid');
    expect(failure.message).toContain('4 of 7 lines cannot be read (line 5: “x” is no number for close)');
    expect(test.market.merges).toBe(0);
  });

  it('IMPORT-022: rows out of order are sorted, repeated equal bars are duplicates', async () => {
    const test = importerForTests();
    const text = header + bar(2) + bar(0) + bar(1) + bar(0) + bar(3);
    const report = await test.run('a.csv', text, { target });
    expect(report).toMatchObject({ imported: 4, duplicates: 1, rejectedCount: 0 });
    expect(barsIn(test.market).map(([time]) => time)).toEqual([
      '2024-01-01T00:00',
      '2024-01-01T00:01',
      '2024-01-01T00:02',
      '2024-01-01T00:03',
    ]);
  });

  it('IMPORT-004: the same file again adds nothing; changed bars are counted as replaced', async () => {
    const test = importerForTests();
    expect(await test.run('a.csv', header + bars(5), { target })).toMatchObject({
      imported: 5,
      duplicates: 0,
    });
    expect(await test.run('a.csv', header + bars(5), { target })).toMatchObject({
      imported: 0,
      duplicates: 5,
    });
    const changed = header + bars(4) + bar(4, 1.75);
    expect(await test.run('a.csv', changed, { target })).toMatchObject({
      imported: 0,
      duplicates: 4,
      replaced: 1,
    });
  });

  it('IMPORT-023: bars closer together than the chosen timeframe are refused', async () => {
    const test = importerForTests();
    const failure = await failureOf(
      test.run('a.csv', header + bars(5), { target: { ...target, timeframe: '1h' } }),
    );
    expect(failure.message).toBe('The rows are 1m apart, so they are no 1h bars. Choose 1m.');
  });

  it('IMPORT-024: an unknown instrument is described from its name and its prices', async () => {
    const test = importerForTests();
    const rows =
      '1704067200000,1.08391,1.08402,1.08388,1.08399,1\n1704067260000,1.083,1.084,1.083,1.0835,1\n';
    const report = await test.run('EURUSD_M1.csv', header + rows);
    expect(report.newInstrument).toEqual(test.market.instrument(instrumentId('IMPORT:EURUSD')));
    expect(report.newInstrument).toMatchObject({
      assetClass: 'forex',
      currency: 'USD',
      tickSize: '0.00001',
      calendar: 'forex',
    });
  });

  it('IMPORT-024: a name that one known instrument has means that instrument', async () => {
    const test = importerForTests();
    const { newInstrument } = await test.run('x.csv', header + bars(3), {
      target: { instrument: instrumentId('NASDAQ:ABC') },
    });
    expect(newInstrument?.assetClass).toBe('stock');
    const preview = await test.importer.preview({ path: test.file('ABC-1m.csv', header + bars(3)) });
    expect(preview.suggested.instrument).toBe('NASDAQ:ABC');
  });
});

describe('forms of text', () => {
  const rows = [
    ['2024-01-01T00:00', 1, 2, 0.5, 1.5, 10],
    ['2024-01-01T00:01', 1, 2, 0.5, 1.5, 10],
    ['2024-01-01T00:02', 1, 2, 0.5, 1.5, 10],
  ];
  const plain = header + bars(3);
  const swapped = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  const forms: [string, string | Uint8Array][] = [
    ['line feeds', plain],
    ['no line feed at the end', plain.trimEnd()],
    ['carriage returns and line feeds', plain.replaceAll('\n', '\r\n')],
    ['carriage returns alone', plain.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${plain}`],
    ['UTF-16 little-endian with its mark', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
    ['UTF-16 little-endian without a mark', Buffer.from(plain, 'utf16le')],
    ['UTF-16 big-endian with its mark', swapped(plain)],
    ['gzip', gzipSync(plain)],
    ['gzip in two members', Buffer.concat([gzipSync(header + bars(1)), gzipSync(bars(2, 1))])],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\uFEFF${plain}`, 'utf16le'))],
    ['tabs', plain.replaceAll(',', '\t')],
    ['semicolons', plain.replaceAll(',', ';')],
    ['bars', plain.replaceAll(',', '|')],
    ['spaces', plain.replaceAll(',', ' ')],
    ['aligned with several spaces', plain.replaceAll(',', '   ')],
    ['spaces round the cells', plain.replaceAll(',', ' , ')],
    ['quotes', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['decimal commas', plain.replaceAll(',', ';').replaceAll('.', ',')],
    ['exponents', plain.replaceAll(',0.5,', ',5e-1,')],
    ['blank lines', plain.replaceAll('\n', '\n\n')],
    ['guarded cells', plain.replaceAll(',0.5,', ",'0.5,")],
  ];
  for (const [title, content] of forms) {
    const test = importerForTests();
    it(`IMPORT-030: reads ${title}`, async () => {
      await test.run('a.csv', content, { target });
      expect(barsIn(test.market)).toEqual(rows);
    });
  }

  const times: [string, string, string][] = [
    ['epoch seconds', '1704067200', '1704067260'],
    ['epoch seconds with a fraction', '1704067200.000', '1704067260.000'],
    ['epoch milliseconds', '1704067200000', '1704067260000'],
    ['epoch microseconds', '1704067200000000', '1704067260000000'],
    ['epoch nanoseconds', '1704067200000000001', '1704067260000000999'],
    ['ISO with Z', '2024-01-01T00:00:00Z', '2024-01-01T00:01:00Z'],
    ['ISO with an offset', '2024-01-01T02:00:00+02:00', '2024-01-01T02:01:00+02:00'],
    ['ISO with a short offset', '2023-12-31 19:00:00.000-05', '2023-12-31 19:01:00.000-05'],
    ['ISO without a zone', '2024-01-01 00:00:00', '2024-01-01 00:01:00'],
    ['points', '2024.01.01 00:00', '2024.01.01 00:01'],
    ['a compact date and time', '20240101 000000', '20240101 000100'],
    ['digits in a row', '20240101000000', '20240101000100'],
    ['twelve digits in a row', '202401010000', '202401010001'],
    ['the day first, GMT named', '01.01.2024 00:00:00.000 GMT+0000', '01.01.2024 00:01:00.000 GMT+0000'],
    ['the month first and half days', '12/31/2023 11:59 PM', '12/31/2023 11:59 PM'],
  ];
  for (const [title, first, second] of times) {
    const test = importerForTests();
    it(`IMPORT-031: reads times as ${title}`, async () => {
      const text = `${header}${first},1,2,0.5,1.5,10\n${second},1,2,0.5,1.5,10\n`;
      const { mapping } = await test.importer.preview({ path: test.file('a.csv', text) });
      const dayFirst = first.startsWith('01.01')
        ? { mapping: { ...mapping, timeFormat: 'dmy' as const } }
        : {};
      await test.run('a.csv', text, { target: { ...target, timeframe: '1m' }, ...dayFirst });
      const expected = title.startsWith('the month')
        ? ['2023-12-31T23:59']
        : ['2024-01-01T00:00', '2024-01-01T00:01'];
      expect(barsIn(test.market).map(([time]) => time)).toEqual(expected);
    });
  }

  it('IMPORT-032: a date whose day and month cannot be told apart is refused until the user says which is first', async () => {
    const test = importerForTests();
    const text = `${header}03/04/2024,1,2,0.5,1.5,10\n04/04/2024,1,2,0.5,1.5,10\n`;
    const failure = await failureOf(test.run('a.csv', text, { target }));
    expect(failure.message).toBe('“03/04/2024” may begin with the day or with the month. Choose which.');
    const { mapping, undecided } = await test.importer.preview({ path: test.file('a.csv', text) });
    expect(undecided).toBe(failure.message);
    await test.run('a.csv', text, { target, mapping: { ...mapping, timeFormat: 'dmy' } });
    expect(barsIn(test.market).map(([time]) => time)).toEqual(['2024-04-03T00:00', '2024-04-04T00:00']);
  });

  it('IMPORT-033: local times go through the zone’s clock changes without a hole or a double hour', async () => {
    const test = importerForTests();
    // New York, 3 November 2024: the clocks show 01:00 to 01:59 twice.
    const hours = ['00:00', '00:30', '01:00', '01:30', '01:00', '01:30', '02:00'];
    const text = header + hours.map((hour) => `2024-11-03 ${hour},1,2,0.5,1.5,10\n`).join('');
    await test.run('a.csv', text, { target, mapping: isoMapping('America/New_York') });
    expect(barsIn(test.market).map(([time]) => time)).toEqual([
      '2024-11-03T04:00',
      '2024-11-03T04:30',
      '2024-11-03T05:00',
      '2024-11-03T05:30',
      '2024-11-03T06:00',
      '2024-11-03T06:30',
      '2024-11-03T07:00',
    ]);
  });

  it('IMPORT-033: a time that the clocks skipped is rejected by name', async () => {
    const test = importerForTests();
    const hours = ['01:00', '01:30', '02:00', '03:00', '03:30'];
    const text = header + hours.map((hour) => `2024-03-10 ${hour},1,2,0.5,1.5,10\n`).join('');
    const report = await test.run('a.csv', text, { target, mapping: isoMapping('America/New_York') });
    expect(report.rejected).toEqual([
      { line: 4, reason: 'the clocks in America/New_York skipped “2024-03-10 02:00”' },
    ]);
    expect(barsIn(test.market).map(([time]) => time)).toEqual([
      '2024-03-10T06:00',
      '2024-03-10T06:30',
      '2024-03-10T07:00',
      '2024-03-10T07:30',
    ]);
  });

  it('IMPORT-034: decimal points and commas in one file are refused, a doubtful comma is rejected', async () => {
    const test = importerForTests();
    const mixed = `time;open;high;low;close\n${'1704067200000;1.25;1.25;1.25;1.25\n'.repeat(1)}1704067260000;1,25;1,25;1,25;1,25\n`;
    const failure = await failureOf(test.run('a.csv', mixed, { target: { ...target, timeframe: '1m' } }));
    expect(failure.kind).toBe('invalid');
    const doubtful = `time\topen\thigh\tlow\tclose\n1704067200000\t1\t2\t1\t2\n1704067260000\t1,234\t1,234\t1,234\t1,234\n`;
    const report = await test.run('b.csv', doubtful, { target: { ...target, timeframe: '1m' } });
    expect(report.rejected).toEqual([{ line: 3, reason: '“1,234” is no number for open' }]);
  });

  it('IMPORT-035: a preview shows the columns, the first rows and what is uncertain', async () => {
    const test = importerForTests();
    const text = 'Symbol;Datum;X\nABC;2024-01-01 09:30;1\n';
    const unknown = await test.importer.preview({ path: test.file('a.csv', text) });
    expect(unknown).toMatchObject({
      layout: 'unknown',
      columnNames: ['Symbol', 'Datum', 'X'],
      rows: [['ABC', '2024-01-01 09:30', '1']],
      undecided: 'The columns of this file could not be told apart. Choose what each one means.',
    });
    const known = await test.importer.preview({ path: test.file('b.csv', header + bars(40)) });
    expect(known.rows).toHaveLength(20);
    expect(known.mapping.columns).toEqual(['time', 'open', 'high', 'low', 'close', 'volume']);
    const several = 'symbol,time,open,high,low,close\nA,2024-01-01,1,2,1,2\nB,2024-01-02,1,2,1,2\n';
    expect((await test.importer.preview({ path: test.file('c.csv', several) })).undecided).toContain(
      'several instruments',
    );
  });
});

describe('all or nothing', () => {
  it('IMPORT-005: a cancelled import stores nothing, and the next one works', async () => {
    const test = importerForTests();
    const stop = new AbortController();
    const progress: ImportProgress[] = [];
    const failure = await failureOf(
      test.run(
        'a.csv',
        header + bars(400_000),
        { target },
        {
          signal: stop.signal,
          onProgress: (one) => {
            progress.push(one);
            stop.abort();
          },
        },
      ),
    );
    expect(failure.kind).toBe('cancelled');
    expect(progress[0]).toMatchObject({ phase: 'reading' });
    expect([test.market.merges, test.market.instruments()]).toEqual([0, []]);
    expect(await test.run('b.csv', header + bars(3), { target })).toMatchObject({ imported: 3 });
  });

  it('IMPORT-005: cancelling before the start or while storing begins stores nothing either', async () => {
    const test = importerForTests();
    const before = AbortSignal.abort();
    expect((await failureOf(test.run('a.csv', header + bars(3), { target }, { signal: before }))).kind).toBe(
      'cancelled',
    );
    const stop = new AbortController();
    const storing = test.run(
      'a.csv',
      header + bars(3),
      { target },
      {
        signal: stop.signal,
        onProgress: ({ phase }) => {
          if (phase === 'storing') stop.abort();
        },
      },
    );
    expect((await failureOf(storing)).kind).toBe('cancelled');
    expect([test.market.merges, test.market.instruments()]).toEqual([0, []]);
  });

  it('IMPORT-005: an import whose rows cannot be stored leaves no new instrument behind', async () => {
    const test = importerForTests();
    const refuse = async () => {
      throw new Failure('unavailable', 'The disk is full.');
    };
    test.market.mergeCandles = refuse;
    test.market.mergeTicks = refuse;
    const ticks = 'time,bid,ask\n1704067200000,1.1,1.2\n1704067200001,1.1,1.2\n';
    for (const text of [header + bars(3), ticks]) {
      expect((await failureOf(test.run('a.csv', text, { target }))).message).toBe('The disk is full.');
    }
    expect(test.market.instruments()).toEqual([]);
  });

  it('IMPORT-006: progress counts up to the whole file and ends with storing', async () => {
    const test = importerForTests();
    const progress: ImportProgress[] = [];
    const text = header + bars(50_000);
    await test.run('a.csv', text, { target }, { onProgress: (one) => progress.push(one) });
    const last = progress.at(-1);
    expect(last).toEqual({ bytesRead: text.length, bytesTotal: text.length, rows: 50_000, phase: 'storing' });
    const read = progress.map(({ bytesRead }) => bytesRead);
    expect(read).toEqual([...read].sort((a, b) => a - b));
  });

  it('IMPORT-007: imports that are started together run one after the other', async () => {
    const test = importerForTests();
    const reports = await Promise.all(
      [0, 1, 2].map((part) => test.run(`${part}.csv`, header + bars(5, part * 5), { target })),
    );
    expect(reports.map(({ imported }) => imported)).toEqual([5, 5, 5]);
    expect(barsIn(test.market)).toHaveLength(15);
  });
});
