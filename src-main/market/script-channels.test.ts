import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LatencyMeter, type MarketHub, PageStream } from './index.ts';
import type { ScriptSource } from './script-channels.ts';
import { PageModel } from './testing/page-model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Columns that a test changes by hand. */
class FakeColumns implements ScriptSource {
  generation = 0;
  count = 0;
  time: Float64Array = new Float64Array(0);
  columns: Float64Array[] = [];
  readonly listeners = new Set<(first: number) => void>();

  onChanged(listener: (first: number) => void) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(generation: number, count: number, columns: number): void {
    this.generation = generation;
    this.count = count;
    this.time = Float64Array.from({ length: count + 100 }, (_, bar) => bar * 60_000);
    this.columns = Array.from({ length: columns }, (_, column) =>
      Float64Array.from({ length: count + 100 }, (__, bar) => bar + column / 10),
    );
    for (const listener of this.listeners) listener(0);
  }

  set(bar: number, value: number): void {
    this.count = Math.max(this.count, bar + 1);
    for (const column of this.columns) column[bar] = value;
    for (const listener of this.listeners) listener(bar);
  }
}

const quietHub = {
  onActivity: () => () => undefined,
  onAttached: () => () => undefined,
} as unknown as MarketHub;

function openedPage() {
  const model = new PageModel();
  const stream = new PageStream(quietHub, model.sink, new LatencyMeter());
  model.acknowledge = (bytes) => stream.onMessage(bytes);
  return { model, stream };
}

/** What a page knows of a channel, by the rule of the frames. */
function rowsOf(model: PageModel, channel: number) {
  let generation = -1;
  let rows: number[][] = [];
  for (const frame of model.scripts) {
    if (frame.channel !== channel) continue;
    if (frame.generation !== generation) rows = [];
    generation = frame.generation;
    for (let row = 0; row < frame.time.length; row += 1) {
      rows[frame.first + row] = [frame.time, ...frame.columns].map((column) => column[row] as number);
    }
  }
  return rows;
}

const expected = (source: FakeColumns) =>
  Array.from({ length: source.count }, (_, bar) =>
    [source.time, ...source.columns].map((column) => column[bar] as number),
  );

test('history comes whole in frames of at most 64 KB, a megabyte a turn, then only what changed', () => {
  const { model, stream } = openedPage();
  const source = new FakeColumns();
  const channel = stream.openScript(source);
  vi.advanceTimersByTime(100);
  expect(model.scripts).toEqual([]);
  source.begin(1, 50_000, 8);
  vi.advanceTimersByTime(8);
  expect(model.scripts.length).toBeLessThan(40);
  vi.advanceTimersByTime(500);
  expect(rowsOf(model, channel)).toEqual(expected(source));
  for (const frame of model.frames) expect(frame.byteLength).toBeLessThanOrEqual(64 * 1024);
  const before = model.scripts.length;
  source.set(49_999, 7);
  source.set(50_000, 8);
  source.set(50_000, 9);
  vi.advanceTimersByTime(20);
  expect(model.scripts.slice(before).map(({ first, count, time }) => [first, count, time.length])).toEqual([
    [49_999, 50_001, 2],
  ]);
  expect(rowsOf(model, channel)).toEqual(expected(source));
  expect(model.holes).toBe(0);
});

test('a new generation replaces all; a channel that is closed is silent', () => {
  const { model, stream } = openedPage();
  const source = new FakeColumns();
  source.begin(1, 30, 2);
  const channel = stream.openScript(source);
  vi.advanceTimersByTime(20);
  source.begin(2, 10, 3);
  vi.advanceTimersByTime(20);
  expect(rowsOf(model, channel)).toEqual(expected(source));
  expect(stream.closeScript(channel)).toBe(true);
  expect(stream.closeScript(channel)).toBe(false);
  expect(source.listeners.size).toBe(0);
  const before = model.frames.length;
  source.set(10, 1);
  vi.advanceTimersByTime(100);
  expect(model.frames.length).toBe(before);
});

test('a page that does not keep up gets the newest state later, not every state', () => {
  const { model, stream } = openedPage();
  model.acknowledge = undefined;
  const source = new FakeColumns();
  source.begin(1, 10, 1);
  const channel = stream.openScript(source);
  for (let tick = 0; tick < 200; tick += 1) {
    source.set(10 + (tick % 40), tick);
    vi.advanceTimersByTime(8);
  }
  expect(model.scripts.length).toBeLessThan(10);
  vi.advanceTimersByTime(5000);
  expect(rowsOf(model, channel)).toEqual(expected(source));
  stream.close();
  expect(source.listeners.size).toBe(0);
});
