import { resolve } from 'node:path';
import { Failure } from '../../src-shared/domain/failure.ts';
import { instrumentId, type PriceSide, priceSides } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { timeframe } from '../../src-shared/domain/timeframe.ts';
import { createImporter, type ImportReport } from '../market/import/index.ts';
import { type CliCommand, type CommandContext, exitCodes } from './command.ts';
import { readMappingOptions } from './import-mapping.ts';
import { withStorage } from './open-store.ts';

export const importCommand: CliCommand = {
  name: 'import',
  usage: 'import FILE… [--instrument ID] [--timeframe TF] [--columns LIST] […] [--json]',
  summary: 'brings market history from CSV (plain, gzip, zip) and Parquet files into the profile',
  help: [
    '--instrument ID    what the file is of, SOURCE:SYMBOL; taken from the file name when it is clear',
    '--timeframe TF     how long a bar is; taken from the rows otherwise',
    '--price-side SIDE  what the prices of bars are: trade, bid or ask',
    '--json             one line of JSON per file',
    '',
    'How the file is written is found out from its first lines. Where that goes wrong:',
    '--columns LIST     what the columns mean, in their order: time,open,high,low,close,volume. Also date, clock,',
    '                   bid, ask, bidSize, askSize, price, size, side; ignore (or nothing) leaves one out',
    '--delimiter MARK   comma, semicolon, tab, pipe or space',
    '--header yes|no    whether the first line names the columns',
    '--time-format F    epoch-s, epoch-ms, epoch-us, epoch-ns, iso, ymd, dmy (day first) or mdy (month first)',
    '--time-zone ZONE   zone of times that name none, such as America/New_York; UTC otherwise',
    '',
    'A file is stored as a whole or not at all. The same file again adds nothing. Lines that cannot be read are',
    'reported with their number and left out (exit code 3).',
  ],
  options: {
    instrument: { type: 'string' },
    timeframe: { type: 'string' },
    'price-side': { type: 'string' },
    columns: { type: 'string' },
    delimiter: { type: 'string' },
    header: { type: 'string' },
    'time-format': { type: 'string' },
    'time-zone': { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    const { positionals, values } = context;
    if (positionals.length === 0) throw new Failure('invalid', 'Which file? Write: tidemark import FILE…');
    const target = {
      ...(typeof values.instrument === 'string' ? { instrument: instrumentId(values.instrument) } : {}),
      ...(typeof values.timeframe === 'string' ? { timeframe: timeframe(values.timeframe) } : {}),
      ...(typeof values['price-side'] === 'string' ? { priceSide: readPriceSide(values['price-side']) } : {}),
    };
    const known = readMappingOptions(values);
    return withStorage(context.profile, async ({ market }) => {
      const now = () => epochMs(Date.now());
      const importer = createImporter({ market, now, log: () => undefined });
      let rejected = 0;
      try {
        for (const file of positionals) {
          const request = { path: resolve(file), target, known };
          const report = await importer.run(request, { signal: context.signal }).catch((error: unknown) => {
            throw error instanceof Failure ? ofFile(file, error) : error;
          });
          rejected += report.rejectedCount;
          printReport(context, file, report);
        }
      } finally {
        await importer.close();
      }
      return rejected > 0 ? exitCodes.partly : exitCodes.done;
    });
  },
};

/** With several files, and with one that is mistyped, the sentence has to say which. */
function ofFile(file: string, failure: Failure): Failure {
  const { kind, message, data } = failure;
  return kind === 'cancelled' ? failure : new Failure(kind, `${file}: ${message}`, { data, cause: failure });
}

function readPriceSide(text: string): PriceSide {
  const side = priceSides.find((one) => one === text.toLowerCase());
  if (side === undefined) {
    throw new Failure('invalid', `--price-side: “${text}” is not one of ${priceSides.join(', ')}.`);
  }
  return side;
}

function printReport({ values, print }: CommandContext, file: string, report: ImportReport): void {
  const { instrument, imported, duplicates, replaced, rejected, rejectedCount } = report;
  if (values.json === true) {
    print(JSON.stringify({ file, instrument, imported, duplicates, replaced, rejectedCount, rejected }));
    return;
  }
  const also = [
    duplicates > 0 ? `${duplicates} already there` : '',
    replaced > 0 ? `${replaced} replaced` : '',
    rejectedCount > 0 ? `${rejectedCount} rejected` : '',
  ].filter(Boolean);
  print(`${file}: ${imported} rows into ${instrument}${also.length > 0 ? ` (${also.join(', ')})` : ''}`);
  for (const { line, reason } of rejected.slice(0, 20)) print(`  line ${line}: ${reason}`);
  if (rejectedCount > 20) print(`  and ${rejectedCount - 20} more`);
}
