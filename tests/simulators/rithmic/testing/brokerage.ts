import type { PlantName } from '../client.ts';
import {
  createRithmicExchange,
  type RithmicExchange,
  type RithmicExchangeOptions,
} from '../rithmic-exchange.ts';
import type { RithmicKey } from '../users.ts';
import { ProtocolClient } from './protocol-client.ts';

/** A small brokerage without a network, for the simulator's own tests. */
export function openBrokerage(options: RithmicExchangeOptions = {}): RithmicExchange {
  return createRithmicExchange({
    symbols: ['ESZ6', 'ESH7', '6EZ6'],
    historyMinutes: 300,
    historyHours: 50,
    seed: 7,
    ...options,
  });
}

export async function loggedIn(
  brokerage: RithmicExchange,
  plant: PlantName,
  key: RithmicKey = brokerage.credentials.good,
): Promise<ProtocolClient> {
  const client = new ProtocolClient(brokerage.connect());
  const answer = await client.logIn(key, plant);
  const [code] = answer.rp_code as string[];
  if (code !== '0') throw new Error(`The login was refused with ${code}.`);
  return client;
}
