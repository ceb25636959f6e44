import type { AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import type { WireMessages } from '../wire/codec.ts';

/** One account as Rithmic names it. Its FCM and IB are its own, and on prop firms' systems not those of the login. */
export interface RithmicAccount<Mode extends AccountMode = AccountMode> {
  readonly key: AccountKey<Mode>;
  readonly fcmId: string;
  readonly ibId: string;
  readonly accountId: string;
  readonly label: string;
  readonly currency: string;
}

/** The three fields that every request about an account carries. */
export interface AccountFields {
  readonly fcm_id: string;
  readonly ib_id: string;
  readonly account_id: string;
}

export function fieldsOf({ fcmId, ibId, accountId }: RithmicAccount): AccountFields {
  return { fcm_id: fcmId, ib_id: ibId, account_id: accountId };
}

/** Reads one row of the account list; undefined when it names no account. */
export function accountOf<Mode extends AccountMode>(
  row: WireMessages['ResponseAccountList'],
  login: { readonly mode: Mode; readonly system: string; readonly fcmId: string; readonly ibId: string },
): RithmicAccount<Mode> | undefined {
  const accountId = row.account_id?.trim() ?? '';
  if (accountId === '') return undefined;
  const fcmId = told(row.fcm_id) ?? login.fcmId;
  const ibId = told(row.ib_id) ?? login.ibId;
  const name = told(row.account_name);
  return {
    key: { mode: login.mode, venue: 'rithmic', account: `${login.system}/${fcmId}/${ibId}/${accountId}` },
    fcmId,
    ibId,
    accountId,
    label: name === undefined || name === accountId ? accountId : `${accountId} · ${name}`,
    currency: told(row.account_currency)?.toUpperCase() ?? 'USD',
  };
}

/** Which account a message is about. Some leave out what is not needed to tell it. */
export function isAbout(
  account: RithmicAccount,
  fields: {
    readonly fcm_id?: string | undefined;
    readonly ib_id?: string | undefined;
    readonly account_id?: string | undefined;
  },
): boolean {
  return (
    fields.account_id === account.accountId &&
    (told(fields.fcm_id) ?? account.fcmId) === account.fcmId &&
    (told(fields.ib_id) ?? account.ibId) === account.ibId
  );
}

function told(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
