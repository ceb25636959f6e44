import { runWorkloads } from './run-workloads.ts';

/*
 * npm run bench:ui                 everything, in a real browser
 * npm run bench:ui -- ui.load      workloads whose names begin so
 * npm run bench:ui -- --quick      fewer rounds
 */

await runWorkloads(import.meta.filename, [
  { name: 'ipc.page', load: () => import('./ui/ipc-page.ts') },
  { name: 'ui.load', load: () => import('./ui/ui-load.ts') },
  { name: 'ui.live', load: () => import('./ui/ui-live.ts') },
  { name: 'ui.scripts', load: () => import('./ui/ui-scripts.ts') },
]);
