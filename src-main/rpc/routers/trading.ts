import type { TradingService } from '../../trading/index.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';

/** Fast markets change orders far more often than anyone can read. */
const atMostEveryMs = 200;
const recentFills = 200;

export const trading = os.trading.router({
  accounts: os.trading.accounts.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.accountCards().slice(0, 500)),
  ),
  positions: os.trading.positions.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.positionCards().slice(0, 2000)),
  ),
  orders: os.trading.orders.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.orderCards().slice(0, 3000)),
  ),
  recentFills: os.trading.recentFills.handler(({ context, signal }) =>
    afterChanges(context.services.trading, signal, (desk) => desk.fillCards('', null, recentFills).fills),
  ),
  fills: os.trading.fills.handler(({ context, input }) =>
    context.services.trading.fillCards(input.account, input.before, input.limit),
  ),
});

/** The whole now and after changes, never more often than a person can see. */
async function* afterChanges<T>(
  trading: TradingService,
  signal: AbortSignal | undefined,
  read: (trading: TradingService) => T,
): AsyncGenerator<T, void, void> {
  const changed = new Broadcast<null>(1);
  const release = trading.onChange(() => changed.publish(null));
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
