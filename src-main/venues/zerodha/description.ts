import type { KindListing, VenueDescription } from '../venue-kind.ts';
import { urls } from './urls.ts';

const description: VenueDescription = {
  summary: 'Indian shares, derivatives, currencies and commodities through Zerodha’s Kite Connect.',
  products: [
    { name: 'equity', label: 'Shares and indices (NSE, BSE)' },
    { name: 'derivatives', label: 'Futures and options (NFO, BFO)' },
    { name: 'currency', label: 'Currency derivatives (CDS, BCD)' },
    { name: 'commodity', label: 'Commodities (MCX)' },
  ],
  environments: ['live'],
  isPublic: false,
  canTrade: true,
  orderTypes: ['Market', 'Limit', 'Stop', 'Stop limit', 'GTT', 'GTT pair (one cancels the other)'],
  historyReach: 'Days and minutes as far back as Zerodha keeps them; expired contracts have none.',
  warnings: [
    'Since 1 April 2026 Zerodha takes orders only from static addresses that you have registered in its developer console. From any other address every order is refused. Reading prices, orders and positions works from anywhere: without a static address connect read-only, or give this connection a proxy that has one.',
    'The login ends every morning about 06:00 Indian time. Each day you sign in on Zerodha’s own page with password and TOTP; Tidemark never sees these.',
    'Prices and history need Zerodha’s paid data subscription. Without it orders, positions and funds still work.',
    'There is no test environment: every order is real.',
    'A market order goes out as a limit order at a protected price; choose the protection on the ticket.',
  ],
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'Of your own Kite Connect app.',
      isKeyId: true,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'apiSecret',
      label: 'API secret',
      hint: 'Shown beside the API key. It proves the daily login.',
      isKeyId: false,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'accessToken',
      label: 'Access token of the day',
      hint: 'Leave empty: the daily login fills it in.',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
    {
      name: 'proxyPassword',
      label: 'Password of the proxy',
      hint: 'Only when this connection goes out through a proxy that asks for one.',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
  ],
  keyInstructions: [
    'Sign in at developers.kite.trade with a developer account and choose “Create new app”, type “Connect”.',
    'Enter your own Zerodha client ID. As redirect URL enter http://127.0.0.1:8591/kite: after the login your browser is sent there.',
    'Under “Profile”, “IP whitelist”, enter the static address from which you will send orders, and a second one if you have it.',
    'Open the app and copy its API key and API secret into the entry window.',
    'Save the connection, choose “Log in”, sign in on Zerodha’s page, and paste the whole address of the page that opens.',
  ],
  rights: [
    'Kite Connect has no rights to tick: an app reads and trades what your account may trade.',
    'It cannot withdraw money; Zerodha offers no such call.',
    'Never give the API secret to anybody, and never use an app that somebody else has made.',
  ],
  addressBinding:
    'Register one or two static addresses (IPv4 or IPv6) in the developer console; they can be changed once in a calendar week. Orders from any other address are refused with “IP (…) is not allowed to place orders”. An ordinary home connection changes its address and will not do: ask your provider for a static one, or set a proxy with a static address on this connection.',
  keyPage: 'https://developers.kite.trade/apps',
};

export const listing = {
  kind: 'zerodha',
  label: 'Zerodha',
  description,
  addressNames: Object.keys(urls),
  hasWebLogin: true,
  hasDiscovery: false,
} as const satisfies KindListing;
