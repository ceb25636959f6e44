import type { Trading } from '../../venues/trading.ts';
import type { ConnectionPhase, ConnectionState, Venue } from '../../venues/venue.ts';
import type { FakeExchange } from './fake-exchange.ts';

export interface SecondConnection {
  readonly venue: Venue;
  setPhase(phase: ConnectionPhase): void;
}

/** Another saved connection to the exchange's one account, with a wire of its own. */
export function secondConnection(
  { venue }: FakeExchange,
  { canTrade = true }: { readonly canTrade?: boolean } = {},
): SecondConnection {
  const half = venue.trading as Trading<'paper'>;
  const listeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = { ...venue.state(), phase: 'disconnected' };
  const trading: Trading<'paper'> = {
    ...half,
    accounts: async () => (await half.accounts()).map((account) => ({ ...account, canTrade })),
  };
  return {
    venue: {
      ...venue,
      id: 'c2',
      trading,
      state: () => state,
      onState(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    setPhase(phase) {
      state = { ...state, phase };
      for (const listener of listeners) listener(state);
    },
  };
}
