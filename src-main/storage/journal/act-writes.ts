import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Connection } from '../sqlite/connection.ts';
import type { TradingAct } from '../trading-store.ts';

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
