import { type TimeframeUnit, timeframeParts } from '../../../domain/timeframe.ts';
import type { Context } from '../../runtime/context.ts';
import type { Builtin, BuiltinVariable } from '../builtin.ts';
import { scriptTimeframe, secondsOf, timeframeOfScript } from './timeframe-text.ts';

function fact(
  name: string,
  type: string,
  documentation: string,
  read: (context: Context) => unknown,
): BuiltinVariable {
  return {
    kind: 'variable',
    name: `timeframe.${name}`,
    type,
    documentation,
    implementation: { kind: 'context', read },
  };
}

const unitIs =
  (...units: readonly TimeframeUnit[]) =>
  ({ timeframe }: Context) =>
    units.includes(timeframeParts(timeframe).unit);

/** Choices of `timeframe.from_seconds`, shortest first: whole minutes up to a day, then days, weeks and months. */
function fromSeconds(seconds: number, version: number): string {
  const whole = (count: number, unit: string) => (count === 1 && version < 6 ? unit : `${count}${unit}`);
  for (const short of [1, 5, 10, 15, 30, 45]) {
    if (seconds <= short) return `${short}S`;
  }
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 1440) return String(minutes);
  const days = Math.ceil(seconds / 86_400);
  if (seconds <= 365 * 86_400) return whole(days, 'D');
  return whole(Math.min(12, Math.ceil(seconds / 2_628_003)), 'M');
}

export const timeframes: readonly Builtin[] = [
  fact('period', 'simple string', 'The timeframe as a text: `60`, `1D`.', ({ timeframe, version }) =>
    scriptTimeframe(timeframe, version),
  ),
  fact(
    'main_period',
    'simple string',
    'The chart’s timeframe, also inside of requests.',
    ({ chart, version }) => scriptTimeframe(chart.timeframe, version),
  ),
  fact('multiplier', 'simple int', 'The number of the timeframe: 60 of `60`, 1 of `1D`.', ({ timeframe }) => {
    const { count, unit } = timeframeParts(timeframe);
    return unit === 'h' ? count * 60 : count;
  }),
  fact('isseconds', 'simple bool', 'Bars of seconds.', unitIs('s')),
  fact('isminutes', 'simple bool', 'Bars of minutes or hours.', unitIs('m', 'h')),
  fact('isintraday', 'simple bool', 'Bars shorter than a day.', unitIs('s', 'm', 'h')),
  fact('isdaily', 'simple bool', 'Bars of days.', unitIs('D')),
  fact('isweekly', 'simple bool', 'Bars of weeks.', unitIs('W')),
  fact('ismonthly', 'simple bool', 'Bars of months.', unitIs('M')),
  fact('isdwm', 'simple bool', 'Bars of days, weeks or months.', unitIs('D', 'W', 'M')),
  fact('isticks', 'simple bool', 'Bars of a number of trades; there are none here.', () => false),
  {
    kind: 'function',
    name: 'timeframe.in_seconds',
    documentation: 'How many seconds a timeframe lasts; a month counts 2,628,003.',
    signatures: ['(timeframe: series string = ?) strongest int'],
    implementation: {
      kind: 'context',
      call: (context: Context, text?: string | null) => {
        if (text === undefined || text === null || text === '') return secondsOf(context.timeframe);
        const timeframe = timeframeOfScript(text);
        return timeframe === undefined
          ? context.fail(`“${text}” is not a timeframe. Write 60, 240, 1D or 1W.`)
          : secondsOf(timeframe);
      },
    },
  },
  {
    kind: 'function',
    name: 'timeframe.from_seconds',
    documentation: 'The shortest timeframe that lasts at least so many seconds.',
    signatures: ['(seconds: series int) strongest string'],
    implementation: {
      kind: 'context',
      call: (context: Context, seconds: number) =>
        Number.isNaN(seconds) ? null : fromSeconds(seconds, context.version),
    },
  },
];
