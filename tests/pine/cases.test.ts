import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src-shared/domain/calendars.ts';
import { timeframe } from '../../src-shared/domain/timeframe.ts';
import { check } from '../../src-shared/pine/check/check.ts';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Bars, SymbolFacts } from '../../src-shared/pine/runtime/bars.ts';
import { createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { readBars } from './markets.ts';

/*
 * Whole scripts against what the reference platform plotted for them: over history, and once more with every bar coming in as a
 * live one that is updated before it closes.
 */

const folder = join(import.meta.dirname, '../fixtures/pine');

interface Case {
  readonly id: string;
  readonly script: string;
  readonly bars: string;
  readonly timeframe: string;
  readonly symbol: {
    readonly ticker: string;
    readonly currency: string;
    readonly mintick: number;
    readonly pointvalue: number;
    readonly timezone: string;
    readonly type: SymbolFacts['type'];
  };
  readonly tolerance: { readonly rel: number; readonly abs: number };
  readonly expected: Readonly<Record<string, readonly (number | null)[]>>;
}

function instanceOf(one: Case, bars: Bars): Instance {
  const { script, diagnostics } = parse(one.script);
  const checked = check(script);
  const mistakes = [...diagnostics, ...checked.diagnostics].filter(({ severity }) => severity === 'error');
  expect(mistakes).toEqual([]);
  if (checked.program === undefined) throw new Error(`${one.id} has no program`);
  const { ticker, currency, mintick, pointvalue, timezone, type } = one.symbol;
  return createInstance(compile(checked.program), {
    series: {
      symbol: {
        tickerId: ticker,
        description: ticker,
        type,
        currency,
        baseCurrency: 'EUR',
        minimumTick: mintick,
        pointValue: pointvalue,
        timeZone: timezone,
        session: '1700-1700',
        calendar: calendarOf('forex'),
      },
      timeframe: timeframe(one.timeframe),
      bars,
    },
    now: 0,
  });
}

/** Sentences about values that are not as expected. */
function differences(one: Case, instance: Instance): string[] {
  const { tolerance } = one;
  return Object.entries(one.expected).flatMap(([title, values]) => {
    const plot = instance.outputs.plots.find((candidate) => candidate.title === title);
    if (plot === undefined) return [`there is no plot ${title}`];
    const column = plot.column('value').values;
    return values.flatMap((value, bar) => {
      const got = column[bar] as number;
      const isSame =
        value === null
          ? Number.isNaN(got)
          : Math.abs(got - value) <= Math.max(tolerance.abs, tolerance.rel * Math.abs(value));
      return isSame ? [] : [`${title} on bar ${bar} is ${got}, not ${value}`];
    });
  });
}

describe('scripts with values exported from the reference platform', () => {
  const ids = readdirSync(join(folder, 'cases')).map((file) => file.replace('.json', ''));
  const caseOf = (id: string) => JSON.parse(readFileSync(join(folder, `cases/${id}.json`), 'utf8')) as Case;

  test.each(ids)('%s over history', (id) => {
    const one = caseOf(id);
    const instance = instanceOf(one, readBars(join(folder, one.bars)));
    instance.runHistory();
    expect(differences(one, instance).slice(0, 5)).toEqual([]);
  });

  test.each(ids.filter((id) => id.startsWith('ta-')))('%s, each bar updated before it closes', (id) => {
    const one = caseOf(id);
    const all = readBars(join(folder, one.bars));
    const instance = instanceOf(one, readBars(join(folder, one.bars), 5));
    instance.runHistory();
    for (let bar = 5; bar < all.count; bar += 1) {
      const [time, open, high, low, close, volume] = [
        all.time[bar] as number,
        all.open[bar] as number,
        all.high[bar] as number,
        all.low[bar] as number,
        all.close[bar] as number,
        all.volume[bar] as number,
      ];
      instance.update({ time, open, high: open, low: open, close: open, volume: 0 }, false, time);
      instance.update({ time, open, high, low: open, close: high, volume: volume / 2 }, false, time);
      instance.update({ time, open, high, low, close: low, volume: volume / 2 }, false, time);
      instance.update({ time, open, high, low, close, volume }, true, time);
    }
    expect(differences(one, instance).slice(0, 5)).toEqual([]);
  });
});
