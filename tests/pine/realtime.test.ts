import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Bars, Series } from '../../src-shared/pine/runtime/bars.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { type Bar, createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import { corpusLibraries, corpusScripts } from './corpus-files.ts';
import { bundledNames, bundledSeries, checked } from './running.ts';

/*
 * Whole scripts over recorded markets: history, then bars that come in by random ticks, some of them twice, must end with what a
 * fresh run over all of it gives. TIDEMARK_LONG=1 runs every script on every market.
 */

const isLong = process.env.TIDEMARK_LONG === '1';
const historyBars = 300;
const liveBars = isLong ? 120 : 12;
const runs = isLong ? 5 : 1;

const samples = join(import.meta.dirname, '../../assets/scripts');
const scripts = [
  ...corpusScripts(),
  ...readdirSync(samples)
    .filter((file) => file.endsWith('.pine'))
    .map((file) => ({ name: file, text: readFileSync(join(samples, file), 'utf8') })),
].map(({ name, text }) => ({ name, text, program: checked(text, corpusLibraries()).program }));

/** What depends on the ticks themselves, or shows a longer bar while it develops, cannot be the same. */
function dependsOnTicks(text: string): boolean {
  return /varip|timenow|barstate\.is(history|realtime|new|confirmed|lastconfirmed)|\blast_bar|chart\.(left|right)_visible/.test(
    text,
  );
}

function showsDevelopingBars(text: string): boolean {
  return /request\.security|\bsecurity\(/.test(text);
}

/** These look at longer bars that are not over: over history they show how the last one will end. */
const seeTheFuture = ['request-dynamic', 'request-higher', 'long-footprint-table'];
/** These plot on the last bar only, which each live bar is in its time. */
const plotOnTheLastBar = [
  'bar-facts',
  'long-correlations',
  'long-matrix-regression',
  'long-regression-channel',
  'long-linreg-channel',
  'long-volume-profile',
];
/** On bars of their own, longer than those of some markets; compared live beside the code that runs them. */
const declareTimeframes = ['declared-timeframe', 'declared-timeframe-gaps'];
const different = new Set([...seeTheFuture, ...plotOnTheLastBar, ...declareTimeframes]);

const tickOfBar = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), isRepeated: fc.boolean() });
const ticksOfBars = fc.array(fc.array(tickOfBar, { maxLength: 3 }), {
  minLength: liveBars,
  maxLength: liveBars,
});

interface Tick {
  readonly at: number;
  readonly isRepeated: boolean;
}

function barAt(bars: Bars, index: number): Bar {
  const value = (column: Float64Array) => column[index] as number;
  return {
    time: value(bars.time),
    open: value(bars.open),
    high: value(bars.high),
    low: value(bars.low),
    close: value(bars.close),
    volume: value(bars.volume),
  };
}

/** A bar on its way: somewhere between its low and its high, with part of its volume. */
function onTheWay(bar: Bar, { at }: Tick): Bar {
  const close = bar.low + (bar.high - bar.low) * at;
  return {
    ...bar,
    close,
    high: Math.max(bar.open, close),
    low: Math.min(bar.open, close),
    volume: bar.volume * at,
  };
}

function stream(instance: Instance, all: Bars, ticks: readonly (readonly Tick[])[]): void {
  for (const [number, trades] of ticks.entries()) {
    const bar = barAt(all, historyBars + number);
    for (const tick of trades) {
      const moment = bar.time + tick.at * 1000;
      instance.update(onTheWay(bar, tick), false, moment);
      if (tick.isRepeated) instance.update(onTheWay(bar, tick), false, moment);
    }
    instance.update(bar, true, bar.time + 2000);
  }
}

function columns(instance: Instance, count: number): Record<string, readonly number[]> {
  return Object.fromEntries(
    instance.outputs.plots.flatMap((plot) =>
      plot.columns.map((name) => [
        `${plot.id} ${plot.title} ${name}`,
        [...plot.column(name).values.subarray(0, count)],
      ]),
    ),
  );
}

/** Runs until the script's own mistake, if it makes one. */
function withoutMistake(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof ScriptError) return false;
    throw error;
  }
}

const markets: readonly (readonly [string, Series])[] = bundledNames.map((name) => [
  name,
  bundledSeries(name, historyBars + liveBars),
]);

describe('live bars end with what history gives', () => {
  test.each(scripts.map((script, index) => [script.name, script, index] as const))(
    '%s',
    (name, { text, program }, index) => {
      if (program === undefined || dependsOnTicks(text) || different.has(name)) return;
      const compiled = compile(program);
      const own = markets[index % markets.length];
      for (const [market, whole] of isLong ? markets : own === undefined ? [] : [own]) {
        fc.assert(
          fc.property(ticksOfBars, (ticks) => {
            const history: Series = { ...whole, bars: { ...whole.bars, count: historyBars } };
            const streamed = createInstance(compiled, { series: history, now: 0 });
            const fresh = createInstance(compiled, { series: whole, now: 0 });
            const isWell = withoutMistake(() => {
              streamed.runHistory();
              stream(streamed, whole.bars, ticks);
            });
            expect(withoutMistake(() => fresh.runHistory())).toBe(isWell);
            if (!isWell) return;
            const compared = showsDevelopingBars(text) ? historyBars - 1 : historyBars + liveBars;
            expect(columns(streamed, compared), market).toEqual(columns(fresh, compared));
          }),
          { numRuns: runs, seed: index + 1 },
        );
      }
    },
  );
});
