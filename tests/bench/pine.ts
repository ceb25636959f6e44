import { runWorkloads } from './run-workloads.ts';

/*
 * What scripts cost: ours, a loop over typed arrays written by hand for the same thing, and PineTS where it is installed.
 *
 * node tests/bench/pine.ts             everything
 * node tests/bench/pine.ts pine.tick   workloads whose names begin so
 */

await runWorkloads(import.meta.filename, [
  { name: 'pine.history', load: () => import('./pine-history.ts') },
  { name: 'pine.tick', load: () => import('./pine-tick.ts') },
  { name: 'pine.compile', load: () => import('./pine-compile.ts') },
]);
