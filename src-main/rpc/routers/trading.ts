import type { TradingService } from '../../trading/index.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';

/** Fast markets change orders far more often than anyone can read. */
const atMostEveryMs = 200;
const recentFills = 200;

export const trading = os.trading.router({
  accounts: os.trading.accounts.handler(({ context, signal }) =>
    afterAccountChanges(context.services.trading, signal, (desk) => desk.accountCards().slice(0, 500)),
  ),
  positions: os.trading.positions.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.positionCards().slice(0, 2000)),
  ),
  orders: os.trading.orders.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.orderCards().slice(0, 3000)),
  ),
  recentFills: os.trading.recentFills.handler(({ context, signal }) =>
    afterFills(context.services.trading, signal, (desk) => desk.fillCards('', null, recentFills).fills),
  ),
  fills: os.trading.fills.handler(({ context, input }) =>
    context.services.trading.fillCards(input.account, input.before, input.limit),
  ),
  refreshAccounts: os.trading.refreshAccounts.handler(async ({ context }) => {
    const { added, failures } = await context.services.trading.refreshAccounts();
    return { added, failures: failures.slice(0, 200).map((words) => words.slice(0, 700)) };
  }),
  setTag: os.trading.setTag.handler(async ({ context, input }) => {
    await context.services.trading.setTag(input.account, input.tag);
    return {};
  }),
});

function afterChanges<T>(
  trading: TradingService,
  signal: AbortSignal | undefined,
  read: (trading: TradingService) => T,
): AsyncGenerator<T, void, void> {
  return after((listener) => trading.onChange(listener), trading, signal, read);
}

/** Accounts also follow what a broker says of their money; orders and positions need not be read again for that. */
function afterAccountChanges<T>(
  trading: TradingService,
  signal: AbortSignal | undefined,
  read: (trading: TradingService) => T,
): AsyncGenerator<T, void, void> {
  const listen = (listener: () => void) => {
    const releases = [trading.onChange(listener), trading.onStandings(listener)];
    return () => {
      for (const release of releases) release();
    };
  };
  return after(listen, trading, signal, read);
}

/** Fills are many and on the disk: they are read again when there are new ones, other fees, or other accounts to name them by. */
function afterFills<T>(
  trading: TradingService,
  signal: AbortSignal | undefined,
  read: (trading: TradingService) => T,
): AsyncGenerator<T, void, void> {
  const accounts = () =>
    trading
      .desks()
      .map(({ name }) => name)
      .join();
  const listen = (listener: () => void) => {
    let named = accounts();
    const releases = [
      trading.onFills(listener),
      trading.onFillsCorrected(listener),
      trading.onChange(() => {
        if (accounts() === named) return;
        named = accounts();
        listener();
      }),
    ];
    return () => {
      for (const release of releases) release();
    };
  };
  return after(listen, trading, signal, read);
}

/** The whole now and after what is listened to, never more often than a person can see. */
async function* after<T>(
  listen: (listener: () => void) => () => void,
  trading: TradingService,
  signal: AbortSignal | undefined,
  read: (trading: TradingService) => T,
): AsyncGenerator<T, void, void> {
  const changed = new Broadcast<null>(1);
  const release = listen(() => changed.publish(null));
  const changes = changed.listen(signal);
  try {
    yield read(trading);
    for await (const _ of changes) {
      await new Promise((resolve) => setTimeout(resolve, atMostEveryMs));
      yield read(trading);
    }
  } finally {
    release();
  }
}
