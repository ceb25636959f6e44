import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Change } from './change.ts';

export const mom = indicator(
  'mom',
  'Momentum: the value less the value `length` bars before, in the units of `source`; na where either is na.',
  ['(source: series float, length: series int) series float'],
  (site) => new Change(Length.of(site, 1, 'length', 0)),
);
