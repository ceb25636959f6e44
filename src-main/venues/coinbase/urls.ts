import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueConfig } from '../venue-kind.ts';

/** The live addresses; the sandbox answers from cans and has no streams. Developer mode may put others in their place. */
export const urls = {
  rest: 'https://api.coinbase.com',
  ws: 'wss://advanced-trade-ws.coinbase.com',
  user: 'wss://advanced-trade-ws-user.coinbase.com',
} as const;
export type UrlName = keyof typeof urls;

export function urlOf(name: UrlName, config?: Pick<VenueConfig, 'urls'>): string {
  return (config?.urls?.[name] ?? urls[name]).replace(/\/+$/, '');
}

/** Where all paths of Advanced Trade begin. */
export const root = '/api/v3/brokerage';

/** @throws Failure `unsupported` for anything but `live`. */
export function assertLive({ environment }: Pick<VenueConfig, 'environment'>): void {
  if (environment === 'live') return;
  throw new Failure(
    'unsupported',
    'Coinbase has no test environment that trades: its sandbox gives canned answers. Choose “live”.',
  );
}
