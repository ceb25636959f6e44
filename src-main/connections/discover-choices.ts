import type { ConnectionSettings, SettingChoiceCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueKind, VenueParts } from '../venues/venue-kind.ts';
import { asFailure } from './running-connection.ts';
import { configOf } from './saved-connection.ts';

const longestMs = 30_000;
const mostChoices = 500;

/**
 * Asks the venue, without any key, which choices a setting has.
 * @throws Failure `cancelled` when the person gave up, `unavailable` when no answer came in time.
 */
export async function discoverChoices(
  kind: VenueKind,
  setting: string,
  settings: ConnectionSettings,
  parts: VenueParts,
  signal: AbortSignal,
): Promise<SettingChoiceCard[]> {
  const described = kind.description.settings?.find(({ name }) => name === setting);
  if (described?.isDiscoverable !== true || kind.discover === undefined) {
    throw new Failure('unsupported', `${kind.label} cannot be asked for “${setting}”.`);
  }
  const ending = new AbortController();
  const over = AbortSignal.any([signal, ending.signal]);
  // A venue that forgets its signal must not keep the person waiting.
  const { promise: given, reject: giveUp } = Promise.withResolvers<never>();
  const release = parts.after(longestMs, () => {
    giveUp(new Failure('unavailable', 'No answer came in half a minute. Check the address and try again.'));
    ending.abort();
  });
  const onAbort = () => giveUp(new Failure('cancelled', 'Nobody waits for the answer any more.'));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const found = await Promise.race([
      kind.discover(setting, configOf('untested', settings), parts, over),
      given,
    ]);
    if (found.length === 0) {
      throw new Failure(
        'not-found',
        `${kind.label} answered, but named nothing to choose for ${described.label}.`,
      );
    }
    return found.slice(0, mostChoices).map(({ value, label, environment }) => ({
      value: value.slice(0, 300),
      label: label.slice(0, 160),
      ...(environment === undefined ? {} : { environment }),
    }));
  } catch (error) {
    throw asFailure(error);
  } finally {
    release();
    signal.removeEventListener('abort', onAbort);
  }
}
