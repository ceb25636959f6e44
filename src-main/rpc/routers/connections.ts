import type { ConnectionStatus } from '../../../src-shared/contract/connections.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { MarketHub } from '../../market/index.ts';
import type { Venue } from '../../venues/venue.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';

export const connections = os.connections.router({
  list: os.connections.list.handler(({ context }) => context.services.hub.venues().map(statusOf)),
  connect: os.connections.connect.handler(async ({ context, input }) => {
    const venue = venueOf(context.services.hub, input.id);
    await venue.connect();
    return statusOf(venue);
  }),
  disconnect: os.connections.disconnect.handler(async ({ context, input }) => {
    const venue = venueOf(context.services.hub, input.id);
    await venue.disconnect();
    return statusOf(venue);
  }),
  changes: os.connections.changes.handler(async function* ({ context, signal }) {
    const { hub } = context.services;
    const changed = new Broadcast<ConnectionStatus[]>();
    const publish = () => changed.publish(hub.venues().map(statusOf));
    const releases = hub.venues().map((venue) => venue.onState(publish));
    const changes = changed.listen(signal);
    try {
      yield hub.venues().map(statusOf);
      yield* changes;
    } finally {
      for (const release of releases) release();
    }
  }),
});

function statusOf(venue: Venue): ConnectionStatus {
  const { id, kind, label, capabilities } = venue;
  return { id, kind, label, hasClock: capabilities.hasClock, ...venue.state() };
}

function venueOf(hub: MarketHub, id: string): Venue {
  const venue = hub.venues().find((one) => one.id === id);
  if (venue === undefined) throw new Failure('not-found', `There is no connection “${id}”.`);
  return venue;
}
