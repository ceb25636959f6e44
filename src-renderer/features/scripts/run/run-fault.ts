import type { ScriptFault } from '../../../../src-shared/contract/scripts.ts';
import { formatTime } from '../../../ui/format.ts';

/** What stopped a run. */
export interface RunFault {
  readonly message: string;
  /** When the bar opened that it stopped on, in words; empty where it was on none. */
  readonly bar: string;
  readonly place: ScriptFault['place'];
}

/** Null for none, and where the text has errors: those are told as problems. */
export function runFault(fault: ScriptFault | undefined, timeZone: string): RunFault | null {
  if (fault === undefined || fault.diagnostics.length > 0) return null;
  const { message, bar, place } = fault;
  return { message, bar: bar === null ? '' : formatTime(bar.time, timeZone, 'date-minute'), place };
}
