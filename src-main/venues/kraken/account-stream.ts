import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { Fill } from '../../../src-shared/domain/fill.ts';
import type { OrderReport } from '../../../src-shared/domain/order.ts';
import type { SocketParts } from '../connection/socket-plan.ts';
import { openSupervisedSocket, type SupervisedSocket } from '../connection/supervised-socket.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { Catalogue } from './catalogue.ts';
import type { KrakenClock } from './clock.ts';
import { ExecutionReader } from './decode/executions.ts';
import { type BalancesFrame, type Control, decodeFrame, type ExecutionsFrame } from './decode/frame.ts';
import type { KrakenLimits } from './limits.ts';
import { heartbeatMs, pingEveryMs } from './market-stream.ts';
import type { Rest } from './rest.ts';
import type { VenueStatus } from './venue-status.ts';

export interface AccountStreamParts extends SocketParts {
  readonly url: string;
  readonly rest: Pick<Rest, 'GetWebSocketsToken'>;
  readonly catalogue: Catalogue;
  readonly clock: KrakenClock;
  readonly limits: KrakenLimits;
  readonly status: VenueStatus;
  link(): VenueLink;
  /** Known before the socket opens. */
  account(): AccountKey<'live'>;
  onOrders(reports: readonly OrderReport<'live'>[]): void;
  onFills(fills: readonly Fill<'live'>[]): void;
  /** Something of the balances changed; what exactly must be asked, since holds are not told. */
  onBalancesChanged(): void;
  /** Orders of which too little is known to report them. */
  onUnknownOrders(venueOrderIds: readonly string[]): void;
  onGap(): void;
}

export interface AccountStream {
  readonly socket: SupervisedSocket;
  /** From now on both channels are wanted, until released. */
  want(): Release;
}

const topics = ['executions', 'balances'] as const;
type Topic = (typeof topics)[number];

/**
 * Orders, fills and balances over the private socket. Each channel counts its frames: a missing number is a gap, after
 * which that channel is asked for anew, its snapshot read, and a reconciliation called for (W4, O8).
 */
export function openAccountStream(parts: AccountStreamParts): AccountStream {
  const { catalogue, limits, status, clock } = parts;
  const last = new Map<Topic, number>();
  /** Channels whose snapshot has not come yet. */
  const waiting = new Set<Topic>();
  const pings = new Map<string, number>();
  let requests = 0;
  let subscriptions = 0;
  let known: { readonly account: AccountKey<'live'>; readonly reader: ExecutionReader } | undefined;

  const socket = openSupervisedSocket(
    {
      name: 'account',
      address: () => ({ url: parts.url }),
      heartbeatMs,
      keepAlive: { everyMs: pingEveryMs, message: ping },
      isLazy: true,
      topics: {
        async subscribe(wanted) {
          const { token } = await parts.rest.GetWebSocketsToken();
          // What was missed is among the last fifty trades, most likely; a reconciliation is called for besides.
          const wasSubscribed = subscriptions > 0;
          if (wanted.includes('executions')) subscriptions += 1;
          return wanted.map((channel) => {
            waiting.add(channel as Topic);
            const own =
              channel === 'executions'
                ? { snap_orders: true, snap_trades: wasSubscribed, order_status: true, ratecounter: true }
                : { snapshot: true };
            return request('subscribe', { channel, ...own, token });
          });
        },
        async unsubscribe(unwanted) {
          const { token } = await parts.rest.GetWebSocketsToken();
          return unwanted.map((channel) => request('unsubscribe', { channel, token }));
        },
      },
      onMessage,
      onReady(sender, isAgain) {
        sender.send(ping());
        if (isAgain) parts.onGap();
      },
      onLost() {
        last.clear();
        waiting.clear();
        pings.clear();
      },
    },
    parts,
  );

  function request(method: string, params: Readonly<Record<string, unknown>>): string {
    requests += 1;
    return JSON.stringify({ method, params, req_id: requests });
  }

  function ping(): string {
    requests += 1;
    if (pings.size > 10) pings.clear();
    pings.set(String(requests), parts.now());
    return JSON.stringify({ method: 'ping', req_id: requests });
  }

  function onMessage(data: Buffer): void {
    parts.link().countMessages();
    const context = { instrumentOf: () => undefined, now: () => clock.now() };
    for (const event of decodeFrame(data.toString('utf8'), context)) {
      switch (event.kind) {
        case 'executions':
          if (isNext(event)) executions(event);
          break;
        case 'balances':
          if (isNext(event)) parts.onBalancesChanged();
          break;
        case 'control':
          control(event);
          break;
        case 'unreadable':
          parts.link().noteUnreadable(`A message about the account could not be read: ${event.reason}.`);
          // It may have been a fill: what it said is asked for (W4).
          parts.onGap();
          break;
      }
    }
  }

  /** False for a frame that was heard before, and for all after a gap until the new snapshot. */
  function isNext({ kind, isSnapshot, sequence }: ExecutionsFrame | BalancesFrame): boolean {
    const before = last.get(kind);
    if (isSnapshot) {
      const isExpected = waiting.delete(kind) || before === undefined;
      if (!isExpected && before !== undefined && sequence <= before) return false;
      last.set(kind, sequence);
      return true;
    }
    if (waiting.has(kind) || before === undefined) return false;
    if (sequence <= before) return false;
    if (sequence === before + 1) {
      last.set(kind, sequence);
      return true;
    }
    parts.link().noteGap(`Messages about ${kind} were lost (${before} was followed by ${sequence}).`);
    waiting.add(kind);
    socket.renew(kind);
    parts.onGap();
    return false;
  }

  /** Another key may belong to another account. */
  function readerOf(account: AccountKey<'live'>): ExecutionReader {
    if (known?.account.account !== account.account) {
      const reader = new ExecutionReader(account, (symbol) => catalogue.bySymbol(symbol)?.instrument.id);
      known = { account, reader };
    }
    return known.reader;
  }

  function executions({ isSnapshot, rows }: ExecutionsFrame): void {
    const reader = readerOf(parts.account());
    if (isSnapshot && !rows.some(({ exec_type }) => exec_type === 'trade')) reader.clear();
    const orders: OrderReport<'live'>[] = [];
    const fills: Fill<'live'>[] = [];
    const unknown: string[] = [];
    for (const row of rows) {
      const isPast = isSnapshot && row.exec_type === 'trade';
      const { order, fill, unknownOrder } = isPast ? reader.readPast(row) : reader.read(row);
      if (order !== undefined) orders.push(order);
      if (fill !== undefined) fills.push(fill);
      if (unknownOrder !== undefined) unknown.push(unknownOrder);
      if (row.ratecount !== undefined && row.symbol !== undefined) {
        limits.budget.observe(limits.tradingName(row.symbol), Number(row.ratecount));
      }
    }
    if (orders.length > 0) parts.onOrders(orders);
    if (fills.length > 0) parts.onFills(fills);
    if (unknown.length > 0) parts.onUnknownOrders(unknown);
  }

  function control(event: Control): void {
    if (event.name === 'status') {
      status.take(event);
    } else if (event.name === 'pong') {
      const sentAt = pings.get(String(event.request));
      if (sentAt === undefined || typeof event.timeIn !== 'number') return;
      pings.delete(String(event.request));
      clock.observe(event.timeIn, event.timeIn + 1, sentAt);
    } else if (event.name === 'subscribe' && typeof event.tradingCount === 'number') {
      limits.learnTier(event.tradingCount);
    } else if (event.isSuccess === false) {
      const sentence = `Kraken refused a ${event.name} of ${String(event.channel ?? 'the account')}: ${String(event.error)}.`;
      parts.link().noteTrouble(sentence);
      // A token that was used too late, most likely; a new one comes with a new connection.
      if (event.name === 'subscribe') socket.restart(sentence);
    }
  }

  return {
    socket,
    want() {
      const releases = topics.map((topic) => socket.want(topic));
      return () => {
        for (const release of releases) release();
      };
    },
  };
}
