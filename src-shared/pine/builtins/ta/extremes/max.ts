import { indicator } from '../indicator.ts';
import { Ever } from './ever.ts';

export const max = {
  ...indicator(
    'max',
    'The largest value since the first bar. na values are passed over; na until there was a value.',
    ['(source: series float) series float'],
    () => new Ever(1),
  ),
  formerly: [],
};
