import { resolve } from 'node:path';
import { Failure } from '../../src-shared/domain/failure.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { timeframe } from '../../src-shared/domain/timeframe.ts';
import { createImporter, type ImportReport } from '../market/import/index.ts';
import { type CliCommand, type CommandContext, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';

export const importCommand: CliCommand = {
  name: 'import',
  usage: 'import FILE… [--instrument ID] [--timeframe TF] [--json]',
  summary: 'brings market history from CSV files (plain, gzip, zip) into the profile',
  help: [
    '--instrument ID   what the file is of, SOURCE:SYMBOL; taken from the file name when it is clear',
    '--timeframe TF    how long a bar is; taken from the rows otherwise',
    '--json            one line of JSON per file',
    'A file is stored as a whole or not at all. The same file again adds nothing. Lines that cannot be read are',
    'reported with their number and left out (exit code 3).',
  ],
  options: {
    instrument: { type: 'string' },
    timeframe: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    const { positionals, values } = context;
    if (positionals.length === 0) throw new Failure('invalid', 'Which file? Write: tidemark import FILE…');
    const target = {
      ...(typeof values.instrument === 'string' ? { instrument: instrumentId(values.instrument) } : {}),
      ...(typeof values.timeframe === 'string' ? { timeframe: timeframe(values.timeframe) } : {}),
    };
    return withStorage(context.profile, async ({ market }) => {
      const now = () => epochMs(Date.now());
      const importer = createImporter({ market, now, log: () => undefined });
      let rejected = 0;
      try {
        for (const file of positionals) {
          const report = await importer.run({ path: resolve(file), target }, { signal: context.signal });
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
