import { calendarOf } from '../../../domain/calendars.ts';
import type { Bars } from '../../runtime/bars.ts';
import { Budget, ScriptError } from '../../runtime/budget.ts';
import type { Context } from '../../runtime/context.ts';
import { Heap } from '../../runtime/heap.ts';
import type { Builtin, Stateful } from '../builtin.ts';
import { PineArray } from '../collections/pine-array.ts';
import { type Argument, isColumn, type Result, valueAt } from './columns.ts';

/** A context over bars, with nothing around it, whose bar can be set. */
export interface TestContext extends Context {
  bar: number;
}

export interface TestSetting {
  readonly version?: 4 | 5 | 6;
  readonly calendar?: string;
  readonly timeframe?: Context['timeframe'];
  readonly minimumTick?: number;
}

export function testContext(bars: Bars, setting: TestSetting = {}): TestContext {
  const shared = new Map<string, object>();
  const context: Omit<TestContext, 'chart'> & { chart: Context | undefined } = {
    version: setting.version ?? 6,
    kind: 'indicator',
    settings: {},
    bars,
    bar: 0,
    closeTimeOf: (bar) => bars.time[bar + 1] ?? (bars.time[bar] as number) + 60_000,
    endOf: (bar) => bars.time[bar + 1] ?? (bars.time[bar] as number) + 60_000,
    symbol: {
      tickerId: 'TEST:TEST',
      description: 'Test',
      type: 'forex',
      currency: 'USD',
      baseCurrency: 'EUR',
      minimumTick: setting.minimumTick ?? 0.01,
      pointValue: 1,
      timeZone: 'UTC',
      session: '24x7',
      calendar: calendarOf(setting.calendar ?? 'crypto-24-7'),
    },
    timeframe: setting.timeframe ?? '1m',
    chart: undefined,
    isRequested: false,
    isNew: true,
    isConfirmed: true,
    isRealtime: false,
    isLast: false,
    isLastConfirmedHistory: false,
    now: 0,
    heap: new Heap(),
    budget: new Budget(),
    outputs: {
      declarePlot: () => {
        throw new Error('There are no plots in these tests.');
      },
      alert: () => undefined,
      log: () => undefined,
      order: () => undefined,
    },
    shared<T extends object>(key: string, create: () => T): T {
      const found = (shared.get(key) as T | undefined) ?? create();
      shared.set(key, found);
      return found;
    },
    fail: (message) => {
      throw new ScriptError(message);
    },
  };
  context.chart = context as TestContext;
  return context as TestContext;
}

/** One call site of a built-in, to be run bar by bar. Column arguments count as series, others as fixed. */
export interface Call {
  readonly state: Stateful;
  next(bar: number): Result;
}

export function callOf(
  builtin: Builtin,
  context: TestContext,
  args: readonly Argument[],
  signature = 0,
): Call {
  const state = stateOf(builtin, context, args, signature);
  const columns = args.map((argument) => (isColumn(argument) ? argument : undefined));
  const values = args.map((argument) => valueAt(argument, 0));
  return {
    state,
    next(bar) {
      context.bar = bar;
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        if (column !== undefined) values[index] = column[bar] as number | boolean | null;
      }
      const result = state.next(...values) as Result | PineArray;
      if (result instanceof PineArray) return [...result.items] as number[];
      return Array.isArray(result) ? [...result] : (result as Result);
    },
  };
}

function stateOf(
  builtin: Builtin,
  context: TestContext,
  args: readonly Argument[],
  signature: number,
): Stateful {
  if (builtin.kind === 'variable') {
    if (builtin.implementation.kind === 'state') return builtin.implementation.create(context);
    throw new Error(`${builtin.name} has no state`);
  }
  const { implementation } = builtin;
  if (implementation.kind !== 'state') throw new Error(`${builtin.name} has no state`);
  return implementation.create({
    context,
    fixed: args.map((argument) => (isColumn(argument) ? undefined : argument)),
    signature,
    path: 'test',
    start: 0,
    end: 0,
  });
}

/** Runs a built-in over all bars as a script that calls it on each of them. */
export function runBuiltin(
  builtin: Builtin,
  bars: Bars,
  args: readonly Argument[],
  signature = 0,
  setting: TestSetting = {},
): Result[] {
  const call = callOf(builtin, testContext(bars, setting), args, signature);
  return Array.from({ length: bars.count }, (_, bar) => call.next(bar));
}
