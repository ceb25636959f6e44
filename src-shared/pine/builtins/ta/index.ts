import type { Builtin } from '../builtin.ts';
import { ema } from './averages/ema.ts';
import { rma } from './averages/rma.ts';
import { sma } from './averages/sma.ts';
import { atr } from './bands/atr.ts';
import { rsi } from './oscillators/rsi.ts';

/** Technical analysis: every `ta.*`. */
export const taBuiltins: readonly Builtin[] = [sma, ema, rma, atr, rsi];
