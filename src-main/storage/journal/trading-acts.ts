import { type AccountKey, type AccountTag, accountName } from '../../../src-shared/domain/account.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ActState, StoredAct, TradingRepository } from '../trading-store.ts';
import type { ActRow } from './act-writes.ts';
import type { JournalFile } from './documents.ts';

type Acts = Pick<TradingRepository, 'addAct' | 'addActEvent' | 'openActs' | 'tags' | 'setTag'>;

export function actsRepository(
  { reader, writer }: JournalFile,
  accountOf: (name: string) => AccountKey,
): Acts {
  return {
    addAct: async (act) => writer.run('addAct', { ...act, account: accountName(act.account) }),
    addActEvent: async (id, state, detail, at) => writer.run('addActEvent', { id, state, detail, at }),
    openActs: (account) =>
      reader
        .all<ActRow & { readonly state: string; readonly detail: string }>(
          `SELECT a.id, a.account, a.instrument, a.kind, a.origin, a.source, a.connection, a.at, e.state, e.detail
           FROM trading_act_open o JOIN trading_act a ON a.id = o.act JOIN trading_act_event e ON e.sequence =
             (SELECT max(sequence) FROM trading_act_event WHERE act = a.id)
           WHERE a.account = ? ORDER BY a.at, a.id`,
          accountName(account),
        )
        .map(
          (row): StoredAct => ({
            ...row,
            account: accountOf(row.account),
            instrument: row.instrument as InstrumentId,
            at: row.at as EpochMs,
            state: row.state as ActState,
          }),
        ),
    tags: () =>
      new Map(
        reader
          .all<{ account: string; tag: string }>('SELECT account, tag FROM account_tag')
          .map(({ account, tag }) => [account, tag as AccountTag]),
      ),
    setTag: async (account, tag, at) => writer.run('setAccountTag', { account, tag, at }),
  };
}
