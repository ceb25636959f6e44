import type { SavedConnectionCard } from '../../src-shared/contract/connections.ts';
import type { VenueKind } from '../venues/venue-kind.ts';
import { asSentence } from './as-sentence.ts';
import type { RunningConnections } from './running-connections.ts';
import type { SavedConnection } from './saved-connection.ts';

/** What a page is told of a saved connection, and of how it is just now. */
export function cardOf(
  saved: SavedConnection,
  kinds: readonly VenueKind[],
  running: RunningConnections,
): SavedConnectionCard {
  const kind = kinds.find((one) => one.kind === saved.kind);
  const one = running.get(saved.id);
  const state = one?.state();
  const trouble = running.troubleOf(saved.id);
  return {
    id: saved.id,
    kind: saved.kind,
    kindLabel: kind?.label ?? saved.kind,
    settings: saved.settings,
    isEnabled: saved.isEnabled,
    phase: state?.phase ?? 'disconnected',
    reason: asSentence(state?.reason || trouble?.reason || ''),
    since: state?.since ?? trouble?.since ?? saved.createdAt,
    ...(state?.nextAttempt === undefined ? {} : { nextAttempt: state.nextAttempt }),
    isLoggedOutElsewhere: state?.isLoggedOutElsewhere === true,
    hasKeys: saved.keysSetAt !== null,
    keyHint: saved.keyHint,
    keysSetAt: saved.keysSetAt,
    permissions: saved.permissions,
    testedAt: saved.testedAt,
    testResult: saved.testResult,
    latencyMs: one?.venue.health?.().latencyMs ?? null,
    createdAt: saved.createdAt,
    hasWebLogin: kind?.webLogin !== undefined,
  };
}
