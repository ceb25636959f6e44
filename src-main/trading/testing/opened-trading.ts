import { expect, onTestFinished } from 'vitest';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { OrderState } from '../../../src-shared/domain/order.ts';
import { openedStorage, temporaryProfile } from '../../storage/testing/temporary-profile.ts';
import type { OrderEvent, TradingRepository } from '../../storage/trading-store.ts';
import { createVirtualWorld, type VirtualWorld } from '../../venues/connection/testing/virtual-world.ts';
import { createTrading, type TradingService } from '../index.ts';
import { account, FakeExchange, intentOf } from './fake-exchange.ts';

export interface Opened {
  readonly parts: ReturnType<typeof temporaryProfile>;
  /** Sentences of what was recorded as odd. */
  readonly anomalies: string[];
  /** What was stored of orders, in turn. */
  readonly events: OrderEvent[];
  /** How often something was read of orders. */
  reads(): number;
  /** From now on the event of that state cannot be stored. */
  failWrites(state: OrderState): void;
  readonly storage: Awaited<ReturnType<typeof openedStorage>>;
  readonly exchange: FakeExchange;
  readonly world: VirtualWorld;
  readonly trading: TradingService;
  readonly seen: string[];
  stop(): Promise<void>;
}

export async function opened(
  parts = temporaryProfile(),
  exchangeOf?: FakeExchange,
  world = createVirtualWorld(),
): Promise<Opened> {
  const storage = await openedStorage(parts);
  const exchange = exchangeOf ?? new FakeExchange(world.parts.now);
  const anomalies: string[] = [];
  const events: OrderEvent[] = [];
  let failing: OrderState | undefined;
  const ledger = storage.journal.trading;
  let reads = 0;
  const counted = <Args extends unknown[], T>(read: (...args: Args) => T) => {
    return (...args: Args): T => {
      reads += 1;
      return read(...args);
    };
  };
  const repository: TradingRepository = {
    ...ledger,
    order: counted(ledger.order),
    ours: counted(ledger.ours),
    unfinished: counted(ledger.unfinished),
    allUnfinished: counted(ledger.allUnfinished),
    addEvent: async (event) => {
      if (event.state === failing) throw new Failure('unavailable', 'The disk is full.');
      await ledger.addEvent(event);
      events.push(event);
    },
    addActEvent: async (id, state, detail, at) => {
      if (state === failing) throw new Failure('unavailable', 'The disk is full.');
      await ledger.addActEvent(id, state, detail, at);
    },
    addAnomaly: async (key, sentence, at) => {
      anomalies.push(sentence);
      await ledger.addAnomaly(key, sentence, at);
    },
  };
  const trading = createTrading({ repository, world: world.parts });
  const seen: string[] = [];
  trading.onFills((fills) => seen.push(...fills.map(({ tradeId }) => tradeId)));
  const release = trading.attach(exchange.venue, 'Mine');
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    release();
    await trading.stop();
    await storage.close();
  };
  onTestFinished(stop);
  const failWrites = (state: OrderState) => {
    failing = state;
  };
  const readsUntilNow = () => reads;
  return {
    reads: readsUntilNow,
    parts,
    storage,
    exchange,
    world,
    trading,
    seen,
    anomalies,
    events,
    failWrites,
    stop,
  };
}

/** On a busy machine too. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

export const live = async ({ exchange, trading }: Opened) => {
  exchange.setPhase('ready');
  await eventually(() => trading.desks()[0]?.state).toBe('live');
};
export const gateway = ({ trading }: Opened) => {
  const found = trading.gatewayOf(account);
  if (found === undefined) throw new Error('no gateway');
  return found;
};
export const stateOf = ({ storage }: Opened, id: string) => storage.journal.trading.order(id)?.state;
/** Lets time pass until the next planned question was asked. */
export const askAgain = async (one: Opened) => {
  const before = one.exchange.snapshots;
  await eventually(async () => {
    await one.world.pass(4000);
    return one.exchange.snapshots;
  }).toBeGreaterThan(before);
};

export function reportOf({ exchange }: Opened, clientOrderId: string) {
  const { account: key, instrument, side, quantity, terms } = intentOf(clientOrderId);
  return {
    account: key,
    instrument,
    side,
    quantity,
    terms,
    clientOrderId,
    venueOrderId: `v${exchange.orders.size + 1}`,
    description: '',
    filledQuantity: '0',
    time: exchange.venue.market.now(instrument),
  } as const;
}
