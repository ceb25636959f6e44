import type { KeyPermissions, TestStep, VenueConfig } from '../venue-kind.ts';
import { isRefusal } from './errors.ts';
import type { Plant } from './plant/plant.ts';
import { rowsOf } from './trading/rows.ts';
import type { WireMessages } from './wire/codec.ts';

export type Found = Omit<TestStep, 'step' | 'elapsedMs'>;

/** What a login tells of itself: its accounts, the exchanges that orders have a way to, its sessions. */
export async function readRights(
  plant: Pick<Plant, 'ask' | 'login'>,
  { isTradingEnabled }: Pick<VenueConfig, 'isTradingEnabled'>,
  info: WireMessages['ResponseLoginInfo'],
): Promise<Found> {
  const rows = rowsOf(
    await plant.ask('RequestAccountList', {
      fcm_id: info.fcm_id ?? plant.login?.fcmId,
      ib_id: info.ib_id ?? plant.login?.ibId,
      user_type: info.user_type,
    }),
    'ResponseAccountList',
  );
  const accounts = rows.filter(({ account_id: id }) => id !== undefined).length;
  const exchanges = accounts === 0 ? undefined : await exchangesWithRoutes(plant);
  const hasRoutes = exchanges?.length !== 0;
  const sessions = [info.tp_max_session_count, info.op_max_session_count].filter((one) => one !== undefined);
  const allowed = sessions.length === 0 ? undefined : Math.min(...sessions);
  const seen = counted(accounts, 'account');
  const permissions: KeyPermissions = {
    canRead: true,
    // Whether a login that has accounts and routes may trade, Rithmic says only in answer to an order.
    canTrade: accounts > 0 && hasRoutes ? null : false,
    canWithdraw: false,
    isAddressBound: false,
    expires: null,
    details: [
      seen,
      ...(exchanges === undefined || !hasRoutes ? [] : [`routes to ${exchanges.join(', ')}`]),
      ...(allowed === undefined ? [] : [`${counted(allowed, 'session')} at a time`]),
    ],
  };
  const worst = isTradingEnabled ? 'failed' : 'warning';
  if (accounts === 0) {
    const sentence = 'The login sees no account. Ask the broker or firm to assign one to it.';
    return { result: worst, sentence, permissions };
  }
  if (!hasRoutes) {
    const sentence = `The login sees ${seen}, but Rithmic names no route for orders. Ask the broker or firm to open one.`;
    return { result: worst, sentence, permissions };
  }
  if (allowed === 1) {
    return {
      result: 'warning',
      sentence: `The login sees ${seen} and has a single session: connecting logs out R|Trader and every other program that uses it, and they log this one out.`,
      permissions,
    };
  }
  const routed = exchanges === undefined ? '' : `, with routes for orders to ${exchanges.join(', ')}`;
  const many = allowed === undefined ? '' : `, and may have ${counted(allowed, 'session')} at a time`;
  return {
    result: 'passed',
    sentence: `The login sees ${seen}${routed}${many}. Whether it may trade, Rithmic tells only in answer to an order. It cannot withdraw.`,
    permissions,
  };
}

/** Undefined where Rithmic does not tell. */
async function exchangesWithRoutes(plant: Pick<Plant, 'ask'>): Promise<readonly string[] | undefined> {
  try {
    const rows = rowsOf(
      await plant.ask('RequestTradeRoutes', { subscribe_for_updates: false }),
      'ResponseTradeRoutes',
    );
    return [...new Set(rows.flatMap(({ exchange = '' }) => (exchange === '' ? [] : [exchange])))].toSorted();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
