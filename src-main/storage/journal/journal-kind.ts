import { settings } from '../migrations/journal/0010-settings.ts';
import { lifecycle } from '../migrations/journal/0020-lifecycle.ts';
import { workspaces } from '../migrations/journal/0030-workspaces.ts';
import { watchlists } from '../migrations/journal/0040-watchlists.ts';
import { drawings } from '../migrations/journal/0050-drawings.ts';
import { attachments } from '../migrations/journal/0060-attachments.ts';
import { connections } from '../migrations/journal/0070-connections.ts';
import { trading } from '../migrations/journal/0080-trading.ts';
import { fillCorrections } from '../migrations/journal/0090-fill-corrections.ts';
import { unfinishedOrders } from '../migrations/journal/0100-unfinished-orders.ts';
import { scripts } from '../migrations/journal/0110-scripts.ts';
import { accountTags } from '../migrations/journal/0120-account-tags.ts';
import { tradingActs } from '../migrations/journal/0130-trading-acts.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';

export const journalKind: DatabaseKind = {
  name: 'journal',
  applicationId: 0x54_44_4d_4a, // TDMJ
  synchronous: 'FULL',
  pageSize: 4096,
  checkpointPages: 1000,
  migrations: [
    settings,
    lifecycle,
    workspaces,
    watchlists,
    drawings,
    attachments,
    connections,
    trading,
    fillCorrections,
    unfinishedOrders,
    scripts,
    accountTags,
    tradingActs,
  ],
  wasLeftOpen: (connection, version) =>
    version >= lifecycle.id &&
    connection.prepare('SELECT ended_at FROM lifecycle ORDER BY id DESC LIMIT 1').pluck().get() === null,
};
