import type { KeyPermissionsCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueKind } from '../venues/venue-kind.ts';
import type { Desk } from './connection-acts.ts';
import { configOf, type SavedConnection } from './saved-connection.ts';
import { recordOf } from './venue-keys.ts';

/** The address of the venue's own login page, for venues where one logs in every day. */
export async function loginUrl({ records, vault }: Desk, id: string): Promise<string> {
  const saved = records.get(id);
  const login = loginOf(records.kindOf(saved.kind), saved);
  const config = configOf(id, saved.settings);
  return vault.use(recordOf(id), 'open the login page', (fields) => login.loginUrl(fields, config));
}

/** The login's answer is changed into a session; then the connection is opened anew, and tested by itself. */
export function finishLogin(desk: Desk, id: string, answer: string): Promise<SavedConnection> {
  const { records, keys, running, turns } = desk;
  return turns.run(id, async () => {
    const saved = records.get(id);
    const login = loginOf(records.kindOf(saved.kind), saved);
    const config = configOf(id, saved.settings);
    const { expires } = await login.finish(answer, config, keys.partsFor(recordOf(id)));
    const permissions = { ...(saved.permissions ?? unknownPermissions), expires };
    const renewed = await records.write({ ...saved, permissions }, 'login-renewed', 'Logged in for the day.');
    await running.close(id);
    if (renewed.isEnabled) desk.connectSoon(renewed);
    desk.afterwards((signal) => testAgain(desk, id, signal));
    return renewed;
  });
}

/** Until now it could only be tested as far as the login; the page need not wait for this. */
async function testAgain({ tests, world }: Desk, id: string, ending: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([ending, AbortSignal.timeout(testWithinMs)]);
  try {
    for await (const { step, result } of tests.run({ id }, signal)) {
      if (result === 'failed') world.log('connections.test-failed', { connection: id, step });
    }
  } catch (error) {
    world.log('connections.not-tested', { connection: id, error });
  }
}

const testWithinMs = 60_000;

function loginOf({ webLogin }: VenueKind, { settings }: SavedConnection) {
  if (webLogin === undefined) throw new Failure('unsupported', `${settings.label} needs no login.`);
  return webLogin;
}

const unknownPermissions: KeyPermissionsCard = {
  canRead: null,
  canTrade: null,
  canWithdraw: null,
  isAddressBound: null,
  expires: null,
  details: [],
};
