import type { KindListing, VenueDescription } from '../venue-kind.ts';

/** What a person is told of Binance before any login. */
const description: VenueDescription = {
  summary:
    'The largest crypto exchange: spot markets, and perpetual and dated futures settled in USDT and USDC.',
  products: [
    { name: 'spot', label: 'Spot' },
    { name: 'usd-m', label: 'USD-M futures' },
  ],
  environments: ['live', 'testnet'],
  isPublic: true,
  canTrade: true,
  orderTypes: [
    'market',
    'limit, post-only',
    'stop and stop-limit',
    'take-profit and take-profit limit',
    'one-cancels-the-other (spot)',
    'reduce-only (futures)',
  ],
  historyReach:
    'Bars from one second (spot) or one minute (futures) to a month, back to each market’s first day.',
  warnings: [
    'Binance is not offered in some countries, the United States among them. Its servers then refuse every request.',
    'A key without an address list loses its trading right after some time; Binance shows the date.',
    'The testnets of spot and of futures are two sites with keys of their own: make a connection for each.',
  ],
  credentialFields: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: '64 letters and digits',
      isKeyId: true,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'secret',
      label: 'Secret key or private key',
      hint: 'The secret of an HMAC key, or the whole PEM text of an Ed25519 or RSA private key',
      isKeyId: false,
      isMultiline: true,
      isOptional: false,
    },
    {
      name: 'passphrase',
      label: 'Passphrase of the private key',
      hint: 'Only where the PEM text is encrypted',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
    {
      name: 'proxyPassword',
      label: 'Password of the proxy',
      hint: 'Only where the connection goes through a proxy that asks for one',
      isKeyId: false,
      isMultiline: false,
      isOptional: true,
    },
  ],
  keyInstructions: [
    'Log in to Binance, open the profile menu and choose Account, then API Management.',
    'Click Create API. “System generated” gives a key and a secret (HMAC); “Self-generated” takes your own public key (Ed25519, which Binance recommends, or RSA).',
    'Name the key, and confirm with your second factor.',
    'Copy the API key and the secret key now: the secret is shown only once. Of a self-generated pair, the private key never leaves you; enter it here, not there.',
    'Click Edit restrictions, tick the rights, and enter the address this computer is seen from.',
    'For the testnet of spot, make the key at testnet.binance.vision; for that of futures, at demo.binance.com.',
  ],
  rights: [
    'Tick “Enable Reading”.',
    'To trade spot, tick “Enable Spot & Margin Trading”; to trade futures, “Enable Futures” (the futures account must be open first).',
    'Never tick “Enable Withdrawals”, “Enable Internal Transfer” or “Permits Universal Transfer”: nothing here needs them.',
  ],
  addressBinding:
    'Choose “Restrict access to trusted IPs only” and enter this computer’s outgoing address. Without it Binance takes the trading right away after a while, and a stolen key works from anywhere. From another address Binance answers as if the key were wrong (-2015).',
  keyPage: 'https://www.binance.com/en/my/settings/api-management',
};

export const listing = {
  kind: 'binance',
  label: 'Binance',
  description,
  addressNames: ['spotRest', 'spotStream', 'spotWsApi', 'futuresRest', 'futuresStream'],
  hasWebLogin: false,
  hasDiscovery: false,
} as const satisfies KindListing;
