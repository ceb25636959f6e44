import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { createRithmic } from '../../src-main/venues/rithmic/create-rithmic.ts';
import { rithmicWorld } from '../../src-main/venues/rithmic/testing/rithmic-world.ts';
import type { Trading } from '../../src-main/venues/trading.ts';
import type { AccountStanding } from '../../src-shared/domain/account.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import {
  type BracketIntent,
  freshClientOrderId,
  type OrderIntent,
  type OrderReport,
} from '../../src-shared/domain/order.ts';
import type { Position } from '../../src-shared/domain/position.ts';
import { decimal } from '../simulators/exchange/decimal.ts';
import { money } from '../simulators/rithmic/accounts.ts';
import { type RithmicSimulator, startRithmicSimulator } from '../simulators/rithmic/index.ts';

/* What the exam does not ask, since only a broker has it: brackets, exits, trails, routes, several accounts and their floor. */

const system = 'Rithmic Paper Trading';
const instrument = instrumentId('CME:ESZ6');
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function atTheBroker(accountId = 'DEMO-0001') {
  const simulator = await startRithmicSimulator({
    seed: 3,
    historyMinutes: 2,
    historyHours: 2,
    symbols: ['ESZ6'],
    systems: [system],
  });
  opened.push(simulator);
  const { config, parts } = rithmicWorld({ gateway: simulator.url.gateway }, simulator.credentials.good);
  const venue = createRithmic().open(config, parts);
  opened.push({ close: () => venue.disconnect() });
  if (venue.trading?.mode !== 'paper') throw new Error('it trades on paper');
  const trading: Trading<'paper'> = venue.trading;
  const orders: OrderReport[] = [];
  const positions: Position[] = [];
  const standings: AccountStanding[] = [];
  trading.onOrders((some) => orders.push(...some));
  trading.onPositions((some) => positions.push(...some));
  trading.onStandings?.((some) => standings.push(...some));
  await venue.connect();
  const accounts = await trading.accounts();
  const account = accounts.find(({ key }) => key.account.endsWith(`/${accountId}`))?.key;
  if (account === undefined) throw new Error(`there is no ${accountId}`);
  const rules = venue.capabilities.trading?.clientOrderId;
  if (rules === undefined) throw new Error('it cannot trade');
  const intent = (change: Partial<OrderIntent<'paper'>> = {}): OrderIntent<'paper'> => ({
    clientOrderId: freshClientOrderId(rules, (end) => randomInt(end)),
    account,
    instrument,
    side: 'buy',
    quantity: '2',
    terms: { type: 'market' },
    duration: { timeInForce: 'day' },
    isReduceOnly: false,
    origin: 'manual',
    ...change,
  });
  const truth = () => simulator.rithmic.account(accountId, system);
  return { simulator, venue, trading, account, accounts, orders, positions, standings, intent, truth };
}

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 20 });

/** So many ticks from the last price. */
function price(simulator: RithmicSimulator, ticks: number): string {
  return simulator.exchange
    .market('ESZ6')
    .lastPrice.plus(0.25 * ticks)
    .toFixed();
}

type Broker = Awaited<ReturnType<typeof atTheBroker>>;

async function enter({ trading, intent }: Broker, change: Partial<BracketIntent<'paper'>> = {}) {
  const bracket: BracketIntent<'paper'> = {
    ...intent(),
    targets: [{ quantity: '2', ticks: 20 }],
    stops: [{ quantity: '2', ticks: 16 }],
    ...change,
  };
  const outcome = await trading.placeBracket?.(bracket);
  if (outcome?.outcome !== 'acknowledged') throw new Error(JSON.stringify(outcome));
  return { ...bracket, venueOrderId: outcome.venueOrderId };
}

const childrenOf = ({ orders }: Broker, parent: string) => {
  const newest = new Map(
    orders.filter((one) => one.parentOrderId === parent).map((one) => [one.venueOrderId, one]),
  );
  return [...newest.values()];
};

describe('a bracket', () => {
  test('brings its exits as orders under their entry, at the distance that was asked for', async () => {
    const broker = await atTheBroker();
    const entry = await enter(broker);
    await eventually(
      () => childrenOf(broker, entry.venueOrderId).filter(({ state }) => state === 'open').length,
    ).toBe(2);
    const filled = broker.orders.findLast(({ venueOrderId }) => venueOrderId === entry.venueOrderId);
    const from = Number(filled?.averagePrice);
    const levels = childrenOf(broker, entry.venueOrderId).map(({ side, terms, quantity }) => ({
      side,
      quantity,
      terms,
    }));
    const isNear = (value: string, wanted: number) =>
      expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(0.25);
    for (const { side, quantity, terms } of levels) {
      expect([side, quantity]).toEqual(['sell', '2']);
      if (terms?.type === 'limit') isNear(terms.limitPrice, from + 5);
      else if (terms?.type === 'stop') isNear(terms.triggerPrice, from - 4);
      else throw new Error(`an exit is ${JSON.stringify(terms)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 2300));
    expect(broker.venue.health?.().troubles.map(({ sentence }) => sentence)).toEqual([]);
  });

  test('moves a leg, and the next one when Rithmic is done with the first', async () => {
    const broker = await atTheBroker();
    const entry = await enter(broker);
    await eventually(() => childrenOf(broker, entry.venueOrderId).length).toBe(2);
    const move = (leg: 'target' | 'stop', fromTicks: number, toTicks: number) =>
      broker.trading.moveBracketLeg?.(entry, { leg, fromTicks, toTicks });
    const levelOf = (type: string) => {
      const child = childrenOf(broker, entry.venueOrderId).find(({ terms }) => terms?.type === type);
      return Number(
        child?.terms !== undefined && 'limitPrice' in child.terms
          ? child.terms.limitPrice
          : (child?.terms as { triggerPrice: string })?.triggerPrice,
      );
    };
    const [stopBefore, targetBefore] = [levelOf('stop'), levelOf('limit')];
    const both = await Promise.all([move('stop', 16, 12), move('target', 20, 24)]);
    expect(both).toEqual([{ outcome: 'acknowledged' }, { outcome: 'acknowledged' }]);
    await eventually(() => [levelOf('stop'), levelOf('limit')]).toEqual([stopBefore + 1, targetBefore + 1]);
  });

  test('whose exits never come is told as a position without a stop', async () => {
    const broker = await atTheBroker();
    const { desk } = broker.simulator.rithmic.orders;
    const send = desk.send.bind(desk);
    // The brokerage forgets to lay them down.
    desk.send = (basket) => (basket.parentId === '' ? send(basket) : undefined);
    await enter(broker);
    await eventually(
      () =>
        broker.venue
          .health?.()
          .troubles.map(({ sentence }) => sentence)
          .join() ?? '',
    ).toMatch(/position has no stop/);
  });
});

describe('after a restart', () => {
  /** An entry that waits below the market, and the program begun anew. */
  async function restarted(keepsExits: boolean) {
    const broker = await atTheBroker();
    const { simulator, intent } = broker;
    const limitPrice = price(simulator, -40);
    const terms = { type: 'limit', limitPrice, isPostOnly: false } as const;
    const entry = await enter(broker, { ...intent(), terms });
    await eventually(() => broker.orders.at(-1)?.state).toBe('open');
    await broker.venue.disconnect();
    const { desk } = simulator.rithmic.orders;
    const send = desk.send.bind(desk);
    if (!keepsExits) desk.send = (basket) => (basket.parentId === '' ? send(basket) : undefined);
    const { config, parts } = rithmicWorld({ gateway: simulator.url.gateway }, simulator.credentials.good);
    const venue = createRithmic().open(config, parts);
    opened.push({ close: () => venue.disconnect() });
    const reports: OrderReport[] = [];
    venue.trading?.onOrders((some) => reports.push(...some));
    await venue.connect();
    await eventually(() => reports.some(({ venueOrderId }) => venueOrderId === entry.venueOrderId)).toBe(
      true,
    );
    simulator.cross('ESZ6', 'sell', limitPrice, '50');
    const stateOf = (id: string) => reports.findLast(({ venueOrderId }) => venueOrderId === id)?.state;
    await eventually(() => stateOf(entry.venueOrderId)).toBe('filled');
    const troubles = () => venue.health?.().troubles.map(({ sentence }) => sentence) ?? [];
    return { entry, troubles, reports };
  }

  test('a bracket of before is watched: exits that never come are told', async () => {
    const { entry, troubles } = await restarted(false);
    await eventually(troubles).toEqual([expect.stringContaining(`no stop: the entry ${entry.venueOrderId}`)]);
  });

  test('exits that come raise no alarm, and theirs are no entries', async () => {
    const { entry, troubles, reports } = await restarted(true);
    await eventually(
      () =>
        new Set(
          reports.filter((one) => one.parentOrderId === entry.venueOrderId).map((one) => one.venueOrderId),
        ).size,
    ).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 2300));
    expect(troubles()).toEqual([]);
  });
});

describe('other acts', () => {
  test('closing a position closes that one, and then cancels the exits that Rithmic leaves working', async () => {
    const broker = await atTheBroker();
    const entry = await enter(broker);
    await eventually(() => childrenOf(broker, entry.venueOrderId).length).toBe(2);
    await eventually(() => broker.positions.at(-1)?.quantity).toBe('2');
    expect(await broker.trading.exitPosition?.(broker.account, instrument, 'manual')).toEqual({
      outcome: 'acknowledged',
    });
    await eventually(() => broker.positions.at(-1)?.quantity).toBe('0');
    expect(broker.truth().positions()).toEqual([]);
    await eventually(() => childrenOf(broker, entry.venueOrderId).map(({ state }) => state)).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });

  test('a trailing stop follows the market', async () => {
    const broker = await atTheBroker();
    const { simulator, trading, intent, orders } = broker;
    const triggerPrice = price(simulator, -12);
    const outcome = await trading.place(
      intent({ side: 'sell', terms: { type: 'stop', triggerPrice, trailTicks: 12 } }),
    );
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ outcome: 'acknowledged' });
    await eventually(() => orders.at(-1)).toMatchObject({
      state: 'open',
      terms: { type: 'stop', trailTicks: 12 },
    });
    simulator.cross('ESZ6', 'buy', price(simulator, 8), '500');
    const trigger = () => {
      const { terms } = orders.at(-1) ?? {};
      return terms?.type === 'stop' ? Number(terms.triggerPrice) : Number.NaN;
    };
    await eventually(trigger).toBeGreaterThan(Number(triggerPrice));
  });

  test('an order without a route that is up is refused here', async () => {
    const broker = await atTheBroker();
    broker.simulator.rithmic.orders.setRoute('CME', 'DOWN');
    await expect
      .poll(
        () =>
          broker.trading.place(
            broker.intent({
              terms: { type: 'limit', limitPrice: price(broker.simulator, -40), isPostOnly: false },
            }),
          ),
        { timeout: 10_000 },
      )
      .toMatchObject({ outcome: 'rejected', code: 'local:no-route', reason: expect.stringContaining('CME') });
  });
});

describe('a prop firm’s account', () => {
  test('stands under its own firm, and tells the floor that follows it', async () => {
    const broker = await atTheBroker('EVAL-50K-117');
    expect(broker.accounts.map(({ key }) => key.account)).toEqual([
      `${system}/DEMOFCM/DEMOIB/DEMO-0001`,
      `${system}/PROPFCM/PROPIB/EVAL-50K-117`,
      `${system}/SIMFCM/SIMIB/CASH-9`,
    ]);
    const standing = await broker.trading.standing?.(broker.account);
    expect(standing?.floor).toMatchObject({
      liquidationLevel: { amount: '47500', currency: 'USD' },
      liquidationDistance: { amount: '2500', currency: 'USD' },
      highestLevel: { amount: '50100', currency: 'USD' },
      lossLimit: { amount: '1100', currency: 'USD' },
      isLiquidationOn: true,
      isDisabledAfter: true,
      mostPerOrder: '10',
    });
    await broker.trading.place(broker.intent({ quantity: '1' }));
    await eventually(() => broker.positions.at(-1)?.quantity).toBe('1');
    broker.simulator.cross('ESZ6', 'buy', price(broker.simulator, 40), '900');
    const level = () => broker.standings.at(-1)?.floor.liquidationLevel?.amount;
    await eventually(() => Number(level())).toBeGreaterThan(47_500);
    const { floor } = broker.truth();
    await eventually(() => Number(level()).toFixed(2)).toBe(floor === undefined ? '' : money(floor));
  });

  test('loses its position and its right to trade when it falls to the floor, and both are told', async () => {
    const broker = await atTheBroker('EVAL-50K-117');
    const { simulator, trading, intent, positions } = broker;
    await trading.place(intent({ quantity: '10' }));
    await eventually(() => positions.at(-1)?.quantity).toBe('10');
    // Below the level there are still buyers for what the broker sells.
    const low = price(simulator, -30);
    simulator.exchange.market('ESZ6').setCrowd('buy', decimal(low), decimal(5000));
    simulator.cross('ESZ6', 'sell', low, '4000');
    await eventually(() => broker.truth().liquidations).toBe(1);
    await eventually(() => positions.at(-1)?.quantity).toBe('0');
    const outcome = await trading.place(intent({ quantity: '1' }));
    expect(outcome).toMatchObject({ outcome: 'rejected', code: 'permission-denied' });
    expect(broker.standings.at(-1)?.floor.isDisabledAfter).toBe(true);
  });
});
