import { startServer } from '../exchange/server.ts';
import type { Simulator, SimulatorOptions } from '../exchange/simulator.ts';
import type { Manners } from './manners.ts';
import { RithmicExchange, type RithmicExchangeOptions, systemNames } from './rithmic-exchange.ts';
import type { RithmicCredentials, RithmicKey } from './users.ts';

export { memoryDial } from './memory.ts';
export { createRithmicExchange, type RithmicExchange } from './rithmic-exchange.ts';

export interface RithmicSimulator extends Simulator<RithmicKey> {
  /** `gateway` is what a connection is told; the others are the same, since there is nothing but sockets here. */
  readonly url: { rest: string; ws: string; gateway: string };
  readonly credentials: RithmicCredentials;
  /** The brokerage behind the server: sessions, accounts, manners, rolls. */
  readonly rithmic: RithmicExchange;
  readonly manners: Manners;
}

export type RithmicOptions = SimulatorOptions & RithmicExchangeOptions;

/** Rithmic's R | Protocol on loopback: sockets of all plants on one port, encrypted where a person asks for it. */
export async function startRithmicSimulator(options: RithmicOptions = {}): Promise<RithmicSimulator> {
  const rithmic = new RithmicExchange(options);
  const { faults } = rithmic;
  const server = await startServer({
    faults,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    answer: () => ({ status: 404, body: 'There are only WebSockets here.' }),
    acceptsSocket: (path) => path === '/',
    onSocket: (socket) => rithmic.serve(socket),
  });
  rithmic.gateways = [
    { name: 'Chicago', uri: server.ws },
    { name: 'Frankfurt', uri: server.ws },
  ];
  return {
    venue: 'rithmic',
    url: { rest: server.http, ws: server.ws, gateway: server.ws },
    ca: server.ca,
    truth: rithmic.truth,
    faults,
    clock: rithmic.clock,
    credentials: rithmic.credentials,
    exchange: rithmic.exchange,
    feeds: rithmic.feeds,
    // Requests of sockets are counted by their message's name.
    server: { ...server, counts: rithmic.counts, sockets: server.sockets },
    accountId: rithmic.account().engineId,
    hints: [
      `for accounts that say PAPER: environment Testnet, system ${(options.systems ?? systemNames)[0]}; on the systems of firms they say LIVE, as there`,
      `systems: ${(options.systems ?? systemNames).join(', ')}`,
      `accounts of each system: ${rithmic.accounts
        .of(rithmic.system)
        .map(({ terms }) => terms.accountId)
        .join(', ')}`,
    ],
    rithmic,
    manners: rithmic.manners,
    cross: (market, side, price, quantity) => rithmic.exchange.cross(market, side, price, quantity),
    run: (eventsPerSecond) => rithmic.run(eventsPerSecond),
    async close() {
      rithmic.stop();
      await server.close();
    },
  };
}
