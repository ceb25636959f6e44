import type { VenueKind } from './venues/venue-kind.ts';

/** Every venue that a person can make a connection to, in the order the page shows them. */
export const venueKinds: readonly VenueKind[] = [];
