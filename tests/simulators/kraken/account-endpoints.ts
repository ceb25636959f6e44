import { decimal, withPlaces, zero } from '../exchange/decimal.ts';
import { isLive, type Order } from '../exchange/orders.ts';
import { execId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import { assetNamed, fees, findAsset } from './markets.ts';
import { findByTxid } from './order-actions.ts';
import { extraOf } from './order-extra.ts';
import { orderRow, tradeRow } from './order-shapes.ts';
import type { Parameters } from './parameters.ts';
import { tokenLife } from './tokens.ts';
import { badArguments, KrakenError } from './venue-error.ts';
import { atLeast, secondsOf } from './wire-text.ts';
import type { PrivateCall, PrivateEndpoint } from './world.ts';

const pageSize = 50;

function balance({ world, accountId }: PrivateCall): object {
  const account = world.exchange.account(accountId);
  return Object.fromEntries(
    account.assets().map((name) => {
      const { key, decimals } = assetNamed(name);
      return [key, atLeast(account.total(name), decimals)];
    }),
  );
}

function balanceEx({ world, accountId }: PrivateCall): object {
  const account = world.exchange.account(accountId);
  return Object.fromEntries(
    account.assets().map((name) => {
      const { key, decimals } = assetNamed(name);
      const amounts = {
        balance: atLeast(account.total(name), decimals),
        hold_trade: atLeast(account.locked(name), decimals),
      };
      return [key, amounts];
    }),
  );
}

/** Valued in dollars at the last prices. There is no margin here, so most of it is nothing. */
function tradeBalance({ world, accountId }: PrivateCall): object {
  const account = world.exchange.account(accountId);
  let worth = zero;
  for (const name of account.assets()) {
    const price = name === 'USD' ? decimal(1) : (world.exchange.findMarket(`${name}/USD`)?.lastPrice ?? zero);
    worth = worth.plus(account.total(name).times(price));
  }
  const money = withPlaces(worth, 4);
  const none = '0.0000';
  return { eb: money, tb: money, m: none, n: none, c: none, v: none, e: money, mf: money, uv: none };
}

function keyInfo({ key }: PrivateCall): object {
  const { rights, nonce } = key;
  return {
    api_key_name: rights.name,
    api_key: key.key.apiKey,
    nonce: String(nonce),
    nonce_window: String(rights.nonceWindow),
    permissions: rights.permissions,
    iban: '',
    valid_until: String(rights.validUntil),
    query_from: '0',
    query_to: '0',
    created_time: String(Math.floor(key.createdAt / 1000)),
    modified_time: String(Math.floor(key.createdAt / 1000)),
    // An unrestricted key has a list with one empty address.
    ip_allowlist: rights.addresses.length === 0 ? [''] : rights.addresses,
    last_used: String(Math.floor(key.lastUsedAt / 1000)),
  };
}

/** Seconds since 1970 as the request has them, in ms. */
function timeOf(parameters: Parameters, name: string): number | undefined {
  return parameters.amount(name)?.times(1000).toNumber();
}

function matches(order: Order, parameters: Parameters): boolean {
  const userref = parameters.integer('userref');
  const clOrdId = parameters.text('cl_ord_id');
  const extra = extraOf(order);
  return (
    (userref === undefined || extra.userref === userref) &&
    (clOrdId === undefined || extra.clOrdId === clOrdId)
  );
}

function rowsOf(call: PrivateCall, orders: readonly Order[]): object {
  const { world, parameters } = call;
  const withTrades = parameters.flag('trades');
  return Object.fromEntries(
    orders.map((order) => [world.txids.of(order), orderRow(world, order, withTrades)]),
  );
}

function openOrders(call: PrivateCall): object {
  const { world, parameters, accountId } = call;
  const open = world.exchange.openOrders(accountId).filter((order) => matches(order, parameters));
  return { open: rowsOf(call, open.reverse()) };
}

/** Newest first, fifty at a time. */
function closedOrders(call: PrivateCall): object {
  const { world, parameters, accountId } = call;
  const closetime = parameters.text('closetime') ?? 'both';
  if (!['open', 'close', 'both'].includes(closetime)) throw badArguments('closetime');
  const start = timeOf(parameters, 'start') ?? 0;
  const end = timeOf(parameters, 'end') ?? Number.MAX_SAFE_INTEGER;
  const isIn = (at: number) => at >= start && at <= end;
  const closed = world.exchange
    .orders(accountId)
    .filter((order) => !isLive(order) && matches(order, parameters))
    .filter(
      (order) =>
        (closetime !== 'close' && isIn(order.createdAt)) || (closetime !== 'open' && isIn(order.updatedAt)),
    )
    .sort((a, b) => b.updatedAt - a.updatedAt || b.id - a.id);
  const offset = parameters.integer('ofs') ?? 0;
  return { closed: rowsOf(call, closed.slice(offset, offset + pageSize)), count: closed.length };
}

function queryOrders(call: PrivateCall): object {
  const { world, parameters, accountId } = call;
  const txids = parameters.list('txid');
  if (txids.length === 0 || txids.length > 50) throw badArguments('txid');
  const found = txids.map((txid) => {
    const order = findByTxid(world, accountId, txid);
    if (order === undefined) throw new KrakenError('EOrder:Unknown order');
    return order;
  });
  return rowsOf(call, found);
}

function tradesHistory({ world, parameters, accountId }: PrivateCall): object {
  const start = timeOf(parameters, 'start') ?? 0;
  const end = timeOf(parameters, 'end') ?? Number.MAX_SAFE_INTEGER;
  // `start` is exclusive and `end` inclusive, as with all histories of the venue.
  const own = world.exchange.truth.fills
    .filter((fill) => fill.accountId === accountId && fill.at > start && fill.at <= end)
    .reverse();
  const offset = parameters.integer('ofs') ?? 0;
  return {
    trades: Object.fromEntries(
      own.slice(offset, offset + pageSize).map((fill) => [execId(fill), tradeRow(world, fill)]),
    ),
    count: own.length,
  };
}

function queryTrades({ world, parameters, accountId }: PrivateCall): object {
  const wanted = new Set(parameters.list('txid'));
  if (wanted.size === 0 || wanted.size > 20) throw badArguments('txid');
  const own = world.exchange.truth.fills.filter((fill) => fill.accountId === accountId);
  return Object.fromEntries(
    own.filter((fill) => wanted.has(execId(fill))).map((fill) => [execId(fill), tradeRow(world, fill)]),
  );
}

function ledgerRow(entry: LedgerEntry): object {
  const { key, decimals } = assetNamed(entry.asset);
  return {
    refid: entry.refId,
    time: secondsOf(entry.at),
    type: entry.type,
    subtype: '',
    aclass: 'currency',
    asset: key,
    amount: atLeast(entry.amount, decimals),
    fee: atLeast(entry.fee, decimals),
    balance: atLeast(entry.balance, decimals),
  };
}

function ledgers({ world, parameters, accountId }: PrivateCall): object {
  const start = timeOf(parameters, 'start') ?? 0;
  const end = timeOf(parameters, 'end') ?? Number.MAX_SAFE_INTEGER;
  const type = parameters.text('type') ?? 'all';
  const names = parameters.list('asset').filter((name) => name !== 'all');
  const wanted = names.map((name) => {
    const found = findAsset(name);
    if (found === undefined) throw new KrakenError('EQuery:Unknown asset');
    return found.name;
  });
  const own = world.ledger.entries
    .filter((entry) => entry.accountId === accountId && entry.at > start && entry.at <= end)
    .filter((entry) => type === 'all' || entry.type === type)
    .filter((entry) => wanted.length === 0 || wanted.includes(entry.asset))
    .reverse();
  const offset = parameters.integer('ofs') ?? 0;
  return {
    ledger: Object.fromEntries(
      own.slice(offset, offset + pageSize).map((entry) => [entry.id, ledgerRow(entry)]),
    ),
    count: own.length,
  };
}

function tradeVolume({ world, parameters, accountId }: PrivateCall): object {
  const markets = parameters.list('pair').map((name) => {
    const market = world.markets.find(name);
    if (market === undefined) throw new KrakenError('EQuery:Unknown asset pair');
    return market;
  });
  let volume = zero;
  for (const fill of world.exchange.truth.fills) {
    if (fill.accountId === accountId && fill.market.endsWith('/USD')) {
      volume = volume.plus(decimal(fill.price).times(fill.quantity));
    }
  }
  const tier = (fee: string, least: string) => ({
    fee,
    minfee: least,
    maxfee: fee,
    nextfee: null,
    nextvolume: null,
    tiervolume: '0.0000',
  });
  const perMarket = (fee: string, least: string) =>
    Object.fromEntries(markets.map(({ key }) => [key, tier(fee, least)]));
  return {
    currency: 'ZUSD',
    volume: withPlaces(volume, 4),
    ...(markets.length === 0
      ? {}
      : { fees: perMarket(fees.taker, '0.1000'), fees_maker: perMarket(fees.maker, '0.0000') }),
  };
}

/** Deposits or withdrawals, newest first. */
function transfers({ world, parameters, accountId }: PrivateCall, type: 'deposit' | 'withdrawal'): object[] {
  const name = parameters.text('asset');
  const wanted = name === undefined ? undefined : findAsset(name);
  if (name !== undefined && wanted === undefined) throw new KrakenError('EQuery:Unknown asset');
  return world.ledger.entries
    .filter((entry) => entry.accountId === accountId && entry.type === type)
    .filter((entry) => wanted === undefined || wanted.name === entry.asset)
    .reverse()
    .map((entry) => ({
      method: 'Simulated',
      aclass: 'currency',
      asset: assetNamed(entry.asset).key,
      refid: entry.refId,
      txid: entry.id.toLowerCase(),
      info: 'a simulated address',
      amount: withPlaces(entry.amount.abs(), 8),
      fee: withPlaces(entry.fee, 10),
      time: Math.floor(entry.at / 1000),
      status: 'Success',
      ...(type === 'withdrawal' ? { key: 'simulated' } : {}),
    }));
}

export const accountEndpoints: Record<string, PrivateEndpoint> = {
  Balance: { needs: ['query-funds'], points: 1, run: balance },
  BalanceEx: { needs: ['query-funds'], points: 1, run: balanceEx },
  TradeBalance: { needs: ['query-funds'], points: 1, run: tradeBalance },
  GetApiKeyInfo: { needs: [], points: 1, run: keyInfo },
  GetWebSocketsToken: {
    needs: ['create-ws-token'],
    points: 1,
    run: ({ world, key }) => ({ token: world.tokens.issue(key), expires: tokenLife }),
  },
  OpenOrders: { needs: ['query-open-trades'], points: 1, run: openOrders },
  ClosedOrders: { needs: ['query-closed-trades'], points: 1, run: closedOrders },
  QueryOrders: { needs: ['query-open-trades', 'query-closed-trades'], points: 1, run: queryOrders },
  TradesHistory: { needs: ['query-closed-trades'], points: 2, run: tradesHistory },
  QueryTrades: { needs: ['query-closed-trades'], points: 2, run: queryTrades },
  Ledgers: { needs: ['query-ledger'], points: 2, run: ledgers },
  TradeVolume: { needs: ['query-funds'], points: 1, run: tradeVolume },
  DepositStatus: { needs: ['query-funds'], points: 1, run: (call) => transfers(call, 'deposit') },
  WithdrawStatus: { needs: ['query-funds'], points: 1, run: (call) => transfers(call, 'withdrawal') },
};
