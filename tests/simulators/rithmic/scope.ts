import type { AccountBook, RithmicAccount } from './accounts.ts';
import type { Client } from './client.ts';
import { type Fields, text } from './fields.ts';
import { RequestRefused } from './order-codes.ts';

/** What the login may see. */
export function accountsOf(client: Client, book: AccountBook): readonly RithmicAccount[] {
  const { login } = client;
  if (login === undefined) return [];
  const { accounts } = login.user;
  const all = book.of(login.system);
  return accounts === undefined ? all : all.filter(({ terms }) => accounts.includes(terms.accountId));
}

/** The account a request names, which takes the account's own firm and broker, not the login's. @throws RequestRefused. */
export function accountOf(client: Client, book: AccountBook, fields: Fields): RithmicAccount {
  const [fcm, ib, id] = [text(fields, 'fcm_id'), text(fields, 'ib_id'), text(fields, 'account_id')];
  if (fcm === '') throw new RequestRefused('1039', 'FCM Id field is not received.');
  if (ib === '') throw new RequestRefused('1040', 'IB Id field is not received.');
  if (id === '') throw new RequestRefused('1041', 'Account Id field is not received.');
  const found = accountsOf(client, book).find(
    ({ terms }) => terms.fcmId === fcm && terms.ibId === ib && terms.accountId === id,
  );
  if (found === undefined) throw new RequestRefused('1042', 'account is not known under this FCM and IB');
  return found;
}
