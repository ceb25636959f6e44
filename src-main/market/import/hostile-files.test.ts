import { mkdirSync, rmdirSync } from 'node:fs';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { failureOf, importerForTests } from './import-harness.ts';
import type { ImportLimits } from './limits.ts';

const target = { instrument: instrumentId('TEST:ABC') };
const plain = `time,open,high,low,close\n${'1704067200000,1,2,1,2\n1704067260000,1,2,1,2\n'}`;

interface ZipOptions {
  readonly name?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly unixMode?: number;
  readonly checksum?: number;
  readonly bytes?: number;
  readonly entries?: number;
}

/** A zip archive of one file, with any record as a test wants it. */
function zip(text: string, options: ZipOptions = {}): Buffer {
  const content = Buffer.from(text);
  const method = options.method ?? 8;
  const packed = method === 8 ? deflateRawSync(content) : content;
  const name = Buffer.from(options.name ?? 'ABC-1m.csv');
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(options.flags ?? 0, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(options.checksum ?? crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(options.bytes ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((options.unixMode ?? 0o100644) << 16) >>> 0, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, rest, name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(options.entries ?? 1, 8);
  end.writeUInt16LE(options.entries ?? 1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

describe('limits', () => {
  const cases: [string, Partial<ImportLimits>, string | Uint8Array, string][] = [
    ['a file that is too large', { fileBytes: 40 }, plain, 'imports take up to 40 bytes'],
    [
      'a line that is too long',
      { lineBytes: 2000 },
      `${plain}${'1'.repeat(3000)}\n`,
      'Line 4 is longer than 2 KB',
    ],
    [
      'a last line that is too long',
      { lineBytes: 2000 },
      `${plain}${'1'.repeat(3000)}`,
      'Line 4 is longer than',
    ],
    ['more rows than it may have', { rows: 1 }, plain, 'The file has more than 1 rows'],
    [
      'too much text in gzip',
      { textBytes: 5000 },
      gzipSync(plain.repeat(500)),
      'Unpacked, the file has more than 5 KB',
    ],
    [
      'gzip that unpacks to a multiple of itself',
      { ratio: 20, ratioFreeBytes: 10_000 },
      gzipSync(plain + '\n'.repeat(5_000_000)),
      'unpacks to more than 20 times its size',
    ],
    [
      'zip that unpacks to a multiple of itself',
      { ratio: 20, ratioFreeBytes: 10_000 },
      zip(plain + '\n'.repeat(5_000_000)),
      'unpacks to more than 20 times its size',
    ],
    [
      'a zip that says it is too large',
      { textBytes: 5000 },
      zip(plain, { bytes: 6000 }),
      'has more than 5 KB',
    ],
  ];
  for (const [title, limits, content, sentence] of cases) {
    const test = importerForTests(limits);
    it(`I1, I2, IMPORT-040: refuses ${title}`, async () => {
      const failure = await failureOf(test.run('a.csv', content, { target }));
      expect([failure.kind, failure.message]).toEqual(['invalid', expect.stringContaining(sentence)]);
      expect(test.market.merges).toBe(0);
    });
  }

  it('I1, IMPORT-040: a line with more columns than allowed is rejected', async () => {
    const test = importerForTests({ columns: 10 });
    const report = await test.run('a.csv', `${plain}${'1,'.repeat(20)}\n`, { target });
    expect(report.rejected).toEqual([{ line: 4, reason: 'the line has more than 10 columns' }]);
  });

  it('I1: the real limits are the ones of the rule', async () => {
    const { importLimits } = await import('./limits.ts');
    expect(importLimits).toMatchObject({
      fileBytes: 200 * 1024 * 1024,
      lineBytes: 1024 * 1024,
      columns: 500,
      rows: 5_000_000,
      reportedRejections: 1000,
    });
  });

  it('IMPORT-040: only the first rejected lines are listed, all are counted', async () => {
    const test = importerForTests({ reportedRejections: 2 });
    const text = `${plain}${'1704067200000,1,2,1,x\n'.repeat(3)}1704067320000,1,2,1,2\n`;
    const report = await test.run('a.csv', text, { target });
    expect([report.rejected.length, report.rejectedCount]).toEqual([2, 3]);
  });
});

describe('archives', () => {
  const refused: [string, Buffer, string][] = [
    ['a path that leaves the folder', zip(plain, { name: '../a.csv' }), 'a path or a link'],
    ['an absolute path', zip(plain, { name: '/etc/a.csv' }), 'a path or a link'],
    ['a path with a drive', zip(plain, { name: 'C:a.csv' }), 'a path or a link'],
    ['a path in Windows’ way', zip(plain, { name: '..\\a.csv' }), 'a path or a link'],
    ['a folder', zip(plain, { name: 'data/a.csv' }), 'a path or a link'],
    ['a symbolic link', zip(plain, { unixMode: 0o120777 }), 'a path or a link'],
    ['several files', zip(plain, { entries: 2 }), 'holds 2 files'],
    ['no file', zip(plain, { entries: 0 }), 'is empty'],
    ['a password', zip(plain, { flags: 1 }), 'locked with a password'],
    ['a rare compression', zip(plain, { method: 12 }), 'rare compression'],
    ['other content than its checksum says', zip(plain, { checksum: 1 }), 'damaged'],
    ['another length than it says', zip(plain, { bytes: 3 }), 'damaged'],
    ['no end', zip(plain).subarray(0, -10), 'damaged'],
    ['gzip that is cut off', gzipSync(plain.repeat(100)).subarray(0, -20), 'damaged or cut off'],
  ];
  for (const [title, content, sentence] of refused) {
    const test = importerForTests();
    it(`I2, IMPORT-041: refuses ${title}`, async () => {
      const failure = await failureOf(test.run('a.zip', content, { target }));
      expect(failure.message).toContain(sentence);
      expect(test.market.merges).toBe(0);
    });
  }

  it('IMPORT-041: reads a file that is stored in the archive without compression', async () => {
    const test = importerForTests();
    expect(await test.run('a.zip', zip(plain, { method: 0 }), { target })).toMatchObject({ imported: 2 });
  });
});

describe('things that are no market files', () => {
  const test = importerForTests();
  const refused: [string, string | Uint8Array, string][] = [
    ['an empty file', '', 'The file is empty.'],
    ['blank lines', '\n\n\n', 'The file is empty.'],
    ['a header alone', 'time,open,high,low,close\n', 'does not hold times'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not a text file'],
    ['Windows-1252 text', Buffer.from('Zeit;\xd6ffnung\n1;2\n', 'latin1'), 'neither UTF-8 nor UTF-16'],
    ['what begins and ends like Parquet', 'PAR1....PAR1', 'The Parquet file is damaged'],
    ['lines of more than 500 columns', `${'a,'.repeat(600)}\n${'1,'.repeat(600)}\n`, 'more than 500 columns'],
    ['prose', 'It was a dark and stormy night.\nThe rain fell.\n', 'could not be told apart'],
  ];
  for (const [title, content, sentence] of refused) {
    it(`IMPORT-042: refuses ${title} with a sentence`, async () => {
      const failure = await failureOf(test.run('a.csv', content, { target }));
      expect(failure.message).toContain(sentence);
    });
  }

  it('IMPORT-042: refuses a file that is not there, a folder, and an unknown time zone', async () => {
    const missing = await failureOf(test.importer.run({ path: '/nowhere/a.csv', target }));
    expect(missing.kind).toBe('not-found');
    const folder = `${test.file('b.csv', plain)}.d`;
    mkdirSync(folder);
    expect((await failureOf(test.importer.run({ path: folder, target }))).kind).toMatch(
      /invalid|unavailable/,
    );
    rmdirSync(folder);
    const { mapping } = await test.importer.preview({ path: test.file('b.csv', plain) });
    const zone = { ...mapping, timeZone: 'Mars/Olympus', timeFormat: 'iso' as const };
    expect((await failureOf(test.run('c.csv', plain, { target, mapping: zone }))).message).toContain(
      'not a time zone',
    );
  });

  it('IMPORT-042: a mapping without prices is refused by name', async () => {
    const { mapping } = await test.importer.preview({ path: test.file('b.csv', plain) });
    const columns = mapping.columns.map((meaning) => (meaning === 'high' ? ('ignore' as const) : meaning));
    const failure = await failureOf(test.run('d.csv', plain, { target, mapping: { ...mapping, columns } }));
    expect(failure.message).toContain('No column of the file is marked as high');
  });
});

describe('fuzz', () => {
  const test = importerForTests({ textBytes: 2_000_000 });
  const long = Array.from({ length: 40 }, (_, index) => `${1_704_067_200_000 + index * 60_000},1,2,1,2`);
  const whole = `time,open,high,low,close\n${long.join('\n')}`;
  const seeds: Uint8Array[] = [
    Buffer.from(whole),
    gzipSync(whole),
    zip(whole, { method: 0 }),
    zip(whole),
    Buffer.from(`\uFEFF${whole}`, 'utf16le'),
    Buffer.from('<DATE>\t<TIME>\t<BID>\t<ASK>\n2024.03.04\t00:00:00.104\t1.08391\t1.08394\n'),
    Buffer.from('"Date";"Open";"High";"Low";"Close"\n12.01.2024;1,5;1,7;1,2;1,6\n'),
  ];
  const damagedFile = fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 6,
      }),
      fc.double({ min: 0.2, max: 1, noNaN: true }),
    )
    .map(([seed, changes, kept]) => {
      const bytes = Buffer.from(seed);
      for (const [place, value] of changes) bytes[Math.floor(place * bytes.length)] = value;
      return bytes.subarray(0, Math.max(1, Math.floor(kept * bytes.length)));
    });
  const anyFile = fc.oneof(
    damagedFile,
    fc.uint8Array({ minLength: 1, maxLength: 4000 }),
    fc.string({ minLength: 1, maxLength: 400 }),
  );

  it('IMPORT-043: any bytes end in a report or a Failure, never in a crash or a hang', async () => {
    let reports = 0;
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(anyFile, async (content) => {
        try {
          const report = await test.run('a.csv', content, { target: { ...target, timeframe: '1m' } });
          expect(report.imported + report.duplicates + report.replaced).toBeGreaterThan(0);
          reports += 1;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.message).not.toContain('stopped unexpectedly');
          failures += 1;
        }
      }),
      { seed: 20_240_301, numRuns: 600 },
    );
    expect(reports).toBeGreaterThan(20);
    expect(failures).toBeGreaterThan(20);
  }, 60_000);
});
