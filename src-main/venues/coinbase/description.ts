import type { KindListing, VenueDescription } from '../venue-kind.ts';
import { urls } from './urls.ts';

const description: VenueDescription = {
  summary: 'The largest exchange for coins in the United States, through its Advanced Trade interface.',
  products: [{ name: 'spot', label: 'Spot' }],
  environments: ['live'],
  isPublic: true,
  canTrade: true,
  orderTypes: ['market', 'limit', 'post-only', 'stop-limit', 'bracket (target and stop as one order)'],
  historyReach:
    'Bars of one minute to one day, back to the beginning of each market; Coinbase opened in 2015.',
  warnings: [
    'There is no test environment: Coinbase’s sandbox gives canned answers, so that every order here is a real one.',
    'A key is bound to one portfolio and sees only that one. To trade out of several, make a key and a connection for each.',
    'An order for BTC-USDC is paid in USDC and one for BTC-USD in dollars, although both share one order book.',
    'Coinbase spot has no stop that becomes a market order. A stop-limit order may stay unfilled when the price jumps over it.',
  ],
  credentialFields: [
    {
      name: 'keyName',
      label: 'Name of the API key',
      hint: 'organizations/…/apiKeys/…, or the id that newer keys have in its place. May be left empty when the whole key file is pasted below.',
      isKeyId: true,
      isMultiline: false,
      isOptional: true,
    },
    {
      name: 'privateKey',
      label: 'Private key',
      hint: 'All of it: the text with BEGIN and END of an ECDSA key, the line of an Ed25519 key, or the whole file that the portal downloads.',
      isKeyId: false,
      isMultiline: true,
      isOptional: false,
    },
    {
      name: 'proxyPassword',
      label: 'Password of the proxy',
      hint: 'Only if this connection goes through a proxy that asks for one.',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
  ],
  keyInstructions: [
    'Open the Coinbase Developer Platform at portal.cdp.coinbase.com and sign in with your Coinbase account.',
    'Choose API keys, then the tab “Secret API keys”, and “Create API key”.',
    'Give it a nickname, such as “Tidemark”, and open “API restrictions”.',
    'Choose the portfolio that it is to see and trade. This cannot be changed later.',
    'Tick the rights named here and no others.',
    'Under “IP allowlist”, enter the address of this computer or of your proxy, if it has a fixed one.',
    'Under “Advanced settings” either algorithm may stay: Ed25519 and ECDSA both work here.',
    'Choose “Create API key”, confirm with your second factor, and download the key file. Coinbase shows it this once.',
    'Enter the name and the private key here, or paste the whole file as the private key. Then delete the file.',
  ],
  rights: [
    'View: always.',
    'Trade: for placing and cancelling orders.',
    'Transfer: never. Tidemark moves no money, and a stolen key with this right could.',
  ],
  addressBinding:
    'Enter the address under “IP allowlist” when you make the key, or later in the portal by editing it. Coinbase answers requests from other addresses as if the key were wrong, and does not tell which addresses are listed. Without a list the key works from anywhere, also for whoever steals it.',
  keyPage: 'https://portal.cdp.coinbase.com/projects/api-keys',
};

export const listing = {
  kind: 'coinbase',
  label: 'Coinbase',
  description,
  addressNames: Object.keys(urls),
  hasWebLogin: false,
  hasDiscovery: false,
} as const satisfies KindListing;
