import { decimal, plain } from '../exchange/decimal.ts';
import type { Transfer } from '../exchange/exchange.ts';
import { walletUuid } from './account-endpoints.ts';
import { uuidOf } from './ids.ts';
import { count } from './market-endpoints.ts';
import { errors } from './venue-error.ts';
import type { Endpoints, PrivateCall } from './world.ts';

/* The older `/v2` half: what came into a wallet and what left it. */

type Row = (transfer: Transfer, wallet: string) => object;

function money(transfer: Transfer) {
  return { amount: plain(decimal(transfer.amount).abs()), currency: transfer.asset };
}

function idOf(transfer: Transfer): string {
  return uuidOf('transfer', transfer.accountId, transfer.id);
}

function secondText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+/, '');
}

function transactionRow(transfer: Transfer, wallet: string): object {
  const isIn = decimal(transfer.amount).isPositive();
  return {
    id: idOf(transfer),
    type: isIn ? 'fiat_deposit' : 'send',
    status: 'completed',
    amount: { amount: plain(decimal(transfer.amount)), currency: transfer.asset },
    native_amount: { amount: plain(decimal(transfer.amount)), currency: 'USD' },
    description: null,
    created_at: secondText(transfer.at),
    updated_at: secondText(transfer.at),
    resource: 'transaction',
    resource_path: `/v2/accounts/${wallet}/transactions/${idOf(transfer)}`,
    details: { title: isIn ? 'Deposit' : 'Sent', subtitle: '' },
  };
}

function movementRow(kind: 'deposit' | 'withdrawal'): Row {
  return (transfer, wallet) => {
    const method = uuidOf('payment method', transfer.accountId);
    return {
      id: idOf(transfer),
      status: 'completed',
      payment_method: {
        id: method,
        resource: 'payment_method',
        resource_path: `/v2/payment-methods/${method}`,
      },
      transaction: {
        id: idOf(transfer),
        resource: 'transaction',
        resource_path: `/v2/accounts/${wallet}/transactions/${idOf(transfer)}`,
      },
      amount: money(transfer),
      subtotal: money(transfer),
      created_at: secondText(transfer.at),
      updated_at: secondText(transfer.at),
      resource: kind,
      resource_path: `/v2/accounts/${wallet}/${kind}s/${idOf(transfer)}`,
      committed: true,
      fee: { amount: '0.00', currency: transfer.asset },
      payout_at: secondText(transfer.at),
    };
  };
}

function list(isWanted: (transfer: Transfer) => boolean, row: Row) {
  return ({ world, query, path, accountId }: PrivateCall): object => {
    const wallet = path.wallet ?? '';
    const account = world.exchange.account(accountId);
    const currency = account.assets().find((asset) => walletUuid(accountId, asset) === wallet);
    if (currency === undefined) throw errors.notFound('account was not found');
    const found = world.exchange
      .transfers(accountId)
      .filter((transfer) => transfer.asset === currency && isWanted(transfer));
    const order = query.get('order') === 'asc' ? 'asc' : 'desc';
    if (order === 'desc') found.reverse();
    const after = query.get('starting_after');
    const from = after === null ? 0 : found.findIndex((transfer) => idOf(transfer) === after) + 1;
    const limit = count(query, 'limit', 25, 300);
    const page = found.slice(from, from + limit);
    const last = page.at(-1);
    const next = from + limit < found.length && last !== undefined ? idOf(last) : null;
    const uri = next === null ? null : `${path.self}?limit=${limit}&starting_after=${next}&order=${order}`;
    return {
      pagination: {
        ending_before: null,
        starting_after: after,
        limit,
        order,
        previous_uri: null,
        next_uri: uri,
        ...(next === null ? {} : { next_starting_after: next }),
      },
      data: page.map((transfer) => row(transfer, wallet)),
    };
  };
}

const isIn = (transfer: Transfer) => decimal(transfer.amount).isPositive();

function endpoint(name: string, run: (call: PrivateCall) => object): Endpoints {
  return {
    [`GET /v2/accounts/{wallet}/${name}`]: {
      security: 'view',
      run: (call) => run({ ...call, path: { ...call.path, self: call.request.path } }),
    },
  };
}

export const transferEndpoints: Endpoints = {
  ...endpoint(
    'transactions',
    list(() => true, transactionRow),
  ),
  ...endpoint('deposits', list(isIn, movementRow('deposit'))),
  ...endpoint(
    'withdrawals',
    list((transfer) => !isIn(transfer), movementRow('withdrawal')),
  ),
};
