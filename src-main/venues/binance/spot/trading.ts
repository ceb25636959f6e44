import type { AccountKey, AccountMode, Balance } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { OrderReference, OrderReport } from '../../../../src-shared/domain/order.ts';
import { compareDecimals, plainDecimal } from '../../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { AccountSnapshot } from '../../trading.ts';
import { refusedHere } from '../errors.ts';
import type { MarketRules } from '../exchange-info.ts';
import { changeRefusal, intentRefusal, ocoRefusal } from '../filters.ts';
import { joined, type ProductParts, type ProductTrading } from '../product-trading.ts';
import { balanceOf, decodeUserEvent, fillOf, reportOf, type UserContext } from './decode.ts';
import { encodeOco, encodeOrder, isRefusal } from './encode.ts';
import { marketsToAsk, ordersSince, tradesSince } from './reconcile.ts';
import * as rest from './rest.ts';
import { openSpotUserStream } from './user-stream.ts';

/** Spot: coins that are held, no positions. */
export function createSpotTrading<Mode extends AccountMode>(parts: ProductParts<Mode>): ProductTrading<Mode> {
  const { client, instruments, clock, sink, mode } = parts;
  let key: AccountKey<Mode> | undefined;
  /** Markets that this connection has had to do with: Binance tells past orders and fills by market only. */
  const touched = new Set<string>();

  const keyNow = (): AccountKey<Mode> => {
    if (key === undefined) throw new Failure('not-connected', 'The account is not known before connecting.');
    return key;
  };
  const contextNow = (): UserContext<Mode> => ({
    account: keyNow(),
    instrumentOf: (symbol) => instruments.bySymbol('spot', symbol)?.instrument.id,
  });

  async function rulesOf(instrument: InstrumentId): Promise<MarketRules | undefined> {
    const rules = await instruments.find(instrument);
    if (rules?.product !== 'spot') return undefined;
    touched.add(rules.symbol);
    return rules;
  }
  const unknownMarket = (instrument: InstrumentId) =>
    refusedHere('local:filter', `Binance spot has no market ${instrument}.`);
  const readRules = async (instrument: InstrumentId): Promise<MarketRules> => {
    const rules = await rulesOf(instrument);
    if (rules === undefined) throw new Failure('not-found', `Binance spot has no market ${instrument}.`);
    return rules;
  };

  async function balances(): Promise<readonly Balance<Mode>[]> {
    const found = await rest.getAccount(client);
    return found.balances.map(({ asset, free, locked }) => balanceOf(asset, free, locked, keyNow()));
  }

  let isRefreshing = false;
  /** After a difference was announced, the absolute balances. */
  function refreshBalances(): void {
    if (isRefreshing) return;
    isRefreshing = true;
    parts.after(500, () => {
      isRefreshing = false;
      balances().then(
        (found) => sink.balances(found),
        (error: Error) => parts.link().noteTrouble(`The balances could not be asked: ${error.message}`),
      );
    });
  }

  function onEvent(event: unknown): void {
    for (const found of decodeUserEvent(event, contextNow())) {
      if (found.kind === 'order' && 'venueOrderId' in found) {
        const { kind: _, ...report } = found;
        const rules = instruments.known(report.instrument as InstrumentId);
        if (rules !== undefined) touched.add(rules.symbol);
        sink.orders([report as OrderReport<Mode>]);
      } else if (found.kind === 'fill') {
        const { kind: _, ...fill } = found;
        sink.fills([fill as Fill<Mode>]);
      } else if (found.kind === 'balance') {
        const { kind: _, ...balance } = found;
        sink.balances([balance as Balance<Mode>]);
      } else if (found.kind === 'control') {
        onControl(String((found as { name: string }).name));
      } else {
        // It may have been about an order: whoever keeps them must ask.
        parts.link().noteUnreadable('Binance sent an account message that could not be read.');
        sink.gap(keyNow());
      }
    }
  }

  function onControl(name: string): void {
    if (name === 'stream-terminated') socket.restart('Binance ended the subscription to the account.');
    else if (name === 'server-shutdown') socket.restart('Binance restarts this server.');
    else if (name !== 'list-status') refreshBalances();
  }

  const socket = openSpotUserStream(parts, {
    onEvent,
    onUnreadable(reason) {
      parts.link().noteUnreadable(`Binance sent an account message that could not be read: ${reason}.`);
      if (key !== undefined) sink.gap(key);
    },
    onGap() {
      parts.link().noteGap();
      if (key !== undefined) sink.gap(key);
    },
  });

  const orderOf = ({ venueOrderId, clientOrderId }: OrderReference<Mode>) =>
    venueOrderId === undefined ? { origClientOrderId: clientOrderId } : { orderId: venueOrderId };

  return {
    sockets: [socket],
    get key() {
      return key;
    },
    async prepare(signal) {
      // Without a number of the account, two connections must not be taken for one.
      const { uid = parts.config.id } = await rest.getAccount(client, signal);
      key = { mode, venue: 'binance', account: `${uid}:spot` };
    },
    async account() {
      const found = await rest.getAccount(client);
      const reason = await whyNot(found.canTrade);
      return {
        key: keyNow(),
        label: `${parts.config.label}, spot`,
        currency: 'USDT',
        canTrade: reason === '',
        reason,
      };
    },
    balances,
    positions: async () => [],

    async place(intent) {
      const rules = await rulesOf(intent.instrument);
      if (rules === undefined) return unknownMarket(intent.instrument);
      const order = encodeOrder(rules, intent);
      if (isRefusal(order)) return order;
      const refusal = intentRefusal(rules, intent);
      if (refusal !== undefined) return refusal;
      const outcome = await rest.postOrder(client, order, intent.sendBefore);
      if (outcome.outcome !== 'done') return outcome;
      const { orderId, transactTime } = outcome.answer;
      return { outcome: 'acknowledged', venueOrderId: orderId, time: transactTime as EpochMs };
    },

    async placeOco(intent) {
      const rules = await rulesOf(intent.instrument);
      if (rules === undefined) return unknownMarket(intent.instrument);
      const refusal = ocoRefusal(rules, intent);
      if (refusal !== undefined) return refusal;
      const outcome = await rest.postOrderListOco(client, encodeOco(rules, intent));
      if (outcome.outcome !== 'done') return outcome;
      const { orders, transactionTime } = outcome.answer;
      // The target first, then the stop, as they are named in the intent.
      const rank = ({ clientOrderId }: { readonly clientOrderId: string }) =>
        clientOrderId === intent.target.clientOrderId ? 0 : 1;
      const venueOrderIds = orders.toSorted((a, b) => rank(a) - rank(b)).map(({ orderId }) => orderId);
      return { outcome: 'acknowledged', venueOrderIds, time: transactionTime as EpochMs };
    },

    async modify(order, change) {
      const rules = await rulesOf(order.instrument);
      if (rules === undefined) return unknownMarket(order.instrument);
      const refusal = changeRefusal(rules, change);
      if (refusal !== undefined) return refusal;
      if (!rules.isAmendAllowed) {
        return refusedHere('local:unsupported', `${order.instrument} lets no order be changed in place.`);
      }
      const before = await rest
        .getOrder(client, { symbol: rules.symbol, ...orderOf(order) })
        .catch((error) => {
          if (error instanceof Failure) return error;
          throw error;
        });
      if (before instanceof Failure) {
        return refusedHere('local:not-sent', `The order could not be looked at first: ${before.message}`);
      }
      const isSmaller = compareDecimals(change.quantity, before.origQty) < 0;
      const price = 'limitPrice' in change.terms ? change.terms.limitPrice : undefined;
      if (
        !isSmaller ||
        before.type !== 'LIMIT' ||
        price === undefined ||
        compareDecimals(price, before.price) !== 0
      ) {
        const reason = 'Binance spot changes one thing in place: the quantity of a limit order, downwards.';
        return refusedHere('local:unsupported', reason);
      }
      const outcome = await rest.putAmendKeepPriority(client, {
        symbol: rules.symbol,
        ...orderOf(order),
        // Without it the order would get a new one.
        newClientOrderId: order.clientOrderId,
        newQty: plainDecimal(change.quantity),
      });
      return outcome.outcome === 'done' ? { outcome: 'acknowledged' } : outcome;
    },

    async cancel(order) {
      const rules = await rulesOf(order.instrument);
      if (rules === undefined) return unknownMarket(order.instrument);
      const outcome = await rest.deleteOrder(client, { symbol: rules.symbol, ...orderOf(order) });
      return outcome.outcome === 'done' ? { outcome: 'acknowledged' } : outcome;
    },

    async cancelAll() {
      let open: Awaited<ReturnType<typeof rest.getOpenOrders>>;
      try {
        open = await rest.getOpenOrders(client, undefined);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { outcome: 'unknown', detail: `The open orders could not be asked: ${error.message}` };
      }
      const symbols = [...new Set(open.map(({ symbol }) => symbol))];
      const outcomes = await Promise.all(
        symbols.map(async (symbol) => {
          const outcome = await rest.deleteOpenOrders(client, symbol);
          // -2011: nothing was left to cancel, which is what was wanted.
          const isDone =
            outcome.outcome === 'done' || (outcome.outcome === 'rejected' && outcome.code === '-2011');
          return isDone ? ({ outcome: 'acknowledged' } as const) : outcome;
        }),
      );
      return joined(outcomes);
    },

    async cancelAllUnlessRenewed() {
      return refusedHere('local:unsupported', 'Binance spot has no timer that cancels orders.');
    },

    async findOrder(order) {
      const { symbol } = await readRules(order.instrument);
      const context = contextNow();
      const ask = (parameters: { readonly origClientOrderId?: string; readonly orderId?: string }) =>
        rest.getOrder(client, { symbol, ...parameters }).catch((error: unknown) => {
          // “Order does not exist.”
          if (error instanceof Failure && error.data.code === -2013) return undefined;
          throw error;
        });
      const direct =
        (await ask({ origClientOrderId: order.clientOrderId })) ??
        (order.venueOrderId === undefined ? undefined : await ask({ orderId: order.venueOrderId }));
      if (direct !== undefined) return reportOf(direct, context);
      // Queries may lag behind the engine, and an amended order may have got another client id.
      const lists = [
        ...(await rest.getOpenOrders(client, symbol)),
        ...(await rest.getAllOrders(client, { symbol, limit: 1_000 })),
      ];
      const found = lists.find(
        ({ clientOrderId, orderId }) =>
          clientOrderId === order.clientOrderId || orderId === order.venueOrderId,
      );
      return found && reportOf(found, context);
    },

    async snapshot(since, signal) {
      const asOf = clock.forSigning();
      const account = await rest.getAccount(client, signal);
      const open = await rest.getOpenOrders(client, undefined, signal);
      const held = new Set(account.balances.map(({ asset }) => asset));
      const markets = marketsToAsk(
        touched,
        open,
        held,
        (symbol) => instruments.bySymbol('spot', symbol) !== undefined,
      );
      const context = contextNow();
      const isOpen = new Set(open.map(({ symbol, orderId }) => `${symbol} ${orderId}`));
      const closedOrders: OrderReport<Mode>[] = [];
      const fills: Fill<Mode>[] = [];
      for (const symbol of markets) {
        const orders = await ordersSince(client, symbol, since, asOf, signal);
        for (const order of orders) {
          if (isOpen.has(`${symbol} ${order.orderId}`)) continue;
          const report = reportOf(order, context);
          if (report !== undefined && report.state !== 'open' && report.state !== 'partial')
            closedOrders.push(report);
        }
        const byId = new Map([...open, ...orders].map((order) => [order.orderId, order]));
        for (const trade of await tradesSince(client, symbol, since, asOf, signal)) {
          const fill = fillOf(trade, context);
          const name = byId.get(trade.orderId)?.clientOrderId;
          if (fill !== undefined)
            fills.push(name === undefined ? fill : { ...fill, clientOrderId: name as never });
        }
      }
      const found: AccountSnapshot<Mode> = {
        account: context.account,
        since,
        asOf,
        openOrders: open.flatMap((order) => reportOf(order, context) ?? []),
        closedOrders,
        fills,
        positions: [],
        balances: account.balances.map(({ asset, free, locked }) =>
          balanceOf(asset, free, locked, context.account),
        ),
      };
      return found;
    },
  };

  /** Empty when orders may be sent. */
  async function whyNot(canAccountTrade: boolean): Promise<string> {
    if (!parts.config.isTradingEnabled) return 'Trading is switched off for this connection.';
    if (!canAccountTrade) return 'Binance does not let this account trade.';
    if (mode !== 'live') return '';
    const rights = await rest.findApiRestrictions(client);
    return rights?.enableSpotAndMarginTrading === false
      ? 'The API key lacks the right “Enable Spot & Margin Trading”.'
      : '';
  }
}
