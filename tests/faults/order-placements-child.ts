import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openStorage } from '../../src-main/storage/index.ts';
import type { TradingRepository } from '../../src-main/storage/trading-store.ts';
import { createTrading, type OrderGateway } from '../../src-main/trading/index.ts';
import { binance } from '../../src-main/venues/binance/index.ts';
import { createRealWorld } from '../../src-main/venues/connection/testing/real-world.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { AccountMode } from '../../src-shared/domain/account.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import type { ClientOrderId, PlaceOutcome } from '../../src-shared/domain/order.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import {
  type ChildConfig,
  fastNow,
  type KillPoint,
  type Order,
  type Report,
} from './order-placements-protocol.ts';

/** A process that places orders through the real gateway, storage and adapter, until it kills itself where it is told to. */
const [profile = '', text = '{}'] = process.argv.slice(2);
const config = JSON.parse(text) as ChildConfig;
const now = () => fastNow(config.clock);
const tell = (report: Report) => process.stdout.write(`${JSON.stringify(report)}\n`);
const die = () => process.kill(process.pid, 'SIGKILL');
/** Where this process ends, when it comes there. */
let kill: { readonly point: KillPoint; readonly afterMs: number } | undefined;
const dieAt = (point: KillPoint) => {
  if (kill?.point === point) die();
};

const storage = await openStorage({ profile, host: 'headless', now, log: () => undefined });
const world = { ...createRealWorld(config.clock.speed), now };
const repository = withKills(storage.journal.trading);
const venue = open();
await venue.connect();
const trading = createTrading({ repository, world });
trading.attach(venue, config.accountLabel);
await until(() => trading.desks().some(({ asOf }) => asOf !== null));
const [desk] = trading.desks();
if (desk === undefined) throw new Error('no account');
const { key } = desk;
const gateway = trading.gatewayOf(key) as OrderGateway<AccountMode>;
tell({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if ('end' in order) break;
  if ('settle' in order) {
    await until(() =>
      repository.unfinished(key).every(({ state }) => !['intent', 'sent', 'unknown'].includes(state)),
    );
    tell({ settled: true });
  } else await place(order);
}
await venue.disconnect();
await trading.stop();
await storage.close();
process.exit(0);

async function place(order: Extract<Order, { place: string }>): Promise<void> {
  kill = order.kill === undefined ? undefined : { point: order.kill, afterMs: order.killAfterMs ?? 0 };
  const { price, isMarketOrder, place: id } = order;
  const outcome = await gateway.place(
    {
      clientOrderId: id as ClientOrderId,
      account: key,
      instrument: instrumentId('BINANCE:BTCUSDT'),
      side: 'buy',
      quantity: order.quantity,
      terms: isMarketOrder ? { type: 'market' } : { type: 'limit', limitPrice: price, isPostOnly: false },
      duration: { timeInForce: 'gtc' },
      isReduceOnly: false,
      origin: 'manual',
      ...(order.hasDeadline ? { sendBefore: epochMs(now() + 10_000) } : {}),
    },
    'fault run',
  );
  dieAt('after the answer is stored');
  tell({ outcome: outcome.outcome, id });
}

function withKills(whole: TradingRepository): TradingRepository {
  return {
    ...whole,
    async addIntents(intents) {
      await whole.addIntents(intents);
      dieAt('after the intent is stored');
    },
    async addEvent(event) {
      await whole.addEvent(event);
      if (event.state === 'sent') dieAt('after “sent” is stored');
    },
  };
}

function open(): Venue {
  const opened = binance.open(
    {
      id: 'placements',
      label: 'placements',
      environment: 'live',
      products: ['spot'],
      isTradingEnabled: true,
      urls: config.urls,
    },
    {
      ...world,
      random: () => 0.1,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      credentials: {
        use: async (_purpose, use) =>
          use({ apiKey: { reveal: () => config.apiKey }, secret: { reveal: () => config.secret } }),
        replace: () => Promise.reject(new Error('Binance replaces no credentials')),
      },
    },
  );
  const half = opened.trading as unknown as Trading<AccountMode>;
  const placing = async (intent: Parameters<typeof half.place>[0]): Promise<PlaceOutcome> => {
    if (kill?.point === 'while it is on the wire') setTimeout(die, kill.afterMs);
    let outcome = await half.place(intent);
    for (let tries = 0; config.isRetrying && outcome.outcome === 'unknown' && tries < 3; tries += 1)
      outcome = await half.place(intent);
    dieAt('after the answer, before it is stored');
    return outcome;
  };
  return { ...opened, trading: { ...half, place: placing } as unknown as NonNullable<Venue['trading']> };
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 90_000;
  while (!isSo()) {
    if (performance.now() > end) {
      tell({
        trouble: JSON.stringify(repository.unfinished(key).map(({ state, detail }) => [state, detail])),
      });
      process.exit(1);
    }
    await delay(20);
  }
}
