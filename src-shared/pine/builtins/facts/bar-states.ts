import { fact } from './fact.ts';

/** Where the run is: which bar, and whether it may still change. */
export const barStates = [
  fact('bar_index', 'series int', (context) => context.bar, 'Number of the bar, from 0 for the oldest.'),
  fact(
    'last_bar_index',
    'series int',
    (context) => context.bars.count - 1,
    'Number of the newest bar; grows while bars come in.',
  ),
  fact('barstate.isfirst', 'series bool', (context) => context.bar === 0, 'True on the oldest bar.'),
  fact(
    'barstate.islast',
    'series bool',
    (context) => context.isLast,
    'True on the newest bar: the last of history, and each update of an open one.',
  ),
  fact(
    'barstate.ishistory',
    'series bool',
    (context) => !context.isRealtime,
    'True on bars that were closed when the script was started.',
  ),
  fact(
    'barstate.isrealtime',
    'series bool',
    (context) => context.isRealtime,
    'True on bars that are followed as they grow.',
  ),
  fact(
    'barstate.isnew',
    'series bool',
    (context) => context.isNew,
    'True on bars of history and on the first update of an open bar.',
  ),
  fact(
    'barstate.isconfirmed',
    'series bool',
    (context) => context.isConfirmed,
    'True on bars of history and on the update that closes a bar.',
  ),
  fact(
    'barstate.islastconfirmedhistory',
    'series bool',
    (context) => context.isLastConfirmedHistory,
    'True on the last bar that was closed when the script was started.',
  ),
];
