import { barSpan } from '../../domain/bar-times.ts';
import { epochMs } from '../../domain/time.ts';
import type { Timeframe } from '../../domain/timeframe.ts';
import type { LanguageVersion } from '../syntax/tree.ts';
import type { Bars, Series, SymbolFacts } from './bars.ts';
import { Budget, type Limits, ScriptError } from './budget.ts';
import type { Context } from './context.ts';
import { Heap } from './heap.ts';
import type { Outputs } from './outputs.ts';

interface ContextParts {
  readonly version: LanguageVersion;
  readonly kind: 'indicator' | 'strategy' | 'library';
  readonly settings: Readonly<Record<string, unknown>>;
  readonly series: Series;
  readonly limits: Limits;
  readonly outputs: Outputs;
  /** Undefined for the chart itself. */
  readonly chart: Context | undefined;
}

/** What built-ins see; whoever runs the bars sets the fields before each. */
export class ScriptContext implements Context {
  readonly version: LanguageVersion;
  readonly kind: 'indicator' | 'strategy' | 'library';
  readonly settings: Readonly<Record<string, unknown>>;
  readonly bars: Bars;
  readonly symbol: SymbolFacts;
  readonly timeframe: Timeframe;
  readonly chart: Context;
  readonly isRequested: boolean;
  readonly heap = new Heap();
  readonly budget: Budget;
  readonly outputs: Outputs;
  bar = 0;
  isNew = true;
  isConfirmed = true;
  isRealtime = false;
  isLast = false;
  isLastConfirmedHistory = false;
  now = 0;
  readonly #shared = new Map<string, object>();
  #closeTime = Number.NaN;
  #closeTimeFor = Number.NaN;

  constructor(parts: ContextParts) {
    this.version = parts.version;
    this.kind = parts.kind;
    this.settings = parts.settings;
    this.bars = parts.series.bars;
    this.symbol = parts.series.symbol;
    this.timeframe = parts.series.timeframe;
    this.outputs = parts.outputs;
    this.budget = new Budget(parts.limits);
    this.isRequested = parts.chart !== undefined;
    this.chart = parts.chart ?? this;
  }

  closeTimeOf(bar: number): number {
    const next = bar + 1;
    return next < this.bars.count ? (this.bars.time[next] as number) : this.nominalCloseOf(bar);
  }

  endOf(bar: number): number {
    const next = bar + 1;
    const nominal = this.nominalCloseOf(bar);
    return next < this.bars.count ? Math.min(this.bars.time[next] as number, nominal) : nominal;
  }

  nominalCloseOf(bar: number): number {
    const time = this.bars.time[bar] as number;
    if (time !== this.#closeTimeFor) {
      this.#closeTimeFor = time;
      this.#closeTime = barSpan(this.timeframe, this.symbol.calendar, epochMs(time)).end;
    }
    return this.#closeTime;
  }

  shared<T extends object>(key: string, create: () => T): T {
    const known = this.#shared.get(key);
    if (known !== undefined) return known as T;
    const made = create();
    this.#shared.set(key, made);
    return made;
  }

  fail(message: string): never {
    throw new ScriptError(message);
  }
}
