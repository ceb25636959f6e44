import { instruments } from '../migrations/market/0010-instruments.ts';
import { series } from '../migrations/market/0020-series.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';

export const marketKind: DatabaseKind = {
  name: 'market',
  applicationId: 0x54_44_4d_4d, // TDMM
  synchronous: 'NORMAL',
  // A chunk of bars is 48 KB: fewer, larger pages are read and written faster.
  pageSize: 16_384,
  checkpointPages: 1000,
  migrations: [instruments, series],
};
