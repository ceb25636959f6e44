import { indicator } from '../indicator.ts';
import { Crossing } from './crossing.ts';

export const crossover = indicator(
  'crossover',
  'True on the bar on which `source1` is above `source2` and was not on the bar before (or, where either was na there, the last on which both were known). False where either is na.',
  ['(source1: series float, source2: series float) series bool'],
  () => new Crossing(1),
);
