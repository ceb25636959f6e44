import type { KeyboardEvent } from 'react';
import type { ChartActions } from './chart-commands.ts';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Bare keys on a focused plot: digits begin a timeframe and letters a market, as traders are used to; arrows move.
 * True when the key meant something.
 */
export function chartKey(event: Key, actions: ChartActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { key } = event;
  // With Shift they are the replay's, wherever the focus is.
  if (event.shiftKey && /^(Arrow|Home|End)/.test(key)) return false;
  if (/^[0-9]$/.test(key)) actions.openTimeframeEntry(key);
  else if (/^[a-zA-Z]$/.test(key)) actions.openSearch(key);
  else if (key === 'ArrowLeft') actions.pan(-1);
  else if (key === 'ArrowRight') actions.pan(1);
  else if (key === 'ArrowUp' || key === '+' || key === '=') actions.zoom(1);
  else if (key === 'ArrowDown' || key === '-') actions.zoom(-1);
  else if (key === 'Home') actions.goToOldest();
  else if (key === 'End') actions.goToNewest();
  else return false;
  return true;
}
