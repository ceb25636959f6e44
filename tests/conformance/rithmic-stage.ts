import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createRithmic } from '../../src-main/venues/rithmic/create-rithmic.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { Venue } from '../../src-main/venues/venue.ts';
import type { SecretText, VenueConfig, VenueParts } from '../../src-main/venues/venue-kind.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { decodeFact } from '../rithmic/bufbuild-messages.ts';
import { decimal, plain } from '../simulators/exchange/decimal.ts';
import { unframe } from '../simulators/rithmic/frames.ts';
import { startRithmicSimulator } from '../simulators/rithmic/index.ts';
import type { Manners } from '../simulators/rithmic/manners.ts';
import { realWorld } from '../simulators/rithmic/world.ts';
import type { TradingStage } from './venue-trading.ts';

/** Minutes between logins and half minutes of waiting go by so many times faster; the wire stays as it is. */
const speed = 10;
const system = 'Rithmic Paper Trading';
/** A Wednesday: on weekends a connection that is lost waits for the markets to open. */
const shiftMs = Date.UTC(2026, 10, 18, 15) - Date.now();
const now = () => epochMs(Date.now() + shiftMs);

const config: VenueConfig = {
  id: 'rithmic-1',
  label: 'Rithmic',
  environment: 'testnet',
  products: ['futures'],
  isTradingEnabled: true,
  settings: { system, appName: 'tdmk:Tidemark' },
};

function partsFor({ user, password }: { readonly user: string; readonly password: string }): VenueParts {
  const secret = (text: string): SecretText => ({ reveal: () => text });
  return {
    credentials: {
      use: async (_purpose, use) => use({ user: secret(user), password: secret(password) }),
      replace: async () => {
        throw new Error('Rithmic replaces no credentials by itself');
      },
    },
    now,
    monotonicMs: () => performance.now() * speed,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs / speed);
      timer.unref();
      return () => clearTimeout(timer);
    },
    random: () => 0.01,
    randomBytes: (length) => randomBytes(length),
    log: () => undefined,
  };
}

/** Frames come as Latin-1 text of their bytes. */
function tellsFill(frame: string): boolean {
  const unframed = unframe(Buffer.from(frame, 'latin1'));
  if (unframed === undefined) return false;
  try {
    const { name, fields } = decodeFact(unframed.payload);
    return name === 'ExchangeOrderNotification' && fields.notify_type === 5 && fields.is_snapshot !== true;
  } catch {
    return false;
  }
}

/** Whoever orders waits for the connection to be back: cases cut it one after the other. */
function patient(venue: Venue): Venue {
  const { trading } = venue;
  if (trading?.mode !== 'paper') throw new Error(`${venue.label} trades ${trading?.mode}.`);
  const waiting: Trading<'paper'> = {
    ...trading,
    async place(intent) {
      const end = performance.now() + 8000;
      while (venue.state().phase !== 'ready' && performance.now() < end) await delay(20);
      return trading.place(intent);
    },
  };
  return { ...venue, trading: waiting };
}

/** A brokerage of its own, with the oddities named, and connections that say how they frame. */
export async function openRithmicStage(
  manners: Partial<Manners> = {},
  settings: Readonly<Record<string, string>> = {},
): Promise<TradingStage> {
  const simulator = await startRithmicSimulator({
    world: { ...realWorld, now },
    seed: 11,
    historyMinutes: 2,
    historyHours: 2,
    symbols: ['ESZ6'],
    systems: [system],
  });
  Object.assign(simulator.manners, manners);
  const account = () => simulator.rithmic.account('DEMO-0001', system);
  /** Orders that work may become positions, and hold their margin back. */
  const reserved = () =>
    simulator.exchange
      .openOrders(account().engineId)
      .reduce((sum, { quantity, filled }) => sum.plus(quantity.minus(filled)), decimal(0))
      .times(account().terms.margin);
  return {
    simulator: { ...simulator, accountId: account().engineId },
    exchange: simulator.exchange,
    market: 'ESZ6',
    instrument: instrumentId('CME:ESZ6'),
    quantity: '40',
    quarter: '10',
    creating: ['RequestNewOrder', 'RequestBracketOrder', 'RequestOCOOrder', 'RequestExitPosition'],
    cancelling: ['RequestCancelOrder'],
    placing: 'RequestNewOrder',
    unavailable: { status: 503, body: { rp_code: ['99', 'the server is busy'] } },
    perhapsPlaced: { status: 400, body: { rp_code: ['98', 'request timed out'] } },
    tellsFill,
    askingTime: null,
    tellsFees: false,
    tellsLiquidity: false,
    tellsRights: false,
    addressRefused: 'nowhere',
    money: () => ({
      currency: 'USD',
      total: plain(account().value),
      free: plain(account().value.minus(account().marginUsed).minus(reserved())),
    }),
    manyFills: 250,
    durationOf: () => ({ timeInForce: 'day' }),
    foreign: new Set(),
    // A program of its own for each, since one program uses a login once.
    open: (key) =>
      patient(
        createRithmic().open(
          {
            ...config,
            settings: { ...config.settings, ...settings },
            urls: { gateway: simulator.url.gateway },
          },
          partsFor(simulator.credentials[key]),
        ),
      ),
    close: () => simulator.close(),
  };
}
