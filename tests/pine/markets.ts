import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bars } from '../../src-shared/pine/runtime/bars.ts';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Bars out of a file with the columns `time_ms,open,high,low,close,volume`, at most so many. */
export function readBars(path: string, most = Number.POSITIVE_INFINITY): Bars {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.trimEnd().split('\n');
  const count = Math.min(lines.length - 1, most);
  const bars = Object.fromEntries(columns.map((name) => [name, new Float64Array(count)])) as Record<
    (typeof columns)[number],
    Float64Array
  >;
  for (let bar = 0; bar < count; bar += 1) {
    const fields = (lines[bar + 1] as string).split(',');
    for (let index = 0; index < columns.length; index += 1) {
      bars[columns[index] as 'time'][bar] = Number(fields[index]);
    }
  }
  return { count, ...bars };
}

export interface Market {
  readonly name: string;
  readonly bars: Bars;
}

/** The recorded bars that come with the product, the first so many of each. */
export function bundledMarkets(most: number): readonly Market[] {
  const folder = join(import.meta.dirname, '../../assets/markets');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.csv.gz') && !file.includes('ticks'))
    .map((file) => ({ name: basename(file, '.csv.gz'), bars: readBars(join(folder, file), most) }));
}
