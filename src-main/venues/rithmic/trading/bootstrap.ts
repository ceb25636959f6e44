import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import type { Failure } from '../../../../src-shared/domain/failure.ts';
import { isRefusal } from '../errors.ts';
import type { Plant } from '../plant/plant.ts';
import type { WireMessages } from '../wire/codec.ts';
import { accountRmsUpdatesUpdateBits, requestBracketOrderUserType } from '../wire/generated/enums.ts';
import { accountOf, fieldsOf, isAbout, type RithmicAccount } from './account-list.ts';
import type { AccountSide } from './account-side.ts';
import { rowsOf } from './rows.ts';
import type { TradeRoutes } from './trade-routes.ts';

/* What the order plant is asked after each login, in the order that lets nothing fall between. */

export type LoginInfo = WireMessages['ResponseLoginInfo'];

export interface BootstrapParts<Mode extends AccountMode> {
  readonly plant: Pick<Plant, 'ask' | 'login'>;
  readonly mode: Mode;
  readonly system: string;
  readonly routes: TradeRoutes;
  /** The side of an account, made when it is new. */
  sideOf(account: RithmicAccount<Mode>): AccountSide<Mode>;
  /** Orders that work, by Rithmic's own names. */
  onWorking(side: AccountSide<Mode>, listed: ReadonlySet<string>): void;
  noteTrouble(sentence: string): void;
}

export interface Bootstrapped<Mode extends AccountMode> {
  readonly info: LoginInfo;
  /** Of all accounts that are listed and followed. */
  readonly sides: readonly AccountSide<Mode>[];
}

/** Rejects where the accounts cannot be listed, or none of them followed; what only adds to them is noted and left out. */
export async function bootstrap<Mode extends AccountMode>(
  parts: BootstrapParts<Mode>,
): Promise<Bootstrapped<Mode>> {
  const info = (await perhaps(parts, 'the login’s rights', askInfo(parts.plant))) ?? {};
  return { info, sides: await followAll(parts, await listAccounts(parts, info)) };
}

/** All accounts of the login with their limits, followed or not. Rejects where they cannot be listed. */
export async function listAccounts<Mode extends AccountMode>(
  parts: BootstrapParts<Mode>,
  info: LoginInfo,
): Promise<readonly AccountSide<Mode>[]> {
  const { plant, mode, system } = parts;
  const login = {
    mode,
    system,
    fcmId: info.fcm_id ?? plant.login?.fcmId ?? '',
    ibId: info.ib_id ?? plant.login?.ibId ?? '',
  };
  const userType = info.user_type ?? requestBracketOrderUserType.USER_TYPE_TRADER;
  const rows = rowsOf(
    await plant.ask('RequestAccountList', { fcm_id: login.fcmId, ib_id: login.ibId, user_type: userType }),
    'ResponseAccountList',
  );
  const sides: AccountSide<Mode>[] = [];
  for (const row of rows) {
    const account = accountOf(row, login);
    if (account === undefined || sides.some((side) => side.account.key.account === account.key.account))
      continue;
    const side = parts.sideOf(account);
    side.takeListed(row);
    sides.push(side);
  }
  await Promise.all([
    perhaps(parts, 'trade routes', askRoutes(parts)),
    perhaps(parts, 'the limits of the accounts', askRisk(plant, sides, userType)),
    ...sides.map((side) => perhaps(parts, 'the limits of products', askProducts(plant, side))),
  ]);
  return sides;
}

/** Those that can be followed. One that Rithmic keeps from us is told and left out, and holds up no other one. */
export async function followAll<Mode extends AccountMode>(
  parts: BootstrapParts<Mode>,
  sides: readonly AccountSide<Mode>[],
): Promise<readonly AccountSide<Mode>[]> {
  const refusals: Failure[] = [];
  const followed = await Promise.all(
    sides.map(async (side) => {
      try {
        await follow(parts, side);
        return [side];
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusals.push(error);
        parts.noteTrouble(`${side.account.label} cannot be followed and is left out: ${error.message}`);
        return [];
      }
    }),
  );
  const [refusal] = refusals;
  if (refusal !== undefined && refusals.length === sides.length) throw refusal;
  return followed.flat();
}

/** Notices first, then what is open: nothing falls between. */
async function follow<Mode extends AccountMode>(
  parts: BootstrapParts<Mode>,
  side: AccountSide<Mode>,
): Promise<void> {
  const { plant } = parts;
  const account = fieldsOf(side.account);
  await plant.ask('RequestSubscribeForOrderUpdates', account);
  await perhaps(parts, 'changes of brackets', plant.ask('RequestSubscribeToBracketUpdates', account));
  await perhaps(
    parts,
    'changes of the liquidation level',
    plant.ask('RequestAccountRmsUpdates', {
      ...account,
      request: 'subscribe',
      update_bits: accountRmsUpdatesUpdateBits.AUTO_LIQ_THRESHOLD_CURRENT_VALUE,
    }),
  );
  parts.onWorking(side, await side.questions.openOrders());
  // Executions since the last thing heard, where something was: orders may have filled while we were away.
  const { newest } = side.ledger;
  if (newest !== undefined) await side.questions.executions(newest - 60_000, newest + 30 * 86_400_000);
}

async function askInfo(plant: Pick<Plant, 'ask'>): Promise<LoginInfo> {
  const [info] = rowsOf(await plant.ask('RequestLoginInfo', {}), 'ResponseLoginInfo');
  return info ?? {};
}

async function askRoutes({
  plant,
  routes,
}: Pick<BootstrapParts<AccountMode>, 'plant' | 'routes'>): Promise<void> {
  const frames = await plant.ask('RequestTradeRoutes', { subscribe_for_updates: true });
  routes.replace(rowsOf(frames, 'ResponseTradeRoutes'));
}

/** Once for each firm that the accounts belong to. */
async function askRisk<Mode extends AccountMode>(
  plant: Pick<Plant, 'ask'>,
  sides: readonly AccountSide<Mode>[],
  userType: number,
): Promise<void> {
  const firms = new Map(
    sides.map(({ account: { fcmId, ibId } }) => [JSON.stringify([fcmId, ibId]), { fcmId, ibId }]),
  );
  for (const { fcmId, ibId } of firms.values()) {
    const frames = await plant.ask('RequestAccountRmsInfo', {
      fcm_id: fcmId,
      ib_id: ibId,
      user_type: userType,
    });
    for (const row of rowsOf(frames, 'ResponseAccountRmsInfo')) {
      for (const side of sides) if (isAbout(side.account, row)) side.takeRisk(row);
    }
  }
}

async function askProducts<Mode extends AccountMode>(
  plant: Pick<Plant, 'ask'>,
  side: AccountSide<Mode>,
): Promise<void> {
  const frames = await plant.ask('RequestProductRmsInfo', fieldsOf(side.account));
  for (const row of rowsOf(frames, 'ResponseProductRmsInfo')) side.commissions.takeProduct(row);
}

/** Undefined where Rithmic refused; no answer stays a Failure. */
async function perhaps<Answer>(
  { noteTrouble }: Pick<BootstrapParts<AccountMode>, 'noteTrouble'>,
  what: string,
  asked: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    noteTrouble(`Rithmic does not tell ${what}: ${error.message}`);
    return undefined;
  }
}
