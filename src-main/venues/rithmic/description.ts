import type { KindListing, VenueDescription } from '../venue-kind.ts';
import { defaultAppName, defaultAppVersion } from './settings.ts';
import { gatewayChoices, presets, systemChoices } from './systems.ts';

const description: VenueDescription = {
  summary:
    'Futures through brokers and prop firms that use Rithmic: prices, history, accounts, orders and the account’s floor, live.',
  products: [{ name: 'futures', label: 'Futures' }],
  environments: ['live', 'testnet'],
  isPublic: false,
  canTrade: true,
  orderTypes: [
    'market',
    'limit',
    'stop',
    'stop-limit',
    'if touched',
    'limit if touched',
    'trailing stop',
    'bracket',
    'one cancels the other',
  ],
  historyReach:
    'Seconds, minutes, days and weeks as far back as Rithmic keeps the contract, and single trades of recent months. Expired contracts have none; plans have a monthly limit of what they may download.',
  warnings: [
    'Rithmic admits only applications that it has approved: each application name starts with four letters that Rithmic assigns (“conformance”). Until the name below is approved for a system, every login to it is refused with code 13, although the password is right. Nobody can work around that.',
    'A user has a number of sessions, in prop firms often just one, shared with R|Trader, NinjaTrader and all the others. Connecting here may log another program out, and it may log this one out. It is told, and it does not log in again by itself.',
    'The market-data agreements must have been accepted once, in R|Trader Pro or on the broker’s pages; without them logins are refused with code 13 as well.',
    'Many evaluation, simulation and paper plans include no right to use an API. Ask the firm whether yours does.',
    'Accounts of prop firms count as live: breaking the firm’s rules ends the account, whether its money is real or not.',
    'Trading Platform by Rithmic. Powered by OMNE. These names belong to Rithmic, LLC.',
  ],
  sessionNotice:
    'Connecting logs in at Rithmic. Where the firm allows only so many sessions, often one, that logs out R|Trader, NinjaTrader or whichever other program uses this login.',
  credentialFields: [
    {
      name: 'user',
      label: 'User',
      hint: 'As in R|Trader, often an e-mail address',
      isKeyId: false,
      isMultiline: false,
      isOptional: false,
    },
    {
      name: 'password',
      label: 'Password',
      hint: 'As in R|Trader',
      isKeyId: false,
      isMultiline: false,
      isOptional: false,
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
  credentialWords: {
    title: 'Login',
    one: 'login',
    many: 'user and password',
    change: 'Change login',
    proof: 'Log in',
  },
  settings: [
    {
      name: 'gateway',
      label: 'Gateway',
      hint: 'The nearest one of your broker; Rithmic Test has one of its own. Brokers and firms tell others.',
      choices: gatewayChoices,
      isFree: true,
      isDiscoverable: true,
      default: presets.defaultGateway,
    },
    {
      name: 'system',
      label: 'System',
      hint: 'The one that the login was made for, exactly as Rithmic spells it. A firm’s name may differ from that of its system.',
      choices: systemChoices,
      isFree: true,
      isDiscoverable: true,
      default: presets.defaultSystem,
    },
    {
      name: 'appName',
      label: 'Application name',
      hint: `As Rithmic approved it: four letters, a colon, a name. “${defaultAppName}” holds the place until then and is not approved.`,
      choices: [],
      isFree: true,
      isDiscoverable: false,
      default: defaultAppName,
    },
    {
      name: 'appVersion',
      label: 'Application version',
      hint: 'Told to Rithmic with the name',
      choices: [],
      isFree: true,
      isDiscoverable: false,
      default: defaultAppVersion,
    },
    {
      name: 'prefixed',
      label: 'Messages behind their length',
      hint: 'Leave it on, unless a gateway refuses every message',
      choices: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
      ],
      isFree: false,
      isDiscoverable: false,
      default: 'yes',
    },
  ],
  keyInstructions: [
    'Ask your broker or firm for a Rithmic login with API access, and for the name of its system.',
    'Log in to R|Trader Pro with it once and accept the market-data agreements.',
    'Choose the gateway and the system here; “Ask the gateway” lists the systems that it serves.',
    'Enter the application name that Rithmic has approved. To get one approved, ask Rithmic for API access: it assigns four letters, watches one login to the order plant of Rithmic Test under that name, and then admits it to the other systems.',
    'Enter user and password as in R|Trader. Nothing else has to be made: there are no API keys.',
  ],
  rights: [
    'What a login may do is set by the broker: which accounts it sees, whether it may trade them, which markets’ data it gets.',
    'A Rithmic login cannot withdraw money.',
  ],
  addressBinding:
    'Rithmic binds no login to an address. Whoever has user and password can log in from anywhere, so use them nowhere else.',
  canBindAddress: false,
  keyPage: 'https://www.rithmic.com/apis',
};

export const listing = {
  kind: 'rithmic',
  label: 'Rithmic',
  description,
  addressNames: ['gateway'],
  hasWebLogin: false,
  hasDiscovery: true,
} as const satisfies KindListing;
