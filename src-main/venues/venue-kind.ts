import type { MarketEvent } from '../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Release } from './release.ts';
import type { Venue } from './venue.ts';

/*
 * What the rest of the application knows of a venue before, and besides, an open connection: what it can do, which
 * credentials it takes, how they are tested. Each venue folder's `index.ts` exports one `VenueKind`.
 */

export const environments = ['live', 'testnet'] as const;
export type Environment = (typeof environments)[number];

/** A saved connection as the venue needs it; secrets are not in it. */
export interface VenueConfig {
  /** Identifies the connection for ever. */
  readonly id: string;
  readonly label: string;
  readonly environment: Environment;
  /** Some of the kind's `products`. */
  readonly products: readonly string[];
  /** False: reads accounts, but `trading` refuses nothing because it is never asked; `canTrade` says so. */
  readonly isTradingEnabled: boolean;
  /** Choices only this kind of venue has, by the names in its description's `settings`; no secrets. */
  readonly settings?: Readonly<Record<string, string>>;
  /** `http://…`, `socks5://user@host:port`; a password of the proxy is a credential field, `proxyPassword`. */
  readonly proxy?: string;
  /** Developer mode only: other addresses for the names in the venue's `urls.ts`. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Developer mode only: a certificate authority (PEM) to trust besides the system's. Checks are never off (W1). */
  readonly trustedCa?: string;
}

/** A secret for the duration of one use. */
export interface SecretText {
  reveal(): string;
}
export type CredentialFields = Readonly<Record<string, SecretText>>;

/** The way to one connection's credentials. Nothing of them may be kept after `use` has returned (K1). */
export interface CredentialAccess {
  use<T>(purpose: string, use: (fields: CredentialFields) => T | Promise<T>): Promise<T>;
  /** Replaces single fields, such as the token of a daily login. */
  replace(fields: Readonly<Record<string, SecretText>>): Promise<void>;
}

/** The world outside, handed over so that a test can hold time still and a seed replays a run (O15). */
export interface VenueParts {
  /** Null for public market data only. */
  readonly credentials: CredentialAccess | null;
  now(): EpochMs;
  /** Milliseconds that never jump. */
  monotonicMs(): number;
  after(delayMs: number, run: () => void): Release;
  /** 0 ≤ r < 1. */
  random(): number;
  /** Cryptographic. */
  randomBytes(length: number): Uint8Array;
  /** Fields from the log's allow-list only (D1). */
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Raw frames as they come and go, for `tidemark venue record`; secrets are taken out before. */
  record?(frame: RecordedFrame): void;
}

export interface RecordedFrame {
  readonly at: EpochMs;
  readonly direction: 'sent' | 'received';
  readonly socket: string;
  /** Text as it is, binary as hex. */
  readonly text?: string;
  readonly hex?: string;
}

export interface CredentialField {
  /** `apiKey`: the name in the vault record and in the command line's JSON. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** The id of a key is no secret: its last four characters may be shown (K7). */
  readonly isKeyId: boolean;
  readonly isMultiline: boolean;
  readonly isOptional: boolean;
}

/** A choice besides the common ones that a connection needs before it can log in, such as the system of a broker. */
export interface VenueSetting {
  readonly name: string;
  readonly label: string;
  /** What it is and where a person finds it. */
  readonly hint: string;
  /** What is known to serve; empty for a free text. */
  readonly choices: readonly SettingChoice[];
  /** Whether something else than the choices may be typed. */
  readonly isFree: boolean;
  /** The venue can be asked which choices there are: `VenueKind.discover`. */
  readonly isDiscoverable: boolean;
  readonly default: string;
}

export interface SettingChoice {
  readonly value: string;
  readonly label: string;
  /** Offered only in this environment; absent for both. */
  readonly environment?: Environment;
}

/** What a venue calls that which is entered to get in, for sentences of the page. */
export interface CredentialWords {
  /** Of the step in which it is entered: “Keys”, “Login”. */
  readonly title: string;
  /** “key”, “login” */
  readonly one: string;
  /** “keys”, “user and password” */
  readonly many: string;
  /** To put others in their place: “Rotate keys”, “Change login”. */
  readonly change: string;
  /** The step of a test that proves them: “Check the signature”, “Log in”. */
  readonly proof: string;
}

/** What a person is told before any login. */
export interface VenueDescription {
  /** One sentence. */
  readonly summary: string;
  readonly products: readonly { readonly name: string; readonly label: string }[];
  readonly environments: readonly Environment[];
  /** Market data without keys. */
  readonly isPublic: boolean;
  readonly canTrade: boolean;
  readonly orderTypes: readonly string[];
  readonly historyReach: string;
  /** Must be read before going on, such as the static address that Indian law asks for. */
  readonly warnings: readonly string[];
  /** Where a login may end another program's: told before every connect. Absent where any number may be logged in. */
  readonly sessionNotice?: string;
  readonly credentialFields: readonly CredentialField[];
  /** Absent where they are keys. */
  readonly credentialWords?: CredentialWords;
  /** Absent where it needs none. */
  readonly settings?: readonly VenueSetting[];
  /** How to make a key, step by step, in the venue's own words for its pages and buttons. */
  readonly keyInstructions: readonly string[];
  /** Which rights to tick and which never. */
  readonly rights: readonly string[];
  /** How to bind the key to an address, and what becomes of it without. */
  readonly addressBinding: string;
  /** False where the venue cannot do that at all. */
  readonly canBindAddress?: false;
  /** https address of the page where keys are made. */
  readonly keyPage: string;
}

/** What the venue says of a key; null is “it does not tell”. */
export interface KeyPermissions {
  readonly canRead: boolean | null;
  readonly canTrade: boolean | null;
  readonly canWithdraw: boolean | null;
  readonly isAddressBound: boolean | null;
  readonly expires: EpochMs | null;
  /** The venue's own names of the rights. */
  readonly details: readonly string[];
}

export const testStepNames = ['reach', 'clock', 'signature', 'permissions', 'address', 'latency'] as const;
export interface TestStep {
  readonly step: (typeof testStepNames)[number];
  readonly result: 'passed' | 'warning' | 'failed' | 'skipped';
  /** What was found and, unless it passed, what to do. */
  readonly sentence: string;
  readonly elapsedMs: number;
  readonly permissions?: KeyPermissions;
  readonly clockOffsetMs?: number;
  readonly latencyMs?: number;
}

/** One signed request, ready to be sent, as `tidemark venue sign` prints it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text that is sent; empty when there is none. For a socket message, the message itself. */
  readonly body: string;
}

/** What `tidemark venue sign` reads. Credentials are plain here: they come from the caller, never from the vault. */
export interface SignInput {
  readonly credentials: Readonly<Record<string, string>>;
  readonly request: {
    readonly method: string;
    /** `/api/v3/order`; for a socket request its method name, `order.place`. */
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly body?: Readonly<Record<string, unknown>>;
    /** Which of the venue's addresses; the first REST address when absent. */
    readonly surface?: string;
    /** Body as JSON where the venue takes forms too. */
    readonly isJson?: boolean;
  };
  readonly timestamp?: number;
  readonly nonce?: string;
}

/** An event as `tidemark venue decode` prints it: a market event, or an order, fill, balance or control message. */
export type DecodedEvent = MarketEvent | { readonly kind: string; readonly [field: string]: unknown };

/** What reads raw frames without a connection: state it needs (instrument grids) it takes from the frames or defaults. */
export interface FrameDecoder {
  /** Never throws: what cannot be read comes back as `{ kind: 'unreadable', reason }`. */
  decode(frame: string | Uint8Array): readonly DecodedEvent[];
}

/** A login that needs the venue's own web page, each day anew. */
export interface WebLogin {
  /** Page to open in the system's browser: https, or with `config` that of developer mode. */
  loginUrl(fields: CredentialFields, config?: Pick<VenueConfig, 'urls'>): string;
  /** Takes what came back: the redirect's address, or the token pasted by hand. */
  finish(answer: string, config: VenueConfig, parts: VenueParts): Promise<{ readonly expires: EpochMs }>;
}

/** What is known of a kind without the code that speaks to its venue. */
export interface KindListing {
  readonly kind: string;
  readonly label: string;
  readonly description: VenueDescription;
  readonly addressNames: readonly string[];
  /** The kind has a `webLogin`. */
  readonly hasWebLogin: boolean;
  /** The kind has `discover`. */
  readonly hasDiscovery: boolean;
}

export interface VenueKind {
  /** Folder name: `kraken`. */
  readonly kind: string;
  readonly label: string;
  readonly description: VenueDescription;
  /** Channels that `decoder` knows by name. */
  readonly channels: readonly string[];
  /** Names under which developer mode may put other addresses; all of them together or none. */
  readonly addressNames: readonly string[];
  readonly webLogin?: WebLogin;
  /** Fetches the code, where it comes later than the listing; only then may anything be used that answers at once. */
  prepare?(): Promise<void>;
  /** Asks the venue which choices a setting has; needs no credentials. Only for those that are discoverable. */
  discover?(
    setting: string,
    config: VenueConfig,
    parts: VenueParts,
    signal: AbortSignal,
  ): Promise<readonly SettingChoice[]>;
  open(config: VenueConfig, parts: VenueParts): Venue;
  /** Runs the steps in order, each as it ends; goes on after a failed one where that still tells something. */
  test(config: VenueConfig, parts: VenueParts, signal: AbortSignal): AsyncIterable<TestStep>;
  decoder(channel?: string): FrameDecoder;
  /** @throws Failure `invalid` for credentials or a request it cannot read. */
  sign(input: SignInput): SignedRequest;
}
