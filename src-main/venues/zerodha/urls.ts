import type { VenueConfig } from '../venue-kind.ts';

/** There is no test environment. Developer mode may put other addresses in place of these. */
export const urls = {
  rest: 'https://api.kite.trade',
  login: 'https://kite.zerodha.com/connect/login',
  ws: 'wss://ws.kite.trade',
} as const;
export type UrlName = keyof typeof urls;

export function urlOf(name: UrlName, config?: Pick<VenueConfig, 'urls'>): string {
  return (config?.urls?.[name] ?? urls[name]).replace(/\/+$/, '');
}
