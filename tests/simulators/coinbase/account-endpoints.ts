import type { Account } from '../exchange/account.ts';
import { type Amount, decimal, Exact, plain, zero } from '../exchange/decimal.ts';
import { uuidOf } from './ids.ts';
import { otherAccount } from './keys.ts';
import { count } from './market-endpoints.ts';
import { feeTier } from './markets.ts';
import { errors } from './venue-error.ts';
import type { Endpoints, PrivateCall, World } from './world.ts';

const dollars = ['USD', 'EUR', 'GBP'];
const openedAt = '2021-05-31T09:59:59.000Z';

/** Every account of the engine is one portfolio of one person. */
export function portfolioOf(accountId: string): string {
  return uuidOf('portfolio', accountId);
}

export function portfolioType(accountId: string): string {
  return accountId === otherAccount ? 'CONSUMER' : 'DEFAULT';
}

export function walletUuid(accountId: string, currency: string, which = 'wallet'): string {
  return uuidOf(which, accountId, currency);
}

interface WalletParts {
  currency: string;
  available: Amount;
  hold: Amount;
  name?: string;
  type?: string;
  which?: string;
}

function walletRow(accountId: string, parts: WalletParts): object {
  const { currency, available, hold, which = 'wallet' } = parts;
  const standard = dollars.includes(currency) ? 'ACCOUNT_TYPE_FIAT' : 'ACCOUNT_TYPE_CRYPTO';
  return {
    uuid: walletUuid(accountId, currency, which),
    name: parts.name ?? `${currency} Wallet`,
    currency,
    available_balance: { value: plain(available), currency },
    default: which === 'wallet',
    active: true,
    created_at: openedAt,
    updated_at: openedAt,
    deleted_at: null,
    type: parts.type ?? standard,
    ready: true,
    hold: { value: plain(hold), currency },
    retail_portfolio_id: portfolioOf(accountId),
    platform: 'ACCOUNT_PLATFORM_CONSUMER',
  };
}

/** One row a currency, a second one where the venue keeps two, and a vault whose coins cannot trade. */
function wallets(world: World, account: Account): object[] {
  const rows = account.assets().flatMap((currency) => {
    const { available, hold } = world.wallets.balance(account, currency);
    const second = Exact.min(decimal(world.splitWallets[currency] ?? '0'), available);
    const first = walletRow(account.id, { currency, available: available.minus(second), hold });
    if (second.lessThanOrEqualTo(0)) return [first];
    const name = `${currency} Wallet 2`;
    const other = { currency, available: second, hold: zero, name, which: 'second' };
    return [first, walletRow(account.id, other)];
  });
  const vault = {
    currency: 'BTC',
    available: decimal('7.5'),
    hold: zero,
    name: 'BTC Vault',
    type: 'ACCOUNT_TYPE_VAULT',
    which: 'vault',
  };
  return [...rows, walletRow(account.id, vault)];
}

function accounts({ world, query, accountId }: PrivateCall): object {
  const all = wallets(world, world.exchange.account(accountId));
  const at = count(query, 'cursor', 0, 1_000_000);
  const size = count(query, 'limit', 49, 250);
  const page = all.slice(at, at + size);
  const hasNext = at + size < all.length;
  return { accounts: page, has_next: hasNext, cursor: hasNext ? String(at + size) : '', size: page.length };
}

function account({ world, path, accountId }: PrivateCall): object {
  const all = wallets(world, world.exchange.account(accountId));
  const found = all.find((row) => (row as { uuid: string }).uuid === path.id);
  if (found === undefined) throw errors.notFound('account was not found');
  return { account: found };
}

function summary({ world, accountId }: PrivateCall): object {
  const fills = world.orders.fillsOfAccount(accountId);
  const sum = (of: (fill: (typeof fills)[number]) => Amount) =>
    fills.reduce((total, fill) => total.plus(of(fill)), zero).toNumber();
  const volume = sum((fill) => decimal(fill.price).times(fill.quantity));
  const fees = sum((fill) => decimal(fill.fee));
  const money = world.wallets.balance(world.exchange.account(accountId), 'USD');
  return {
    total_volume: volume,
    total_fees: fees,
    fee_tier: {
      pricing_tier: '<$10k',
      usd_from: '0',
      usd_to: '10000',
      taker_fee_rate: feeTier.taker,
      maker_fee_rate: feeTier.maker,
      aop_from: '0',
      aop_to: '0',
    },
    margin_rate: null,
    goods_and_services_tax: null,
    advanced_trade_only_volume: volume,
    advanced_trade_only_fees: fees,
    coinbase_pro_volume: 0,
    coinbase_pro_fees: 0,
    total_balance: plain(money.available.plus(money.hold)),
  };
}

const root = '/api/v3/brokerage';

export const accountEndpoints: Endpoints = {
  [`GET ${root}/accounts`]: { security: 'view', run: accounts },
  [`GET ${root}/accounts/{id}`]: { security: 'view', run: account },
  [`GET ${root}/transaction_summary`]: { security: 'view', run: summary },
  [`GET ${root}/key_permissions`]: {
    security: 'view',
    run: ({ key, accountId }) => ({
      can_view: key.canView,
      can_trade: key.canTrade,
      can_transfer: key.canTransfer,
      portfolio_uuid: portfolioOf(accountId),
      portfolio_type: portfolioType(accountId),
    }),
  },
  [`GET ${root}/portfolios`]: {
    security: 'view',
    run: ({ accountId }) => ({
      portfolios: [
        {
          name: accountId === otherAccount ? 'Second portfolio' : 'Default portfolio',
          uuid: portfolioOf(accountId),
          type: portfolioType(accountId),
          deleted: false,
        },
      ],
    }),
  },
};
