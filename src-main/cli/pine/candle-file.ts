import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Bars } from '../../../src-shared/pine/runtime/bars.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  time: ['time_ms', 'time', 'timestamp', 'open_time', 'date', 'datetime'],
  open: ['open'],
  high: ['high'],
  low: ['low'],
  close: ['close'],
  volume: ['volume', 'tick_volume', 'vol'],
};
const needed = ['time', 'open', 'high', 'low', 'close'] as const;

/**
 * The bars of a CSV file, plain or gzip, with a header line: time (epoch in seconds, ms, µs or ns, or ISO 8601 in UTC), open,
 * high, low, close and, where there is one, volume.
 * @throws Failure `invalid`, naming the line
 */
export async function readCandleFile(path: string): Promise<Bars> {
  const lines = (await textOf(path)).split(/\r?\n/);
  const cells = (lines[0] ?? '').split(',').map((cell) => cell.trim().toLowerCase().replaceAll('"', ''));
  const columnOf = (name: string) => cells.findIndex((cell) => names[name]?.includes(cell));
  const places = new Map(Object.keys(names).map((name) => [name, columnOf(name)]));
  const missing = needed.filter((name) => (places.get(name) ?? -1) < 0);
  if (missing.length > 0) {
    throw new Failure(
      'invalid',
      `${path} has no column ${missing.join(', ')}. Its first line has to name them.`,
    );
  }
  const last = lines.length - (lines.at(-1) === '' ? 1 : 0);
  const column = () => new Float64Array(Math.max(0, last - 1));
  const bars = {
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
  const place = (name: string) => places.get(name) ?? -1;
  const [time, volume] = [place('time'), place('volume')];
  let count = 0;
  for (let line = 1; line < last; line += 1) {
    const row = (lines[line] ?? '').split(',');
    if (row.length === 1 && row[0] === '') continue;
    const at = timeOf(row[time] ?? '');
    if (count > 0 && !(at > (bars.time[count - 1] as number))) {
      throw new Failure('invalid', `${path}, line ${line + 1}: times have to rise from bar to bar.`);
    }
    bars.time[count] = at;
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      bars[name][count] = Number((row[place(name)] ?? '').trim() || Number.NaN);
    }
    bars.volume[count] = volume < 0 ? 0 : Number(row[volume] ?? 0) || 0;
    const { [count]: open = Number.NaN } = bars.open;
    const total = at + open + (bars.high[count] ?? 0) + (bars.low[count] ?? 0) + (bars.close[count] ?? 0);
    if (!Number.isFinite(total)) {
      throw new Failure(
        'invalid',
        `${path}, line ${line + 1}: “${(lines[line] ?? '').slice(0, 80)}” is not a bar.`,
      );
    }
    count += 1;
  }
  if (count === 0) throw new Failure('invalid', `${path} has no bars.`);
  return { count, ...bars };
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Failure('not-found', `${path} cannot be read.`, { cause: error });
  });
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (error) {
    throw new Failure('invalid', `${path} is damaged: it cannot be unpacked.`, { cause: error });
  }
}

/** Milliseconds UTC; the number of digits tells seconds from ms, µs and ns. */
function timeOf(cell: string): number {
  const text = cell.trim().replaceAll('"', '');
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    const size = Math.abs(value);
    if (size < 1e11) return value * 1000;
    if (size < 1e14) return value;
    return size < 1e17 ? value / 1e3 : value / 1e6;
  }
  const hasZone = /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text);
  return Date.parse(hasZone ? text : `${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`);
}
