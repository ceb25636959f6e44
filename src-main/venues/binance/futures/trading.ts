import type { AccountKey, AccountMode, Balance } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Fill } from '../../../../src-shared/domain/fill.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ChangeOutcome, OrderReference, OrderReport } from '../../../../src-shared/domain/order.ts';
import type { Position } from '../../../../src-shared/domain/position.ts';
import { compareDecimals, plainDecimal } from '../../../../src-shared/domain/quantity.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import { refusedHere } from '../errors.ts';
import type { MarketRules } from '../exchange-info.ts';
import { changeRefusal, intentRefusal } from '../filters.ts';
import { joined, type ProductParts, type ProductTrading } from '../product-trading.ts';
import * as spot from '../spot/rest.ts';
import type { FuturesRestOrder } from '../wire.ts';
import { AlgoNames } from './algo-names.ts';
import {
  algoIdOf,
  algoReport,
  algoVenueId,
  decodeFuturesEvent,
  type FuturesContext,
  positionOf,
  reportOf,
} from './decode.ts';
import { encodeOrder } from './encode.ts';
import { createEventOrder } from './event-order.ts';
import { readHistory } from './reconcile.ts';
import * as rest from './rest.ts';
import { openFuturesUserStream } from './user-stream.ts';

/** USD-M futures: positions, reduce-only, conditional orders beside the book. */
export function createFuturesTrading<Mode extends AccountMode>(
  parts: ProductParts<Mode>,
): ProductTrading<Mode> {
  const { client, instruments, clock, sink, mode } = parts;
  const algoNames = new AlgoNames();
  const touched = new Set<string>();
  let key: AccountKey<Mode> | undefined;
  let isHedged = false;

  const keyNow = (): AccountKey<Mode> => {
    if (key === undefined) throw new Failure('not-connected', 'The account is not known before connecting.');
    return key;
  };
  const contextNow = (): FuturesContext<Mode> => ({
    account: keyNow(),
    instrumentOf: (symbol) => instruments.bySymbol('usd-m', symbol)?.instrument.id,
    madeBy: (orderId) => algoNames.of(orderId),
  });
  async function rulesOf(instrument: InstrumentId): Promise<MarketRules | undefined> {
    const rules = await instruments.find(instrument);
    if (rules?.product !== 'usd-m') return undefined;
    touched.add(rules.symbol);
    return rules;
  }
  const unknownMarket = (instrument: InstrumentId) =>
    refusedHere('local:filter', `Binance futures have no market ${instrument}.`);

  async function balances(): Promise<readonly Balance<Mode>[]> {
    return balancesOf(await rest.getAccount(client));
  }
  const balancesOf = ({ assets }: rest.FuturesAccount): Balance<Mode>[] =>
    assets
      .filter(({ walletBalance, availableBalance }) =>
        [walletBalance, availableBalance].some((amount) => compareDecimals(amount, '0') !== 0),
      )
      .map(({ asset, walletBalance, availableBalance }) => ({
        account: keyNow(),
        total: { amount: plainDecimal(walletBalance), currency: asset },
        available: { amount: plainDecimal(availableBalance), currency: asset },
      }));

  async function positions(signal?: AbortSignal): Promise<readonly Position<Mode>[]> {
    const { account, instrumentOf } = contextNow();
    return (await rest.getPositionRisk(client, signal)).flatMap((found) => {
      const instrument = instrumentOf(found.symbol);
      if (instrument === undefined || compareDecimals(found.positionAmt, '0') === 0) return [];
      touched.add(found.symbol);
      const { positionSide: side, positionAmt: quantity, entryPrice: price, updateTime: time } = found;
      return [positionOf({ account, instrument, side, quantity, price, time })];
    });
  }

  let isRefreshing = false;
  /** The stream tells the wallet, not what is available. */
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

  const queue = createEventOrder(parts, handle, () => [...openAlgos.values()]);
  /** Conditional orders that may trigger: venue id → symbol. */
  const openAlgos = new Map<string, string>();

  function noteAlgo({ venueOrderId, state, instrument }: OrderReport<Mode>): void {
    if (algoIdOf(venueOrderId) === undefined) return;
    const symbol = instruments.known(instrument)?.symbol;
    if (state === 'open' && symbol !== undefined) openAlgos.set(venueOrderId, symbol);
    else openAlgos.delete(venueOrderId);
  }

  function handle(event: unknown): void {
    for (const found of decodeFuturesEvent(event, contextNow())) {
      switch (found.kind) {
        case 'order': {
          const { kind: _, ...report } = found as { kind: string } & OrderReport<Mode>;
          const rules = instruments.known(report.instrument);
          if (rules !== undefined) touched.add(rules.symbol);
          noteAlgo(report);
          sink.orders([report]);
          break;
        }
        case 'fill': {
          const { kind: _, ...fill } = found as { kind: string } & Fill<Mode>;
          sink.fills([fill]);
          break;
        }
        case 'position': {
          const { kind: _, ...position } = found as { kind: string } & Position<Mode>;
          sink.positions([position]);
          break;
        }
        case 'control':
          onControl(found as { readonly name: string; readonly [field: string]: unknown });
          break;
        default:
          parts.link().noteUnreadable('Binance sent an account message that could not be read.');
          sink.gap(keyNow());
      }
    }
  }

  function onControl(control: { readonly name: string; readonly [field: string]: unknown }): void {
    switch (control.name) {
      case 'algo-made-order': {
        const algoName = algoVenueId(String(control.algo));
        openAlgos.delete(algoName);
        // When reports of the new order came long before, under its own name, they must be asked for again.
        if (algoNames.add(String(control.order), algoName, String(control.client))) sink.gap(keyNow());
        return;
      }
      case 'stream-terminated':
        socket.restart('The futures listen key expired.');
        return;
      case 'server-shutdown':
        socket.restart('Binance restarts this server.');
        return;
      case 'balances-changed':
        refreshBalances();
        return;
      default:
    }
  }

  const socket = openFuturesUserStream(parts, {
    onEvent: queue.take,
    onUnreadable(reason) {
      parts.link().noteUnreadable(`Binance sent an account message that could not be read: ${reason}.`);
      if (key !== undefined) sink.gap(key);
    },
    onGap() {
      parts.link().noteGap();
      if (key !== undefined) sink.gap(key);
    },
  });

  /** The client id names either kind of order until the venue’s is known. */
  function orderOf({ venueOrderId, clientOrderId }: OrderReference<Mode>) {
    const algoId = algoIdOf(venueOrderId);
    const made = venueOrderId === undefined ? undefined : algoNames.madeFrom(venueOrderId);
    return {
      algo: algoId === undefined ? { clientAlgoId: clientOrderId } : { algoId },
      isAlgo: algoId !== undefined,
      isKnown: venueOrderId !== undefined,
      /** Of a triggered conditional order, the order it made. */
      made,
      plain:
        made !== undefined
          ? { orderId: made }
          : venueOrderId === undefined || algoId !== undefined
            ? { origClientOrderId: clientOrderId }
            : { orderId: venueOrderId },
    };
  }

  const done = (outcome: Awaited<ReturnType<typeof rest.deleteOrder>>): ChangeOutcome =>
    outcome.outcome === 'done' ? { outcome: 'acknowledged' } : outcome;
  const isGone = (outcome: ChangeOutcome) =>
    outcome.outcome === 'rejected' && (outcome.code === '-2011' || outcome.code === '-2013');

  async function cancelOne(order: OrderReference<Mode>, symbol: string): Promise<ChangeOutcome> {
    const { algo, plain, isAlgo, isKnown, made } = orderOf(order);
    if (isAlgo && made === undefined) return done(await rest.deleteAlgoOrder(client, algo));
    const outcome = done(await rest.deleteOrder(client, { symbol, ...plain }));
    return !isKnown && isGone(outcome) ? done(await rest.deleteAlgoOrder(client, algo)) : outcome;
  }

  return {
    sockets: [socket],
    get key() {
      return key;
    },
    async prepare(signal) {
      const [first] = await rest.getBalance(client, signal);
      ({ dualSidePosition: isHedged } = await rest.getPositionSideDual(client, signal));
      key = { mode, venue: 'binance', account: `${first?.accountAlias ?? parts.config.id}:usd-m` };
    },
    async account() {
      const reason = await whyNot();
      const label = `${parts.config.label}, USD-M futures`;
      return { key: keyNow(), label, currency: 'USDT', canTrade: reason === '', reason };
    },
    balances,
    positions: () => positions(),

    async place(intent) {
      const rules = await rulesOf(intent.instrument);
      if (rules === undefined) return unknownMarket(intent.instrument);
      const order = encodeOrder(rules, intent, isHedged);
      if ('outcome' in order) return order;
      const refusal = intentRefusal(rules, intent);
      if (refusal !== undefined) return refusal;
      if (order.endpoint === 'algoOrder') {
        const outcome = await rest.postAlgoOrder(client, order.parameters, intent.sendBefore);
        if (outcome.outcome !== 'done') return outcome;
        const { algoId, createTime } = outcome.answer;
        const time = (createTime ?? clock.now()) as EpochMs;
        openAlgos.set(algoVenueId(algoId), rules.symbol);
        return { outcome: 'acknowledged', venueOrderId: algoVenueId(algoId), time };
      }
      const outcome = await rest.postOrder(client, order.parameters, intent.sendBefore);
      if (outcome.outcome !== 'done') return outcome;
      const { orderId, updateTime } = outcome.answer;
      return { outcome: 'acknowledged', venueOrderId: orderId, time: (updateTime ?? clock.now()) as EpochMs };
    },

    async placeOco() {
      return refusedHere('local:unsupported', 'Binance futures have no one-cancels-the-other orders.');
    },

    async modify(order, change) {
      const rules = await rulesOf(order.instrument);
      if (rules === undefined) return unknownMarket(order.instrument);
      const refusal = changeRefusal(rules, change);
      if (refusal !== undefined) return refusal;
      const { plain, isAlgo } = orderOf(order);
      const { terms, quantity } = change;
      if (terms.type !== 'limit' || isAlgo) {
        return refusedHere(
          'local:unsupported',
          'Binance futures change limit orders in place, and no others.',
        );
      }
      const before = await rest
        .getOrder(client, { symbol: rules.symbol, ...plain })
        .catch((error: unknown) => {
          if (error instanceof Failure) return error;
          throw error;
        });
      if (before instanceof Failure) {
        return refusedHere('local:not-sent', `The order could not be looked at first: ${before.message}`);
      }
      return done(
        await rest.putOrder(client, {
          symbol: rules.symbol,
          ...plain,
          side: before.side,
          quantity: plainDecimal(quantity),
          price: plainDecimal(terms.limitPrice),
        }),
      );
    },

    async cancel(order) {
      const rules = await rulesOf(order.instrument);
      return rules === undefined ? unknownMarket(order.instrument) : cancelOne(order, rules.symbol);
    },

    async cancelAll() {
      try {
        const open = await rest.getOpenOrders(client);
        const algos = await rest.getOpenAlgoOrders(client);
        const symbols = [...new Set(open.map(({ symbol }) => symbol))];
        return joined([
          ...(await Promise.all(
            symbols.map(async (symbol) => done(await rest.deleteAllOpenOrders(client, symbol))),
          )),
          ...(await Promise.all(
            algos.map(async ({ algoId }): Promise<ChangeOutcome> => {
              const outcome = done(await rest.deleteAlgoOrder(client, { algoId }));
              return isGone(outcome) ? { outcome: 'acknowledged' } : outcome;
            }),
          )),
        ]);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { outcome: 'unknown', detail: `The open orders could not be asked: ${error.message}` };
      }
    },

    async cancelAllUnlessRenewed(withinMs) {
      let open: readonly FuturesRestOrder[];
      try {
        open = await rest.getOpenOrders(client);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { outcome: 'unknown', detail: `The open orders could not be asked: ${error.message}` };
      }
      // The timer is one for each market: those with orders, and those that may have got some since.
      const symbols = [...new Set([...open.map(({ symbol }) => symbol), ...touched])];
      return joined(
        await Promise.all(
          symbols.map(async (symbol) => done(await rest.postCountdownCancelAll(client, symbol, withinMs))),
        ),
      );
    },

    async findOrder(order) {
      const rules = await rulesOf(order.instrument);
      if (rules === undefined)
        throw new Failure('not-found', `Binance futures have no market ${order.instrument}.`);
      const { symbol } = rules;
      const { algo, plain, isAlgo } = orderOf(order);
      const context = contextNow();
      const orNothing = (error: unknown): undefined => {
        if (error instanceof Failure && error.data.code === -2013) return undefined;
        throw error;
      };
      const conditional = await rest.getAlgoOrder(client, algo).catch(orNothing);
      if (conditional !== undefined) {
        const { actualOrderId } = conditional;
        if (actualOrderId == null || actualOrderId === '') return algoReport(conditional, context);
        algoNames.add(actualOrderId, algoVenueId(conditional.algoId), conditional.clientAlgoId);
        const made = await rest.getOrder(client, { symbol, orderId: actualOrderId }).catch(orNothing);
        return made === undefined ? algoReport(conditional, context) : reportOf(made, context);
      }
      const direct = isAlgo ? undefined : await rest.getOrder(client, { symbol, ...plain }).catch(orNothing);
      if (direct !== undefined) return reportOf(direct, context);
      const lists = [
        ...(await rest.getOpenOrders(client)),
        ...(await rest.getAllOrders(client, { symbol, limit: 1_000 })),
      ];
      const found = lists.find(
        (one) =>
          one.symbol === symbol &&
          (one.clientOrderId === order.clientOrderId || one.orderId === order.venueOrderId),
      );
      return found && reportOf(found, context);
    },

    async snapshot(since, signal) {
      const asOf = clock.forSigning();
      const account = await rest.getAccount(client, signal);
      const held = await positions(signal);
      const open = await rest.getOpenOrders(client, signal);
      const conditional = await rest.getOpenAlgoOrders(client, signal);
      for (const { symbol } of [...open, ...conditional]) touched.add(symbol);
      for (const { algoId, symbol } of conditional) openAlgos.set(algoVenueId(algoId), symbol);
      const history = await readHistory(client, [...touched], since, asOf, algoNames, contextNow(), signal);
      const context = contextNow();
      const isOpen = new Set(open.map(({ orderId }) => orderId));
      return {
        account: context.account,
        since: history.since,
        asOf,
        openOrders: [
          ...open.flatMap((order) => reportOf(order, context) ?? []),
          ...conditional.flatMap((order) => algoReport(order, context) ?? []),
        ],
        closedOrders: [
          ...history.orders
            .filter(({ orderId }) => !isOpen.has(orderId))
            .flatMap((order) => reportOf(order, context) ?? []),
          ...history.algos,
        ].filter(({ state }) => state !== 'open' && state !== 'partial'),
        fills: history.fills,
        positions: held,
        balances: balancesOf(account),
      };
    },
  };

  /** Empty when orders may be sent. */
  async function whyNot(): Promise<string> {
    if (!parts.config.isTradingEnabled) return 'Trading is switched off for this connection.';
    const wallet = parts.clients.get('spot');
    // What a key may do is told on spot's host only, and on live only.
    if (mode !== 'live' || wallet === undefined) return '';
    const rights = await spot.findApiRestrictions(wallet);
    return rights?.enableFutures === false ? 'The API key lacks the right “Enable Futures”.' : '';
  }
}
