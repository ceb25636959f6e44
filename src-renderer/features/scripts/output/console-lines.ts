import type { ScriptAlertLine, ScriptLogLine } from '../../../../src-shared/contract/scripts.ts';

export interface ConsoleLine {
  readonly key: string;
  readonly level: 'info' | 'warning' | 'error' | 'alert';
  readonly bar: number;
  readonly time: number;
  readonly message: string;
}

/** Logs and alerts together, by bar; of one bar in the order in which each came. */
export function consoleLines(
  logs: readonly ScriptLogLine[],
  alerts: readonly ScriptAlertLine[],
): readonly ConsoleLine[] {
  const lines: ConsoleLine[] = logs.map(({ level, bar, time, message }, index) => ({
    key: `log ${index}`,
    level,
    bar,
    time,
    message,
  }));
  for (const [index, { bar, time, message }] of alerts.entries())
    lines.push({ key: `alert ${index}`, level: 'alert', bar, time, message });
  return alerts.length === 0 ? lines : lines.toSorted((a, b) => a.bar - b.bar);
}
