import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { ConnectionSettings } from '../../src-shared/contract/connections.ts';
import type { RithmicExchange } from '../simulators/rithmic/index.ts';
import type { User } from '../simulators/rithmic/users.ts';
import { connect, type Keys, type Rpc, rotate, tryKeys, untilTold } from './canary-acts.ts';
import type { CanaryHost } from './canary-host.ts';
import type { Canary } from './canary-search.ts';

/*
 * A venue that is logged in to with user and password, both in every login: accepted, mistyped, cut, refused after it was good,
 * ended by another program, replaced.
 */

interface LoginsInTrouble {
  /** Of the connection, at its second login. */
  readonly id: string;
  readonly canaries: readonly Canary[];
  /** Names of those that the venue must have been told. */
  readonly asked: readonly string[];
}

export async function loginsInTrouble(
  host: CanaryHost,
  rpc: Rpc,
  brokerage: RithmicExchange,
  settings: ConnectionSettings,
): Promise<LoginsInTrouble> {
  const first = newUser(brokerage);
  const second = newUser(brokerage);
  const wrong = { user: first.user, password: fresh() };
  expect(await tryKeys(host, rpc, 'rithmic', settings, wrong)).toBe(true);

  const id = await connect(host, rpc, 'rithmic', settings, keysOf(first));
  await untilTold(rpc, id, ({ phase }) => phase === 'ready');
  brokerage.dropAll();
  await untilTold(rpc, id, ({ phase }) => phase !== 'ready');
  await untilTold(rpc, id, ({ phase }) => phase === 'ready');

  // By hand it counts as new: on a weekend, what is lost a second time waits for minutes.
  await rpc.connections.disconnect({ id });
  await rpc.connections.connect({ id });
  await untilTold(rpc, id, ({ phase }) => phase === 'ready');
  first.mayUseApi = false;
  brokerage.dropAll();
  const refused = await untilTold(rpc, id, ({ reason }) => reason.includes('13'));
  expect(refused.reason).toContain('permission denied');
  first.mayUseApi = true;
  await rpc.connections.disconnect({ id });

  await rpc.connections.connect({ id });
  await untilTold(rpc, id, ({ phase }) => phase === 'ready');
  brokerage.forceLogout();
  await untilTold(rpc, id, ({ phase }) => phase === 'disconnected');
  await rotate(host, rpc, id, 'rithmic', keysOf(second));
  await rpc.connections.connect({ id });
  await untilTold(rpc, id, ({ phase }) => phase === 'ready');

  const canaries = [
    { name: 'Rithmic user', value: first.user, venue: 'rithmic' },
    { name: 'Rithmic password', value: first.password, venue: 'rithmic' },
    { name: 'Rithmic wrong password', value: wrong.password, venue: 'rithmic' },
    { name: 'Rithmic second user', value: second.user, venue: 'rithmic' },
    { name: 'Rithmic second password', value: second.password, venue: 'rithmic' },
  ];
  return { id, canaries, asked: canaries.map(({ name }) => name) };
}

const fresh = () => randomBytes(16).toString('hex');
const keysOf = ({ user, password }: User): Keys => ({ user, password });

function newUser(brokerage: RithmicExchange): User {
  const user: User = {
    user: `trader-${fresh()}@example.test`,
    password: fresh(),
    fcmId: 'SIMFCM',
    ibId: 'SIMIB',
    mayUseApi: true,
    hasSignedAgreements: true,
    canTrade: true,
    mostMarketSessions: 2,
    mostOrderSessions: 2,
    accounts: undefined,
  };
  brokerage.users.add(user);
  return user;
}
