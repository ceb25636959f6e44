import { volumeIndex } from './volume-index.ts';

export const nvi = volumeIndex(
  'nvi',
  -1,
  'Negative volume index: starts at 1 and follows the close, in proportion, on bars with less volume than the one before.',
);
