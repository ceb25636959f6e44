import { createHash } from 'node:crypto';
import type { Transfer } from '../../exchange/exchange.ts';
import { mainAccount } from '../keys.ts';
import { eight } from '../market-shapes.ts';
import { spotRules } from '../markets.ts';
import { errors } from '../venue-error.ts';
import type { Call, Endpoints } from '../world.ts';

/** The venue's number of an account: the recorded one for the first, others by their names. */
function uidOf(accountId: string): number {
  if (accountId === mainAccount) return 354937868;
  return createHash('sha256').update(accountId).digest().readUInt32BE(0);
}

function account(call: Call): object {
  const { world, parameters, key } = call;
  const found = world.exchange.account(world.accountId);
  const omitsZero = parameters.text('omitZeroBalances') === 'true';
  const balances = found
    .assets()
    .filter((asset) => !omitsZero || !found.total(asset).isZero())
    .map((asset) => ({ asset, free: eight(found.free(asset)), locked: eight(found.locked(asset)) }));
  return {
    makerCommission: 10,
    takerCommission: 10,
    buyerCommission: 0,
    sellerCommission: 0,
    commissionRates: {
      maker: spotRules.fees.maker,
      taker: spotRules.fees.taker,
      buyer: '0.00000000',
      seller: '0.00000000',
    },
    canTrade: found.isEnabled,
    canWithdraw: true,
    canDeposit: true,
    brokered: false,
    requireSelfTradePrevention: false,
    preventSor: false,
    updateTime: found.updatedAt,
    accountType: 'SPOT',
    balances,
    permissions: ['SPOT'],
    uid: key === undefined ? 0 : uidOf(world.accountId),
  };
}

function restrictions(call: Call): object {
  const { key } = call;
  if (key === undefined) throw errors.permission();
  return {
    ipRestrict: key.addresses !== undefined,
    createTime: key.createdAt,
    enableInternalTransfer: false,
    enableFutures: key.canTrade,
    enablePortfolioMarginTrading: false,
    enableVanillaOptions: false,
    permitsUniversalTransfer: false,
    enableReading: true,
    enableSpotAndMarginTrading: key.canTrade,
    enableWithdrawals: key.canWithdraw,
    enableMargin: false,
    // A trading right without an address list ends by itself.
    ...(key.canTrade && key.addresses === undefined
      ? { tradingAuthorityExpirationTime: key.createdAt + 90 * 86_400_000 }
      : {}),
  };
}

function commission(call: Call): object {
  const symbol = call.parameters.need('symbol');
  if (!call.world.markets.has(symbol)) throw errors.symbol();
  const none = { maker: '0.00000000', taker: '0.00000000', buyer: '0.00000000', seller: '0.00000000' };
  const { maker, taker } = spotRules.fees;
  return {
    symbol,
    standardCommission: { ...none, maker, taker },
    specialCommission: none,
    taxCommission: none,
    discount: {
      enabledForAccount: false,
      enabledForSymbol: false,
      discountAsset: 'BNB',
      discount: '0.75000000',
    },
  };
}

function tradeFees(call: Call): object[] {
  const symbol = call.parameters.text('symbol');
  return [...call.world.markets.keys()]
    .filter((name) => symbol === undefined || name === symbol)
    .map((name) => ({ symbol: name, makerCommission: '0.001', takerCommission: '0.001' }));
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** UTC without a zone. */
const plainTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Transfers of the account in one direction, within what was asked for, newest first. */
function transfers(call: Call, isDeposit: boolean): Transfer[] {
  const { parameters, world } = call;
  const [from, to] = [
    parameters.time('startTime') ?? 0,
    parameters.time('endTime') ?? Number.MAX_SAFE_INTEGER,
  ];
  const coin = parameters.text('coin');
  const offset = parameters.integer('offset') ?? 0;
  return world.exchange
    .transfers(world.accountId)
    .filter(({ amount, asset, at }) => {
      const fits = coin === undefined || coin === asset;
      return fits && at >= from && at <= to && amount.startsWith('-') !== isDeposit;
    })
    .reverse()
    .slice(offset, offset + parameters.limit(1000, 1000));
}

function deposits(call: Call): object[] {
  return transfers(call, true).map(({ id, asset, amount, at }) => ({
    id: String(769_800_519_366_885_000n + BigInt(id)),
    amount,
    coin: asset,
    network: asset,
    status: 1,
    address: `sim${hash(asset).slice(0, 38)}`,
    addressTag: '',
    txId: hash(`deposit ${id}`),
    insertTime: at,
    transferType: 0,
    confirmTimes: '1/1',
    unlockConfirm: 0,
    walletType: 0,
  }));
}

function withdrawals(call: Call): object[] {
  return transfers(call, false).map(({ id, asset, amount, at }) => ({
    id: hash(`withdrawal ${id}`).slice(0, 32),
    amount: amount.slice(1),
    transactionFee: '0',
    coin: asset,
    status: 6,
    address: `sim${hash(asset).slice(0, 38)}`,
    txId: hash(`withdrawal transaction ${id}`),
    applyTime: plainTime(at),
    network: asset,
    transferType: 0,
    info: '',
    confirmNo: 3,
    walletType: 0,
    txKey: '',
    completeTime: plainTime(at),
  }));
}

export const spotAccountEndpoints: Endpoints = {
  'GET /api/v3/account': { weight: 20, security: 'read', run: account },
  'GET /api/v3/account/commission': { weight: 20, security: 'read', run: commission },
  'GET /api/v3/rateLimit/order': {
    weight: 40,
    security: 'read',
    run: ({ world }) => world.limits.orderCounts(),
  },
  'GET /sapi/v1/system/status': {
    weight: 1,
    security: 'none',
    run: ({ world }) =>
      world.faults.maintenance ? { status: 1, msg: 'system_maintenance' } : { status: 0, msg: 'normal' },
  },
  'GET /sapi/v1/account/apiRestrictions': { weight: 1, security: 'read', run: restrictions },
  'GET /sapi/v1/asset/tradeFee': { weight: 1, security: 'read', run: tradeFees },
  'GET /sapi/v1/capital/deposit/hisrec': { weight: 1, security: 'read', run: deposits },
  'GET /sapi/v1/capital/withdraw/history': { weight: 1, security: 'read', run: withdrawals },
};
