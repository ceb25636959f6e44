import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { epochMsSchema, identifierSchema, nameSchema } from './schemas.ts';

/*
 * Connections to venues: what runs now, what is saved, how it is tested, and who did what to it. No credential passes
 * here in either direction (K7): a person enters keys in a window or a terminal of their own, and the page knows only the
 * entry's number and state.
 */

/** Some reasons are lists of what may be wrong. */
export const longestSentence = 1000;
const sentence = z.string().max(longestSentence);
const none = z.object({});
/** One choice of a connection that only its kind of venue has. Never a secret. */
const settingNameSchema = z.string().min(1).max(40);
const settingValueSchema = z
  .string()
  .max(300)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*$/u, 'a setting has only characters that can be seen');
const phaseSchema = z.enum(['disconnected', 'connecting', 'authenticating', 'ready', 'degraded', 'back-off']);
const environmentSchema = z.enum(['live', 'testnet']);

export const connectionStatusSchema = z.object({
  id: identifierSchema,
  kind: z.string().max(40),
  label: z.string().max(120),
  phase: phaseSchema,
  reason: sentence,
  since: epochMsSchema,
  nextAttempt: epochMsSchema.exactOptional(),
  hasClock: z.boolean(),
});
export type ConnectionStatus = z.output<typeof connectionStatusSchema>;

export const settingChoiceSchema = z.object({
  value: settingValueSchema,
  label: z.string().max(160),
  /** Offered only there; both when absent. */
  environment: environmentSchema.exactOptional(),
});
export type SettingChoiceCard = z.output<typeof settingChoiceSchema>;
const choicesSchema = z.array(settingChoiceSchema).max(500);

export const venueSettingSchema = z.object({
  name: settingNameSchema,
  label: z.string().max(80),
  hint: sentence,
  choices: choicesSchema,
  /** Whether something else than the choices may be typed. */
  isFree: z.boolean(),
  /** The venue can be asked for the choices. */
  isDiscoverable: z.boolean(),
  default: settingValueSchema,
});
export type VenueSettingCard = z.output<typeof venueSettingSchema>;

export const credentialWordsSchema = z.object({
  title: z.string().max(40),
  one: z.string().max(40),
  many: z.string().max(40),
  change: z.string().max(40),
  proof: z.string().max(40),
});
/** What the venue calls that which is entered to get in; see the venue's description. */
export type CredentialWordsCard = z.output<typeof credentialWordsSchema>;

export const keyWords: CredentialWordsCard = {
  title: 'Keys',
  one: 'key',
  many: 'keys',
  change: 'Rotate keys',
  proof: 'Check the signature',
};

export const venueKindSchema = z.object({
  kind: z.string().max(40),
  label: z.string().max(120),
  summary: sentence,
  products: z.array(z.object({ name: z.string().max(40), label: z.string().max(80) })).max(20),
  environments: z.array(environmentSchema).max(2),
  /** Market data without keys. */
  isPublic: z.boolean(),
  canTrade: z.boolean(),
  orderTypes: z.array(z.string().max(60)).max(30),
  historyReach: sentence,
  warnings: z.array(sentence).max(10),
  /** Told before every connect, where a login may end another program's; else empty. */
  sessionNotice: sentence,
  settings: z.array(venueSettingSchema).max(20),
  credentialFields: z
    .array(
      z.object({
        name: z.string().max(40),
        label: z.string().max(80),
        hint: sentence,
        isMultiline: z.boolean(),
        isOptional: z.boolean(),
      }),
    )
    .max(10),
  credentialWords: credentialWordsSchema,
  keyInstructions: z.array(sentence).max(20),
  rights: z.array(sentence).max(20),
  addressBinding: z.string().max(1000),
  keyPage: z.string().max(300),
  hasWebLogin: z.boolean(),
});
export type VenueKindCard = z.output<typeof venueKindSchema>;

export const keyPermissionsSchema = z.object({
  canRead: z.boolean().nullable(),
  canTrade: z.boolean().nullable(),
  canWithdraw: z.boolean().nullable(),
  isAddressBound: z.boolean().nullable(),
  expires: epochMsSchema.nullable(),
  details: z.array(z.string().max(120)).max(60),
});
export type KeyPermissionsCard = z.output<typeof keyPermissionsSchema>;

export const testStepSchema = z.object({
  step: z.enum(['reach', 'clock', 'signature', 'permissions', 'address', 'latency']),
  result: z.enum(['passed', 'warning', 'failed', 'skipped']),
  sentence,
  elapsedMs: z.number(),
  permissions: keyPermissionsSchema.exactOptional(),
  clockOffsetMs: z.number().exactOptional(),
  latencyMs: z.number().exactOptional(),
});
export type TestStepCard = z.output<typeof testStepSchema>;

/** What a person chooses of a connection; everything but its keys. */
export const connectionSettingsSchema = z.object({
  label: nameSchema,
  environment: environmentSchema,
  products: z.array(z.string().min(1).max(40)).min(1).max(20),
  hasMarketData: z.boolean(),
  isTradingEnabled: z.boolean(),
  isAutoConnect: z.boolean(),
  /** By the names in the kind's `settings`; connections of older versions have none. */
  settings: z.record(settingNameSchema, settingValueSchema).default({}),
  /** Empty for none. Without a password, which is a credential. */
  proxy: z.string().max(300),
  /** Developer mode only: other addresses of the venue by name, and a certificate authority (PEM) to trust besides. */
  urls: z.record(z.string().max(40), z.string().max(300)).exactOptional(),
  trustedCa: z.string().max(20_000).exactOptional(),
});
export type ConnectionSettings = z.output<typeof connectionSettingsSchema>;

export const savedConnectionSchema = z.object({
  id: identifierSchema,
  kind: z.string().max(40),
  kindLabel: z.string().max(120),
  settings: connectionSettingsSchema,
  isEnabled: z.boolean(),
  phase: phaseSchema,
  /** In words: why it is in this phase, and what to do. */
  reason: sentence,
  since: epochMsSchema,
  nextAttempt: epochMsSchema.exactOptional(),
  /** Another login of the same user took its place; connecting takes over. */
  isLoggedOutElsewhere: z.boolean(),
  hasKeys: z.boolean(),
  /** The last four characters of the key's id; never more. */
  keyHint: z.string().max(4),
  keysSetAt: epochMsSchema.nullable(),
  permissions: keyPermissionsSchema.nullable(),
  testedAt: epochMsSchema.nullable(),
  /** Worst result of the last test. */
  testResult: z.enum(['passed', 'warning', 'failed']).nullable(),
  latencyMs: z.number().nullable(),
  createdAt: epochMsSchema,
  hasWebLogin: z.boolean(),
});
export type SavedConnectionCard = z.output<typeof savedConnectionSchema>;

export const rateUseSchema = z.object({
  name: z.string().max(80),
  used: z.number(),
  capacity: z.number(),
  blockedUntil: epochMsSchema.exactOptional(),
});

export const connectionHealthSchema = z.object({
  id: identifierSchema,
  messages: z.number(),
  messagesPerSecond: z.number(),
  lastMessageAt: epochMsSchema.exactOptional(),
  latencyMs: z.number().exactOptional(),
  reconnects: z.number(),
  gaps: z.number(),
  unreadable: z.number(),
  clockOffsetMs: z.number().exactOptional(),
  sockets: z
    .array(
      z.object({
        name: z.string().max(80),
        phase: z.enum(['closed', 'connecting', 'authenticating', 'open', 'back-off']),
        connectedSince: epochMsSchema.exactOptional(),
        topics: z.number(),
      }),
    )
    .max(100),
  rates: z.array(rateUseSchema).max(60),
  /** Logins that the venue counts for this user, and the most it allows where it tells. */
  sessions: z.object({ used: z.number(), allowed: z.number().nullable() }).nullable(),
  troubles: z.array(z.object({ at: epochMsSchema, sentence })).max(100),
  /** Newest first. */
  states: z.array(z.object({ at: epochMsSchema, phase: phaseSchema, reason: sentence })).max(100),
});
export type ConnectionHealthCard = z.output<typeof connectionHealthSchema>;

/** Where keys are being typed, and whether they have arrived. */
export const entrySchema = z.object({
  id: identifierSchema,
  state: z.enum(['waiting', 'entered', 'cancelled', 'expired']),
  /** `window`: one has been opened for it. `terminal`: the command below is to be run on this machine. */
  place: z.enum(['window', 'terminal']),
  /** The command to run, for `terminal`; it may name the folder of a profile. */
  command: z.string().max(5000),
  /** What was handed over is being checked; with a passphrase that takes a moment. */
  isTaking: z.boolean(),
  /** What went wrong with the last try, in words; empty otherwise. */
  trouble: sentence,
});
export type SecretEntryCard = z.output<typeof entrySchema>;

export const auditEntrySchema = z.object({
  sequence: z.number(),
  at: epochMsSchema,
  connection: z.string().max(80),
  label: z.string().max(120),
  action: z.enum([
    'created',
    'tested',
    'connected',
    'failed',
    'disconnected',
    'rotated',
    'edited',
    'disabled',
    'enabled',
    'revoked',
    'permissions-changed',
    'login-renewed',
  ]),
  detail: sentence,
});
export type AuditEntryCard = z.output<typeof auditEntrySchema>;

export const practiceSchema = z.object({
  id: z.string().max(60),
  label: z.string().max(160),
  result: z.enum(['met', 'attention', 'missed', 'unknown']),
  sentence,
  connections: z.array(identifierSchema).max(200),
});
export type PracticeCard = z.output<typeof practiceSchema>;

const one = z.object({ id: identifierSchema });
const entryIdSchema = identifierSchema;

export const connections = {
  list: oc.input(none).output(z.array(connectionStatusSchema).max(200)),
  connect: oc.input(one).output(connectionStatusSchema),
  disconnect: oc.input(one).output(connectionStatusSchema),
  /** The next attempt now instead of at its time; rejects where nothing waits, or the venue must be left alone. */
  retryNow: oc.input(one).output(connectionStatusSchema),
  /** The whole list now, and again after every change. */
  changes: oc.input(none).output(eventIterator(z.array(connectionStatusSchema).max(200))),

  kinds: oc
    .input(none)
    .output(z.object({ kinds: z.array(venueKindSchema).max(40), isDeveloper: z.boolean() })),
  /** All saved ones now, and again after every change. */
  saved: oc.input(none).output(eventIterator(z.array(savedConnectionSchema).max(200))),
  /** Once a second while listened to. */
  health: oc.input(none).output(eventIterator(z.array(connectionHealthSchema).max(200))),

  /** Asks the venue which choices a setting has, with what else is chosen so far. Ends within half a minute. */
  discover: oc
    .input(
      z.object({
        kind: z.string().max(40),
        setting: settingNameSchema,
        settings: connectionSettingsSchema,
      }),
    )
    .output(z.object({ choices: choicesSchema })),

  /** Opens the one-way entry of keys: for a new connection of a kind, or for one whose keys are to be replaced. */
  beginEntry: oc
    .input(
      z.object({ kind: z.string().max(40), label: nameSchema, fields: z.array(z.string().max(40)).max(10) }),
    )
    .output(entrySchema),
  /** Its state now, and again after every change; ends with the entry. */
  entry: oc.input(z.object({ id: entryIdSchema })).output(eventIterator(entrySchema)),
  cancelEntry: oc.input(z.object({ id: entryIdSchema })).output(none),

  /**
   * Runs the test, each step as it ends. Before saving: with settings, and the entry that holds the keys (null for public
   * data). Afterwards: with the connection's id.
   */
  test: oc
    .input(
      z.union([
        one,
        z.object({
          kind: z.string().max(40),
          settings: connectionSettingsSchema,
          entry: entryIdSchema.nullable(),
        }),
      ]),
    )
    .output(eventIterator(testStepSchema)),

  /**
   * Saves a tested connection and moves its keys to where they stay. Keys that may withdraw are refused unless
   * `withdrawalWords` are exactly the sentence that `withdrawalSentence` shows (K9).
   */
  create: oc
    .input(
      z.object({
        kind: z.string().max(40),
        settings: connectionSettingsSchema,
        entry: entryIdSchema.nullable(),
        withdrawalWords: z.string().max(200),
      }),
    )
    .output(savedConnectionSchema),
  edit: oc.input(one.extend({ settings: connectionSettingsSchema })).output(savedConnectionSchema),
  /** Tests the new keys and only then replaces the old ones; yields the test's steps, rejects when it fails. */
  rotate: oc
    .input(one.extend({ entry: entryIdSchema, withdrawalWords: z.string().max(200) }))
    .output(eventIterator(testStepSchema)),
  setEnabled: oc.input(one.extend({ isEnabled: z.boolean() })).output(savedConnectionSchema),
  /** Ends it, wipes its keys, and keeps its audit. */
  revoke: oc.input(one).output(none),

  /** Opens the venue's login page in the system's browser where there is one, and answers its address. */
  beginWebLogin: oc.input(one).output(z.object({ url: z.string().max(2048), isOpened: z.boolean() })),
  /** The redirect's address or the token, as pasted: a one-time text that is worth nothing a moment later. */
  finishWebLogin: oc.input(one.extend({ answer: z.string().min(1).max(2048) })).output(savedConnectionSchema),

  audit: oc
    .input(
      z.object({
        text: z.string().max(80),
        connection: z.string().max(80),
        before: z.number().nullable(),
        limit: z.int().min(1).max(500),
      }),
    )
    .output(
      z.object({
        entries: z.array(auditEntrySchema).max(500),
        hasOlder: z.boolean(),
        /** Whether the chain of hashes is whole; where not, the first entry that does not fit. */
        brokenAt: z.number().nullable(),
      }),
    ),
  /** The whole log as CSV (I4), hashes included. */
  exportAudit: oc.input(none).output(z.object({ csv: z.string() })),
  security: oc.input(none).output(z.array(practiceSchema).max(40)),
  /** The address others see, as far as it can be known. */
  outgoingAddress: oc
    .input(z.object({ proxy: z.string().max(300) }))
    .output(z.object({ address: z.string().max(100), sentence })),
};

/** What must be typed to save a key that may withdraw. */
export const withdrawalSentence = 'this key may withdraw my money';
