import { ScriptError } from '../../runtime/budget.ts';
import type { Context } from '../../runtime/context.ts';
import type { AlertEvent, LogEvent } from '../../runtime/outputs.ts';
import type { BuiltinFunction, Site, Stateful } from '../builtin.ts';
import { formatMessage } from '../text/message-format.ts';

const frequencies: Readonly<Record<string, AlertEvent['frequency']>> = {
  freq_all: 'all',
  freq_once_per_bar: 'once_per_bar',
  freq_once_per_bar_close: 'once_per_bar_close',
};

/** One `alert()` where it is written. What has fired is not taken back when the open bar runs again. */
class Alerting implements Stateful {
  readonly #context: Context;
  #firedOnBar = -1;
  #firedCount = 0;

  constructor({ context }: Site) {
    this.#context = context;
  }

  next(message: string | null, frequency: string): void {
    const { bar, bars, isRealtime, isConfirmed, isRequested, outputs, budget } = this.#context;
    if (!isRealtime || isRequested || message === null) return;
    const kind = frequencies[frequency] ?? 'once_per_bar';
    if (kind === 'once_per_bar' && this.#firedOnBar === bar) return;
    if (kind === 'once_per_bar_close' && !isConfirmed) return;
    this.#firedCount = this.#firedOnBar === bar ? this.#firedCount + 1 : 1;
    this.#firedOnBar = bar;
    if (this.#firedCount > budget.limits.alertsPerBar) {
      throw new ScriptError('This alert fires too often on one bar.');
    }
    outputs.alert({ bar, time: bars.time[bar] ?? Number.NaN, message, frequency: kind });
  }

  save(): void {
    // Fired alerts stay fired.
  }

  restore(): void {
    // Fired alerts stay fired.
  }
}

export const alert: BuiltinFunction = {
  kind: 'function',
  name: 'alert',
  documentation:
    'Sends a message when it is reached on a bar that is being followed: on each update, once a bar, or when the bar closes.',
  signatures: ['(message: series string, freq: input string = alert.freq_once_per_bar) void'],
  implementation: { kind: 'state', create: (site) => new Alerting(site) },
};

function logging(level: LogEvent['level'], documentation: string): BuiltinFunction {
  return {
    kind: 'function',
    name: `log.${level}`,
    documentation,
    signatures: ['(message: series string) void', '(formatString: series string, args: series any...) void'],
    implementation: {
      kind: 'context',
      call: (context: Context, message: string | null, ...values: unknown[]) => {
        const { bar, bars, outputs, isRequested } = context;
        if (isRequested) return;
        const text = values.length === 0 ? (message ?? 'NaN') : formatMessage(context, message ?? '', values);
        outputs.log({
          bar,
          time: bars.time[bar] ?? Number.NaN,
          level,
          message: context.budget.checkText(text),
        });
      },
    },
  };
}

export const logs: readonly BuiltinFunction[] = [
  logging('info', 'Writes a line to the script’s log, with places for values as in `str.format`.'),
  logging('warning', 'Writes a warning to the script’s log.'),
  logging('error', 'Writes an error to the script’s log; the script goes on.'),
];
