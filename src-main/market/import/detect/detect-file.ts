import type { ImportMapping, ImportPreview, ImportTarget } from '../import-types.ts';
import { importLimits } from '../limits.ts';
import { TimeReader } from '../read-time.ts';
import type { FileSample } from '../sample.ts';
import { type DetectedColumns, detectColumns } from './detect-columns.ts';
import { idOf, readFileName } from './file-name.ts';
import { withKnown } from './known-columns.ts';
import { spacingOf } from './spacing.ts';
import { findDelimiter, splitLines } from './table.ts';

export interface DetectedFile {
  readonly layout: string;
  readonly mapping: ImportMapping;
  readonly columnNames: readonly string[];
  readonly rows: readonly string[][];
  readonly suggested: ImportPreview['suggested'];
  readonly warnings: readonly string[];
  /** Why nothing can be imported until the user chooses. */
  readonly undecided?: string;
}

/** Exporters that say in their manuals that their times are in New York's winter time all year. */
const layoutZones: Readonly<Record<string, string>> = { histdata: 'Etc/GMT+5' };

const layoutSources: Readonly<Record<string, string>> = {
  metatrader: 'MT',
  'binance-kline': 'BINANCE',
  'binance-trades': 'BINANCE',
  'binance-agg-trades': 'BINANCE',
  histdata: 'HISTDATA',
  truefx: 'TRUEFX',
  dukascopy: 'DUKASCOPY',
};

/** Tells what a file is from its first lines and its name. Where it cannot tell, it says so instead of guessing. */
export function detectFile(
  sample: FileSample,
  fileName: string,
  told: Partial<ImportMapping> = {},
): DetectedFile {
  // The text of a Parquet file was written here.
  const known: Partial<ImportMapping> =
    sample.container === 'parquet' ? { ...told, delimiter: ',', hasHeader: true } : told;
  const delimiter = known.delimiter ?? findDelimiter(sample.lines, importLimits.columns) ?? ',';
  const table = splitLines(sample.lines, delimiter, importLimits.columns);
  const found = withKnown(detectColumns(table), table, known);
  const timeZone = known.timeZone ?? layoutZones[found.layout] ?? 'UTC';
  const mapping: ImportMapping = {
    kind: found.kind,
    delimiter,
    hasHeader: found.hasHeader,
    timeFormat: found.times?.format ?? 'iso',
    timeZone,
    columns: [...found.columns],
  };
  const { suggested, warnings } = suggest(found, mapping, sample, fileName, known.timeZone !== undefined);
  const undecided = undecidedReason(found);
  return {
    layout: found.layout,
    mapping,
    columnNames: found.columnNames,
    rows: found.rows,
    suggested,
    warnings: [
      ...(sample.encoding.warning === undefined ? [] : [sample.encoding.warning]),
      ...warnings,
      ...(undecided === undefined ? [] : [undecided]),
    ],
    ...(undecided === undefined ? {} : { undecided }),
  };
}

function undecidedReason({ times, symbols, missing, columns }: DetectedColumns): string | undefined {
  if (columns.length === 0) {
    return `No line could be cut into cells: more than ${importLimits.columns} columns, or quotes that are not closed.`;
  }
  if (missing !== undefined) return missing;
  if (times?.ambiguous !== undefined) {
    return `“${times.ambiguous}” may begin with the day or with the month. Choose which.`;
  }
  if (symbols.length > 1) {
    return `The file holds several instruments (${symbols.slice(0, 3).join(', ')}…). Split it by instrument first.`;
  }
  return undefined;
}

function suggest(
  found: DetectedColumns,
  mapping: ImportMapping,
  sample: FileSample,
  fileName: string,
  isZoneKnown: boolean,
): { suggested: Partial<ImportTarget>; warnings: string[] } {
  const warnings: string[] = [];
  // Times that carry no date are the venue's business; everything else that shows a clock belongs to some zone.
  if (found.times?.hasClock && !found.times.isZoned && !isZoneKnown) {
    const whose =
      found.layout === 'metatrader' ? "MetaTrader writes the broker's server time" : 'The times name no zone';
    warnings.push(`${whose}; they are taken as ${mapping.timeZone}. Choose another zone if that is wrong.`);
  }
  const ownName = readFileName(fileName);
  const named =
    ownName.symbol === undefined ? { ...readFileName(sample.entryName ?? ''), ...ownName } : ownName;
  const spacing = mapping.kind === 'candles' ? spacingOf(sampleTimes(found, mapping)) : undefined;
  if (spacing !== undefined && named.timeframe !== undefined && named.timeframe !== spacing) {
    warnings.push(`The file's name says ${named.timeframe}, but its rows are ${spacing} apart.`);
  }
  const symbol = found.symbols[0] ?? named.symbol;
  const source = named.source ?? layoutSources[found.layout] ?? 'IMPORT';
  const instrument =
    symbol === undefined ? undefined : idOf(source, symbol.replace(/^([A-Z]{3})\/([A-Z]{3})$/, '$1$2'));
  const timeframe = spacing ?? named.timeframe;
  const suggested = {
    ...(instrument === undefined ? {} : { instrument }),
    ...(timeframe === undefined || mapping.kind !== 'candles' ? {} : { timeframe }),
    priceSide:
      named.priceSide ?? (mapping.kind === 'quotes' || found.layout === 'metatrader' ? 'bid' : 'trade'),
  };
  return { suggested, warnings };
}

function sampleTimes({ rows, columns }: DetectedColumns, mapping: ImportMapping): number[] {
  const reader = new TimeReader(mapping.timeFormat, mapping.timeZone);
  const timeAt = columns.indexOf('time');
  const dateAt = columns.indexOf('date');
  const clockAt = columns.indexOf('clock');
  const times: number[] = [];
  for (const row of rows) {
    const date = Buffer.from(row[timeAt === -1 ? dateAt : timeAt] ?? '');
    const clock = Buffer.from(clockAt === -1 ? '' : (row[clockAt] ?? ''));
    const both = Buffer.concat([date, clock]);
    const time =
      timeAt === -1 && clockAt !== -1
        ? reader.readSplit(both, 0, date.length, date.length, both.length)
        : reader.read(both, 0, date.length);
    if (!Number.isNaN(time)) times.push(time);
  }
  return times;
}
