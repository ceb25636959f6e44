import type { Builtin } from '../builtin.ts';
import { fill } from './fill.ts';
import { alert, logs } from './messages.ts';
import { plots } from './plots.ts';

/** What a script shows and says. */
export const outputBuiltins: readonly Builtin[] = [...plots, fill, alert, ...logs];
