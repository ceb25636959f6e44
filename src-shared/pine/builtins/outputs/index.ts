import type { Builtin } from '../builtin.ts';
import { fill } from './fill.ts';
import { alert } from './messages.ts';
import { plots } from './plots.ts';

/** What a script shows and says. */
export const outputBuiltins: readonly Builtin[] = [...plots, fill, alert];
