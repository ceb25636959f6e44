import type { Builtin } from '../builtin.ts';
import { barTimes } from './bar-times.ts';
import { moments } from './moments.ts';
import { sessions } from './sessions.ts';
import { timeframes } from './timeframes.ts';
import { timestamp } from './timestamp.ts';

/** Times of bars, parts of moments, timeframes and sessions. */
export const timeBuiltins: readonly Builtin[] = [
  ...barTimes,
  ...moments,
  timestamp,
  ...timeframes,
  ...sessions,
];
