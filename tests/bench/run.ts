import { runWorkloads } from './run-workloads.ts';

/*
 * npm run bench                    everything
 * npm run bench -- agg db.store    workloads whose names begin so
 * npm run bench -- --quick         fewer rounds
 */

await runWorkloads(import.meta.filename, [
  { name: 'agg.8tf', load: () => import('./workloads/agg-8tf.ts') },
  { name: 'db.range', load: () => import('./workloads/db-range.ts') },
  { name: 'db.store', load: () => import('./workloads/db-store.ts') },
  { name: 'db.import', load: () => import('./workloads/db-import.ts') },
  { name: 'db.journal', load: () => import('./workloads/db-journal.ts') },
  { name: 'ipc.port', load: () => import('./workloads/ipc-port.ts') },
  { name: 'e2e.replay', load: () => import('./workloads/e2e-replay.ts') },
  { name: 'decode.binance', load: () => import('./workloads/decode-binance.ts') },
  { name: 'decode.coinbase', load: () => import('./workloads/decode-coinbase.ts') },
  { name: 'decode.kraken', load: () => import('./workloads/decode-kraken.ts') },
  { name: 'decode.zerodha', load: () => import('./workloads/decode-zerodha.ts') },
  { name: 'pine.batch', load: () => import('./workloads/pine-batch.ts') },
  { name: 'pine.compile', load: () => import('./workloads/pine-compile.ts') },
  { name: 'pine.history', load: () => import('./workloads/pine-history.ts') },
  { name: 'pine.tick', load: () => import('./workloads/pine-tick.ts') },
  { name: 'rithmic.decode', load: () => import('./workloads/rithmic-decode.ts') },
  { name: 'rithmic.market', load: () => import('./workloads/rithmic-market.ts') },
  { name: 'start.main', load: () => import('./workloads/start-main.ts') },
]);
