import { compareTimeframes, parseTimeframe, type Timeframe } from '../../domain/timeframe.ts';
import type { Series } from './bars.ts';
import { type Limits, ScriptError } from './budget.ts';
import type { Compiled } from './compiled.ts';
import type { InputValues } from './frame-maker.ts';
import { heikinAshi } from './heikin-ashi.ts';
import { type KnownNames, knownValue } from './known-value.ts';
import { longerBars } from './longer-bars.ts';
import { LowerPoint, MergedPoint } from './merge.ts';
import type { RequestPoint } from './request-point.ts';
import { RequestedRun } from './requested-run.ts';
import type { ScriptContext } from './script-context.ts';
import { plainTicker, readTicker, tickerOf, writeTicker } from './ticker-text.ts';

/** Where requested series come from. */
export interface RequestedData {
  /** `missing` where there is no such series, undefined where it has not been loaded. */
  series(symbol: string, timeframe: Timeframe): Series | 'missing' | undefined;
}

export interface Need {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

interface BookParts {
  readonly chart: ScriptContext;
  readonly inputs: InputValues;
  readonly limits: Limits;
  readonly data: RequestedData | undefined;
}

/** All series a script has asked for, each with its own run of what was asked; equal requests share theirs. */
export class RequestBook {
  readonly #parts: BookParts;
  readonly #runs = new Map<string, RequestedRun>();
  readonly #order: RequestedRun[] = [];
  readonly #series = new Map<string, Series | 'missing'>();
  readonly #needs = new Map<string, Need>();
  /** Series that are made here of others, which stand before them. */
  readonly #made: { refresh(): void }[] = [];

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  get needs(): readonly Need[] {
    return [...this.#needs.values()];
  }

  createPoint(
    compiled: Compiled,
    site: Compiled['requests'][number],
    names: KnownNames,
    context: ScriptContext,
  ): RequestPoint {
    const { request } = site;
    const option = (name: string) => {
      const expression = request.options[name];
      return expression === undefined ? undefined : knownValue(expression, names);
    };
    const barsCount = option('calc_bars_count');
    const ignoresMissing = option('ignore_invalid_symbol') === true;
    const key = JSON.stringify([compiled.key, barsCount ?? null]);
    const find = (symbol: string | null, frame: string | null) =>
      this.#run(compiled, key, { symbol, frame, context, ignoresMissing, barsCount });
    if (request.function === 'security_lower_tf') {
      const ignoresLonger = option('ignore_invalid_timeframe') === true;
      const findShorter = (symbol: string | null, frame: string | null) =>
        isShorter(frame, context, ignoresLonger) ? find(symbol, frame) : undefined;
      return new LowerPoint(context, compiled.results, findShorter, (values) =>
        compiled.createArray(context, values),
      );
    }
    return new MergedPoint(context, compiled.results, find, isOn(option('gaps')), isOn(option('lookahead')));
  }

  /**
   * The chart's market in bars of a timeframe that a script runs on as a whole; undefined for the chart's own timeframe, and
   * where the series has not been loaded. @throws ScriptError where there are no such bars.
   */
  ownSeries(text: string): Series | undefined {
    const { chart } = this.#parts;
    const frame = requestedTimeframe(text, chart.timeframe);
    if (frame === chart.timeframe) return undefined;
    if (compareTimeframes(frame, chart.timeframe) < 0) {
      throw new ScriptError(
        `The script runs on bars of ${frame}, which are shorter than the chart’s (${chart.timeframe}). Choose a shorter timeframe for the chart.`,
      );
    }
    const series = this.#find(chart.symbol.tickerId, frame);
    if (series === 'missing') {
      throw new ScriptError(`Bars of ${frame} cannot be had of ${chart.symbol.tickerId}.`);
    }
    return series;
  }

  /** Before the script runs on a realtime bar: whatever was requested follows its series. */
  advance(now: number): void {
    for (const made of this.#made) made.refresh();
    // What was asked for inside a request came later, and has to be there before it.
    for (let index = this.#order.length - 1; index >= 0; index -= 1) this.#order[index]?.follow(now);
  }

  #run(
    compiled: Compiled,
    key: string,
    asked: {
      symbol: string | null;
      frame: string | null;
      context: ScriptContext;
      ignoresMissing: boolean;
      barsCount: unknown;
    },
  ): RequestedRun | undefined {
    const { context } = asked;
    const symbol = wholeTicker(asked.symbol, context.symbol.tickerId);
    const frame = requestedTimeframe(asked.frame, context.timeframe);
    const runKey = `${symbol}\n${frame}\n${key}`;
    const known = this.#runs.get(runKey);
    if (known !== undefined) return known;
    const series = this.#find(symbol, frame);
    if (series === undefined) return undefined;
    if (series === 'missing') {
      if (asked.ignoresMissing) return undefined;
      throw new ScriptError(`No connected venue has ${symbol} in bars of ${frame}.`);
    }
    const { chart, inputs, limits } = this.#parts;
    const run = new RequestedRun({
      compiled,
      series,
      chart,
      inputs,
      limits,
      isOwnSymbol: plainTicker(symbol) === context.symbol.tickerId,
      first: typeof asked.barsCount === 'number' ? Math.max(0, series.bars.count - asked.barsCount) : 0,
      createRequest: (...parts) => this.createPoint(...parts),
    });
    this.#runs.set(runKey, run);
    this.#order.push(run);
    run.follow(chart.now);
    return run;
  }

  #find(symbol: string, frame: Timeframe): Series | 'missing' | undefined {
    const key = `${symbol}\n${frame}`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const { plain, modifiers } = readTicker(symbol);
    if (plain !== symbol) {
      const base = this.#find(plain, frame);
      if (base === undefined || base === 'missing' || modifiers.heikinashi === undefined) return base;
      const means = heikinAshi(base);
      this.#made.push(means);
      this.#series.set(key, means.series);
      return means.series;
    }
    const { chart, data } = this.#parts;
    const isOwn = symbol === chart.symbol.tickerId;
    let found: Series | 'missing' | undefined;
    if (isOwn && frame === chart.timeframe) {
      found = { symbol: chart.symbol, timeframe: frame, bars: chart.bars };
    } else {
      found = data?.series(symbol, frame);
    }
    if (isOwn && (found === undefined || found === 'missing')) {
      const longer = longerBars(chart, frame);
      if (longer !== undefined) {
        found = longer.series;
        this.#made.push(longer);
      }
    }
    if (found === undefined) this.#needs.set(key, { symbol, timeframe: frame });
    else this.#series.set(key, found);
    return found;
  }
}

/** With its exchange, where a script leaves the chart's out. */
function wholeTicker(asked: string | null, own: string): string {
  if (asked === null || asked === '') return own;
  const { plain, modifiers } = readTicker(asked);
  return plain === tickerOf(own) ? writeTicker({ plain: own, modifiers }) : asked;
}

function isOn(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.endsWith('_on'));
}

/** Whether there can be bars of it inside those of the context. @throws ScriptError where it is longer and that matters. */
function isShorter(text: string | null, context: ScriptContext, ignoresLonger: boolean): boolean {
  const frame = requestedTimeframe(text, context.timeframe);
  if (compareTimeframes(frame, context.timeframe) <= 0) return true;
  if (ignoresLonger) return false;
  throw new ScriptError(
    `request.security_lower_tf needs bars no longer than those of the chart (${context.timeframe}), and ${frame} was asked for. Use request.security for longer ones.`,
  );
}

/** @throws ScriptError for what is no timeframe. */
function requestedTimeframe(text: string | null, chart: Timeframe): Timeframe {
  if (text === null || text === '') return chart;
  const found = /^\d*S$/.test(text) ? parseTimeframe(text.toLowerCase()) : parseTimeframe(text);
  if (found === undefined) throw new ScriptError(`“${text}” is not a timeframe that can be requested.`);
  return found;
}
