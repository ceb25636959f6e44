import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for the whole window, on the second, running only while someone looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function schedule(): void {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      if (timer !== undefined) schedule();
    },
    1000 - (Date.now() % 1000),
  );
}

/** The wall clock, in whole seconds, epoch ms. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 1000) * 1000);
}
