import { isRecord } from '../connection/exact-json.ts';
import type { VenueLink } from '../connection/venue-link.ts';
import type { Release } from '../release.ts';
import type { Control } from './decode/frame.ts';

/** What Kraken says of itself: maintenance now and to come. Told by every socket, and heard once. */
export interface VenueStatus {
  take(status: Control): void;
  /** The same by a question. */
  takeSystem(system: string): void;
}

const sentences: Readonly<Record<string, string>> = {
  maintenance: 'Kraken is under maintenance: no orders, and prices may stand still.',
  cancel_only: 'Kraken takes only cancels at the moment.',
  post_only: 'Kraken takes only post-only limit orders at the moment.',
};

export function createVenueStatus(link: () => VenueLink): VenueStatus {
  const announced = new Set<string>();
  let system = 'online';
  let endTrouble: Release | undefined;

  function takeSystem(next: string): void {
    if (next === system) return;
    system = next;
    endTrouble?.();
    endTrouble =
      next === 'online' ? undefined : link().degrade(sentences[next] ?? `Kraken says of itself: ${next}.`);
  }

  return {
    takeSystem,
    take(status) {
      if (typeof status.system === 'string') takeSystem(status.system);
      for (const notice of Array.isArray(status.upcomingMaintenance) ? status.upcomingMaintenance : []) {
        if (!isRecord(notice)) continue;
        const { event_id: id, title, expected_start_utc: start, expected_end_utc: end } = notice;
        if (announced.has(String(id)) || announced.size > 1000) continue;
        announced.add(String(id));
        link().noteTrouble(
          `Kraken announces “${words(title)}” from ${words(start)} to ${words(end)}; orders may be refused meanwhile.`,
        );
      }
    },
  };
}

/** Words of a venue are text to show, never more than a line of it. */
function words(value: unknown): string {
  return String(value ?? '?')
    .replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ' ')
    .slice(0, 100);
}
