import { volumeIndex } from './volume-index.ts';

export const pvi = volumeIndex(
  'pvi',
  1,
  'Positive volume index: starts at 1 and follows the close, in proportion, on bars with more volume than the one before.',
);
