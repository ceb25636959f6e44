import { createHash, randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../exchange/clock.ts';
import { type KeyMaterial, randomMaterial } from '../exchange/key-material.ts';
import type { CredentialSet } from '../exchange/simulator.ts';
import { nextSixOClock } from './indian-time.ts';
import { errors } from './venue-error.ts';

/** What a user brings: his own app, and the day's token once he has signed in. */
export interface KiteKey {
  apiKey: string;
  apiSecret: string;
  accessToken: string;
}

export interface KiteCredentials extends CredentialSet<KiteKey> {
  /** Without the paid data subscription: no prices, no history, no ticker. */
  withoutData: KiteKey;
  /** Yesterday's token. */
  expired: KiteKey;
  /** Another app of the same user. */
  secondApp: KiteKey;
  otherUser: KiteKey;
}

export interface User {
  userId: string;
  exchanges: string[];
  products: string[];
  orderTypes: string[];
}

export interface App {
  apiKey: string;
  apiSecret: string;
  /** A number that the console shows; order messages carry it. */
  appId: number;
  userId: string;
  /** Registered addresses that orders may come from. */
  addresses: string[];
  hasData: boolean;
  redirectUrl: string;
}

export interface Session {
  app: App;
  accessToken: string;
  publicToken: string;
  loginAt: number;
  endsAt: number;
  isOver: boolean;
}

interface RequestToken {
  apiKey: string;
  madeAt: number;
  isUsed: boolean;
}

const requestTokenLifeMs = 5 * 60_000;
const defaultRedirect = 'http://127.0.0.1:8591/kite';
export const mainUser = 'AB1234';
export const otherUser = 'XY9876';
export const userWithoutSegments = 'RO0001';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Users, their apps, and the sessions of the day. */
export class Registry {
  readonly credentials: KiteCredentials;
  private readonly users = new Map<string, User>();
  private readonly apps = new Map<string, App>();
  private readonly sessions = new Map<string, Session>();
  private readonly requestTokens = new Map<string, RequestToken>();
  private readonly clock: SimulatorClock;
  private nextAppId = 1234;

  private readonly material: KeyMaterial;

  constructor(clock: SimulatorClock, material: KeyMaterial = randomMaterial) {
    this.clock = clock;
    this.material = material;
    this.addUser(mainUser);
    this.addUser(otherUser);
    this.addUser(userWithoutSegments, { exchanges: ['MF'], products: [], orderTypes: [] });
    const good = this.issue(mainUser);
    const expired = this.issue(mainUser);
    this.session(expired).endsAt = clock.now() - 1;
    this.credentials = {
      good,
      wrongSecret: { ...good, apiSecret: this.text(16), accessToken: this.text(16) },
      unknown: { apiKey: this.text(8), apiSecret: this.text(16), accessToken: this.text(16) },
      readOnly: this.issue(userWithoutSegments),
      // Kite Connect cannot withdraw at all: there is no such right that a key could have.
      withdrawEnabled: this.issue(mainUser),
      ipBound: this.issue(mainUser, { addresses: ['203.0.113.7'] }),
      withoutData: this.issue(mainUser, { hasData: false }),
      expired,
      secondApp: this.issue(mainUser),
      otherUser: this.issue(otherUser),
    };
  }

  private text(bytes: number): string {
    return this.material.bytes(bytes).toString('hex');
  }

  addUser(userId: string, rights: Partial<User> = {}): void {
    this.users.set(userId, {
      userId,
      exchanges: ['NSE', 'NFO', 'BFO', 'CDS', 'BSE', 'MCX', 'BCD', 'MF'],
      products: ['CNC', 'NRML', 'MIS', 'BO', 'CO'],
      orderTypes: ['MARKET', 'LIMIT', 'SL', 'SL-M'],
      ...rights,
    });
  }

  user(userId: string): User {
    const user = this.users.get(userId);
    if (user === undefined) throw new Error(`There is no user ${userId}.`);
    return user;
  }

  /** A new app of a user, signed in. */
  issue(userId: string, change: Partial<App> = {}): KiteKey {
    const app: App = {
      apiKey: this.text(8),
      apiSecret: this.text(16),
      appId: this.nextAppId,
      userId,
      addresses: ['127.0.0.1'],
      hasData: true,
      redirectUrl: defaultRedirect,
      ...change,
    };
    this.nextAppId += 1;
    this.apps.set(app.apiKey, app);
    return { apiKey: app.apiKey, apiSecret: app.apiSecret, accessToken: this.begin(app).accessToken };
  }

  app(apiKey: string): App | undefined {
    return this.apps.get(apiKey);
  }

  /** The user signed in on the venue's page: the token that the redirect carries. */
  signIn(apiKey: string): string {
    if (!this.apps.has(apiKey)) throw errors.incorrectToken();
    const token = this.text(16);
    this.requestTokens.set(token, { apiKey, madeAt: this.clock.now(), isUsed: false });
    return token;
  }

  /** @throws VenueError unless key, request token and checksum belong together. */
  exchange(apiKey: string, requestToken: string, checksum: string): Session {
    const app = this.apps.get(apiKey);
    if (app === undefined) throw errors.token('Invalid `api_key`.');
    const given = this.requestTokens.get(requestToken);
    const isFresh =
      given?.apiKey === apiKey && !given.isUsed && this.clock.now() - given.madeAt < requestTokenLifeMs;
    if (!isFresh) throw errors.expiredToken();
    if (checksum !== sha256(apiKey + requestToken + app.apiSecret)) throw errors.token('Invalid `checksum`.');
    given.isUsed = true;
    return this.begin(app);
  }

  /** The session that these belong to. @throws VenueError */
  check(apiKey: string, accessToken: string): Session {
    const session = this.sessions.get(accessToken);
    if (session === undefined || session.app.apiKey !== apiKey) throw errors.incorrectToken();
    if (!this.isAlive(session)) throw errors.expiredToken();
    return session;
  }

  isAlive(session: Session): boolean {
    return !session.isOver && this.clock.now() < session.endsAt;
  }

  /** The session of a key, whether it lives or not. */
  session(key: KiteKey): Session {
    const session = this.sessions.get(key.accessToken);
    if (session === undefined) throw new Error('This key has no session.');
    return session;
  }

  /** A login ends the one before of the same app. */
  private begin(app: App): Session {
    for (const session of this.sessions.values()) if (session.app === app) session.isOver = true;
    const now = this.clock.now();
    const session: Session = {
      app,
      accessToken: this.text(16),
      publicToken: this.text(16),
      loginAt: now,
      endsAt: nextSixOClock(now),
      isOver: false,
    };
    this.sessions.set(session.accessToken, session);
    return session;
  }
}

/** Letters and digits, twice as many as bytes. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
