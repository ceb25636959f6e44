import type { CheckKind } from '../sqlite/integrity.ts';
import type { PortableError } from '../writer/writer-protocol.ts';
import type { RowCounts } from './copy-database.ts';

/** Long work on a file that only reads it. It runs in a thread of its own, so that neither writer nor main loop wait. */
export type MaintenanceTask =
  | { readonly kind: 'check'; readonly path: string; readonly check: CheckKind }
  | { readonly kind: 'copy'; readonly from: string; readonly to: string };

export type MaintenanceResult =
  | { readonly kind: 'checked'; readonly problems: readonly string[] }
  | { readonly kind: 'copied'; readonly rows: RowCounts }
  | { readonly kind: 'failed'; readonly error: PortableError };
