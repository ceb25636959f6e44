import { type AccountKey, type AccountTag, accountName } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { Connection } from '../sqlite/connection.ts';
import type { ActState, StoredAct, TradingAct, TradingRepository } from '../trading-store.ts';
import type { JournalFile } from './documents.ts';

export interface ActRow extends Omit<TradingAct, 'account' | 'at'> {
  readonly account: string;
  readonly at: number;
}

/** Acts and tags of accounts, on the writer thread. */
export function actWrites(connection: Connection) {
  const isKnown = connection.prepare('SELECT 1 FROM trading_act WHERE id = ?').pluck();
  const add = connection.prepare(`
    INSERT INTO trading_act (id, account, instrument, kind, origin, source, connection, at)
    VALUES (@id, @account, @instrument, @kind, @origin, @source, @connection, @at)`);
  const open = connection.prepare('INSERT INTO trading_act_open (act) VALUES (?)');
  const addEvent = connection.prepare(
    'INSERT INTO trading_act_event (act, state, detail, at) VALUES (@id, @state, @detail, @at)',
  );
  const setTag = connection.prepare(`
    INSERT INTO account_tag (account, tag, set_at) VALUES (@account, @tag, @at)
    ON CONFLICT (account) DO UPDATE SET tag = excluded.tag, set_at = excluded.set_at`);
  return {
    addAct(row: ActRow): void {
      if (isKnown.get(row.id) !== undefined) {
        throw new Failure('invalid', 'This was asked for before; nothing was sent.');
      }
      add.run(row);
      open.run(row.id);
      addEvent.run({ id: row.id, state: 'intent', detail: '', at: row.at });
    },
    addActEvent(row: {
      readonly id: string;
      readonly state: string;
      readonly detail: string;
      readonly at: number;
    }): void {
      addEvent.run(row);
    },
    setAccountTag(row: { readonly account: string; readonly tag: string; readonly at: number }): void {
      setTag.run(row);
    },
  };
}

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
