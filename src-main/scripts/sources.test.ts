import { expect, test } from 'vitest';
import type { PlotSource } from '../../src-shared/contract/scripts.ts';
import { barSpan } from '../../src-shared/domain/bar-times.ts';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { caughtUp, contents, eventOf, played, ready, scriptWorld } from '../testing/script-world.ts';

const strength = `//@version=6
indicator("Strength", shorttitle = "STR")
length = input.int(14, "Length")
plot(ta.rsi(close, length), "RSI")
plotcandle(open, high, low, close, "Candles")
if length > 100
    runtime.error("too long")`;
const smoothed = `//@version=6
indicator("Smoothed")
source = input.source(close, "Source")
plot(ta.sma(source, 5), "Mean")`;
const both = `//@version=6
indicator("Both")
plot(ta.sma(ta.rsi(close, 9), 5), "Mean")`;

const rsi = (inputs: Record<string, number> = {}): PlotSource => ({
  script: { source: strength },
  inputs,
  plot: 'plot_0',
});

/** Inputs go by ids of the engine's making. */
async function idOf(world: Awaited<ReturnType<typeof scriptWorld>>, source: string): Promise<string> {
  const run = await world.start(source);
  const { inputs } = await eventOf(run, 'declared');
  run.release();
  return inputs[0]?.id ?? '';
}

test('an input reads another script’s plot, in history and on every tick', async () => {
  const world = await scriptWorld();
  const [length, source] = [await idOf(world, strength), await idOf(world, smoothed)];
  world.replayFrom(2400);
  const more = { instrument: played, sources: { [source]: rsi({ [length]: 9 }) } };
  const run = await world.start(smoothed, more);
  const together = await world.start(both, { instrument: played });
  await Promise.all([ready(run), ready(together)]);
  expect(contents(run)).toEqual(contents(together));
  const before = run.columns.count;
  await world.playBars(400);
  const newest = barSpan('1m', calendarOf('crypto-24-7'), world.replay.market.now(played)).start;
  await Promise.all([run, together].map((one) => caughtUp(one, newest - 60_000)));
  expect(run.columns.count).toBeGreaterThan(before + 300);
  await expect.poll(() => contents(run)).toEqual(contents(together));
});

test('a source may itself read a source, and a candle is read by its close', async () => {
  const world = await scriptWorld();
  const source = await idOf(world, smoothed);
  const candles: PlotSource = { script: { source: strength }, inputs: {}, plot: 'plot_1' };
  const nested: PlotSource = {
    script: { source: smoothed },
    inputs: {},
    plot: 'plot_0',
    sources: { [source]: candles },
  };
  const run = await world.start(smoothed, { sources: { [source]: nested } });
  const plain = await world.start(smoothed.replace('ta.sma(source, 5)', 'ta.sma(ta.sma(close, 5), 5)'));
  await Promise.all([ready(run), ready(plain)]);
  expect(contents(run)).toEqual(contents(plain));
});

test('what is wrong with a source is told with its name', async () => {
  const world = await scriptWorld();
  const [length, source] = [await idOf(world, strength), await idOf(world, smoothed)];
  const faultWith = async (plot: PlotSource) => {
    const run = await world.start(smoothed, { sources: { [source]: plot } });
    const { message } = await eventOf(run, 'fault');
    run.release();
    return message;
  };
  expect(await faultWith({ ...rsi(), plot: 'plot_9' })).toContain('“STR” has no such plot any more');
  expect(await faultWith({ ...rsi(), script: { source: 'plot(' } })).toContain('does not compile');
  expect(await faultWith(rsi({ [length]: 101 }))).toBe('Its source “STR” stopped: too long');
});

test('the debugger sees what a source gave', async () => {
  const world = await scriptWorld();
  const source = await idOf(world, smoothed);
  const run = await world.start(smoothed, { sources: { [source]: rsi() } });
  await ready(run);
  const { values } = await run.trace(world.bars[500]?.time ?? 0);
  const shown = Number(values.find(({ name }) => name === 'source')?.text);
  expect(shown).toBeGreaterThan(1);
  expect(shown).toBeLessThan(99);
});

test('a saved library is imported in the version that is named', async () => {
  const { scripts, start } = await scriptWorld();
  const library = (factor: number) => `//@version=6
library("Tools")
export twice(float x) =>
    x * ${factor}`;
  const script = (version: number) => `//@version=6
indicator("User")
import me/Tools/${version} as tools
plot(tools.twice(close), "Twice")`;
  const saved = await scripts.library.save({ name: 'My tools', folder: '', source: library(2) });
  await scripts.library.save({ id: saved.id, name: 'My tools', folder: '', source: library(20) });
  const first = await start(script(1));
  const second = await start(script(2));
  await Promise.all([ready(first), ready(second)]);
  const last = ({ columns }: typeof first) => columns.columns[0]?.[columns.count - 1] ?? 0;
  expect(last(second)).toBeCloseTo(last(first) * 10);
  const third = await start(script(3));
  expect((await eventOf(third, 'fault')).message).toContain('Tools');
});
