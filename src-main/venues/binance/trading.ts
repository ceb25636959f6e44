import type { AccountKey, AccountMode, Balance } from '../../../src-shared/domain/account.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import type { Position } from '../../../src-shared/domain/position.ts';
import type { SupervisedSocket } from '../connection/supervised-socket.ts';
import type { Release } from '../release.ts';
import type { AnyTrading, Trading } from '../trading.ts';
import { createFuturesTrading } from './futures/trading.ts';
import type { ProductParts, ProductTrading, TradingParts, TradingSink } from './product-trading.ts';
import { createSpotTrading } from './spot/trading.ts';
import type { Product } from './urls.ts';

/** The trading half of one connection and the sockets it listens on. */
export interface TradingHalf {
  readonly port: AnyTrading;
  readonly sockets: readonly SupervisedSocket[];
  prepare(signal: AbortSignal): Promise<void>;
}

export function createTrading(parts: TradingParts): TradingHalf {
  return parts.config.environment === 'live' ? halfOf('live', parts) : halfOf('paper', parts);
}

/** The accounts of all products behind one port; each request goes to the product whose account it names. */
function halfOf<Mode extends 'live' | 'paper'>(mode: Mode, parts: TradingParts) {
  const orders = createAudience<readonly OrderReport<Mode>[]>();
  const fills = createAudience<readonly Fill<Mode>[]>();
  const balances = createAudience<readonly Balance<Mode>[]>();
  const positions = createAudience<readonly Position<Mode>[]>();
  const gaps = createAudience<AccountKey<Mode>>();
  const sink: TradingSink<Mode> = {
    orders: orders.tell,
    fills: fills.tell,
    balances: balances.tell,
    positions: positions.tell,
    gap: gaps.tell,
  };
  const all = parts.products.map((product) => createProduct(product, { ...parts, mode, sink }));

  const of = ({ account }: AccountKey<Mode>): ProductTrading<Mode> => {
    const found = all.find(({ key }) => key?.account === account);
    if (found !== undefined) return found;
    throw new Failure('not-found', `This connection does not trade the account ${account}.`);
  };
  const port: Trading<Mode> = {
    mode,
    accounts: () => Promise.all(all.map((product) => product.account())),
    balances: async (account) => of(account).balances(),
    positions: async (account) => of(account).positions(),
    place: async (intent) => of(intent.account).place(intent),
    placeOco: async (intent) => of(intent.account).placeOco(intent),
    modify: async (order, change) => of(order.account).modify(order, change),
    cancel: async (order) => of(order.account).cancel(order),
    cancelAll: async (account) => of(account).cancelAll(),
    cancelAllUnlessRenewed: async (account, withinMs) => of(account).cancelAllUnlessRenewed(withinMs),
    findOrder: async (order) => of(order.account).findOrder(order),
    snapshot: async (account, since, signal) => of(account).snapshot(since, signal),
    onOrders: orders.listen,
    onFills: fills.listen,
    onBalances: balances.listen,
    onPositions: positions.listen,
    onGap: gaps.listen,
  };
  return {
    port: port as unknown as AnyTrading,
    sockets: all.flatMap(({ sockets }) => sockets),
    async prepare(signal: AbortSignal) {
      for (const product of all) await product.prepare(signal);
    },
  };
}

function createProduct<Mode extends AccountMode>(
  product: Product,
  parts: Omit<ProductParts<Mode>, 'client'>,
): ProductTrading<Mode> {
  const client = parts.clients.get(product);
  if (client === undefined) throw new RangeError(`no client for ${product}`);
  return product === 'spot'
    ? createSpotTrading({ ...parts, client })
    : createFuturesTrading({ ...parts, client });
}

function createAudience<Heard>(): {
  tell(heard: Heard): void;
  listen(listener: (heard: Heard) => void): Release;
} {
  const listeners = new Set<(heard: Heard) => void>();
  return {
    tell(heard) {
      for (const listener of [...listeners]) listener(heard);
    },
    listen(listener) {
      const own = (heard: Heard) => listener(heard);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
