import type { KindListing, VenueDescription } from '../venue-kind.ts';

const description: VenueDescription = {
  summary: 'Spot trading of crypto and currencies; prices without a key, accounts and orders with one.',
  products: [{ name: 'spot', label: 'Spot' }],
  environments: ['live'],
  isPublic: true,
  canTrade: true,
  orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'take profit', 'take profit limit'],
  historyReach:
    'The newest 720 bars of each length at once. Older bars are built from single trades, a thousand a second: minutes and hours back to the market’s first trade, where one bar does not hold more than 60,000 trades.',
  warnings: [
    'Kraken has no test environment for spot: every order is real.',
    'Give this connection a key of its own. Kraken counts the calls of a key, and a second program with the same key makes both fail.',
  ],
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: '56 letters and digits',
      isKeyId: true,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'apiSecret',
      label: 'Private key',
      hint: 'The long text that Kraken shows once; it ends with ==',
      isKeyId: false,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'otp',
      label: 'Password of the key’s second factor',
      hint: 'Only where the key has a fixed password as second factor; leave it empty otherwise',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
    {
      name: 'proxyPassword',
      label: 'Password of the proxy',
      hint: 'Only for a proxy that asks for one',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
  ],
  keyInstructions: [
    'Log in to Kraken, open your profile at the top right and choose Settings, then API.',
    'Choose “Create API key” and give it a name, such as Tidemark.',
    'Tick the rights named below, and no others.',
    'Under “IP address restriction” enter the address of this computer, where it does not change.',
    'Choose “Generate key”. Copy the API key and the private key here; Kraken shows the private key only once.',
  ],
  rights: [
    'For accounts: “Query” under Funds, “Query open orders & trades”, “Query closed orders & trades”, “Query ledger entries”, and “WebSocket interface” so that orders and fills are told at once.',
    'For trading besides: “Create & modify orders” and “Cancel & close orders”.',
    'Never: “Withdraw”. This program never withdraws, and a key that cannot is worth less to a thief.',
  ],
  addressBinding:
    'Kraken refuses a key from any address that is not on its list, with the same words as a wrong key. Without a list the key works from anywhere, also for whoever steals it.',
  keyPage: 'https://pro.kraken.com/app/settings/api',
};

export const listing = {
  kind: 'kraken',
  label: 'Kraken',
  description,
  addressNames: ['rest', 'ws', 'wsAuth'],
  hasWebLogin: false,
  hasDiscovery: false,
} as const satisfies KindListing;
