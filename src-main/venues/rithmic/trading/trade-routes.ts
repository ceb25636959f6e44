import type { WireMessages } from '../wire/codec.ts';
import type { RithmicAccount } from './account-list.ts';

type Row = WireMessages['ResponseTradeRoutes'] | WireMessages['TradeRoute'];

interface Route {
  readonly fcmId: string;
  readonly ibId: string;
  readonly exchange: string;
  readonly name: string;
  readonly isUp: boolean;
  readonly isDefault: boolean;
}

/** The ways to each exchange that Rithmic publishes. Orders go only by these; none is ever made up. */
export class TradeRoutes {
  readonly #routes = new Map<string, Route>();

  /** A list is whole: what it does not name is no route any more. */
  replace(rows: readonly Row[]): void {
    this.#routes.clear();
    for (const row of rows) this.take(row);
  }

  take(row: Row): void {
    const exchange = row.exchange ?? '';
    const name = row.trade_route ?? '';
    if (exchange === '' || name === '') return;
    const fcmId = row.fcm_id ?? '';
    const ibId = row.ib_id ?? '';
    const key = JSON.stringify([fcmId, ibId, exchange, name]);
    const status = row.status?.trim().toUpperCase() ?? '';
    this.#routes.set(key, {
      fcmId,
      ibId,
      exchange,
      name,
      isUp: status === '' || status === 'UP',
      isDefault: row.is_default ?? this.#routes.get(key)?.isDefault ?? false,
    });
  }

  /** The route for an account's order, or why there is none, for a person. */
  find(
    account: Pick<RithmicAccount, 'fcmId' | 'ibId'>,
    exchange: string,
  ): { readonly route: string } | { readonly reason: string } {
    const named = [...this.#routes.values()].filter((route) => route.exchange === exchange);
    // Some systems publish one list for everybody, under no firm's name.
    const isOwn = (route: Route) =>
      (route.fcmId === '' || route.fcmId === account.fcmId) &&
      (route.ibId === '' || route.ibId === account.ibId);
    const own = named.filter(isOwn);
    const usable = (own.length > 0 ? own : named).toSorted((a, b) => rank(b) - rank(a));
    const [best] = usable;
    if (best === undefined)
      return {
        reason: `Rithmic publishes no trade route to ${exchange} for this login. Ask your broker to open ${exchange}.`,
      };
    if (!best.isUp) return { reason: `The trade route to ${exchange} (${best.name}) is down at the moment.` };
    return { route: best.name };
  }
}

function rank({ isUp, isDefault }: Route): number {
  return (isUp ? 2 : 0) + (isDefault ? 1 : 0);
}
