import { indicator } from '../indicator.ts';
import { Length } from '../windows/length.ts';
import { Run } from './run.ts';

export const falling = indicator(
  'falling',
  'True when the value has fallen on each of the last `length` bars, each time by more than 1e-10. na values are left out; false where `source` is na and until there were `length` steps.',
  ['(source: series float, length: series int) series bool'],
  (site) => new Run(Length.of(site, 1), -1),
);
