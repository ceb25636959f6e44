import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatorClock } from '../exchange/clock.ts';
import { type KeyMaterial, randomMaterial } from '../exchange/key-material.ts';
import type { CredentialSet } from '../exchange/simulator.ts';
import { KrakenError } from './venue-error.ts';

export interface KrakenKey {
  apiKey: string;
  /** Base64, as the website hands it out. */
  privateKey: string;
}

export interface KrakenCredentials extends CredentialSet<KrakenKey> {
  /** Its end of validity lies in the past. */
  expired: KrakenKey;
  /** May read and trade, but not open the account's streams. */
  noStreams: KrakenKey;
}

export type Permission =
  | 'query-funds'
  | 'add-funds'
  | 'withdraw-funds'
  | 'query-open-trades'
  | 'query-closed-trades'
  | 'modify-trades'
  | 'close-trades'
  | 'query-ledger'
  | 'create-ws-token';

const reading: readonly Permission[] = [
  'query-funds',
  'query-open-trades',
  'query-closed-trades',
  'query-ledger',
];
const trading: readonly Permission[] = [...reading, 'modify-trades', 'close-trades', 'create-ws-token'];

export const mainAccount = 'trader';
const lockoutMs = 15 * 60_000;

export interface Rights {
  name: string;
  accountId: string;
  permissions: readonly Permission[];
  /** Addresses it may be used from; empty is any. */
  addresses: readonly string[];
  /** Seconds since 1970; 0 is for ever. */
  validUntil: number;
  nonceWindow: bigint;
}

const ordinary: Omit<Rights, 'name'> = {
  accountId: mainAccount,
  permissions: trading,
  addresses: [],
  validUntil: 0,
  nonceWindow: 0n,
};

/** One key as the venue keeps it. */
export class KeyRecord {
  readonly key: KrakenKey;
  readonly rights: Rights;
  readonly createdAt: number;
  isRevoked = false;
  lastUsedAt = 0;
  nonce = 0n;
  private readonly recentNonces = new Set<bigint>();
  private nonceErrors: number[] = [];
  private lockedUntil = 0;

  constructor(key: KrakenKey, rights: Rights, createdAt: number) {
    this.key = key;
    this.rights = rights;
    this.createdAt = createdAt;
  }

  can(permission: Permission): boolean {
    return this.rights.permissions.includes(permission);
  }

  /** `path` without host and query, `body` exactly as it came. */
  verify(path: string, nonce: string, body: string, signature: string): boolean {
    const hash = createHash('sha256')
      .update(nonce + body, 'utf8')
      .digest();
    const right = createHmac('sha512', Buffer.from(this.key.privateKey, 'base64'))
      .update(path, 'utf8')
      .update(hash)
      .digest();
    const given = Buffer.from(signature, 'base64');
    return given.length === right.length && timingSafeEqual(right, given);
  }

  /** @throws KrakenError when the nonce is not new, or when that has happened too often. */
  spendNonce(text: string, now: number, patience: number): void {
    if (now < this.lockedUntil) throw new KrakenError('EGeneral:Temporary lockout');
    const nonce = /^\d{1,20}$/.test(text) ? BigInt(text) : -1n;
    const isNew = nonce > this.nonce - this.rights.nonceWindow && !this.recentNonces.has(nonce);
    if (nonce < 0n || nonce >= 1n << 64n || !isNew) {
      this.nonceErrors = [...this.nonceErrors.filter((at) => at > now - 60_000), now];
      if (this.nonceErrors.length > patience) this.lockedUntil = now + lockoutMs;
      throw new KrakenError('EAPI:Invalid nonce');
    }
    if (nonce > this.nonce) this.nonce = nonce;
    this.recentNonces.add(nonce);
    for (const old of this.recentNonces) {
      if (old <= this.nonce - this.rights.nonceWindow) this.recentNonces.delete(old);
    }
    this.recentNonces.add(this.nonce);
  }
}

/** The keys that the simulated venue has handed out. */
export class KeyRing {
  readonly credentials: KrakenCredentials;
  private readonly records = new Map<string, KeyRecord>();
  private readonly clock: SimulatorClock;
  private readonly material: KeyMaterial;

  constructor(clock: SimulatorClock, material: KeyMaterial = randomMaterial) {
    this.clock = clock;
    this.material = material;
    const good = this.issue('good', {});
    const nowSeconds = Math.floor(clock.now() / 1000);
    this.credentials = {
      good,
      wrongSecret: { ...good, privateKey: material.bytes(64).toString('base64') },
      unknown: makeKey(this.material),
      readOnly: this.issue('read only', { permissions: [...reading, 'create-ws-token'] }),
      withdrawEnabled: this.issue('with withdrawals', {
        permissions: [...trading, 'add-funds', 'withdraw-funds'],
      }),
      ipBound: this.issue('elsewhere', { addresses: ['203.0.113.7'] }),
      expired: this.issue('expired', { validUntil: nowSeconds - 86_400 }),
      noStreams: this.issue('without streams', {
        permissions: trading.filter((one) => one !== 'create-ws-token'),
      }),
    };
  }

  issue(name: string, rights: Partial<Omit<Rights, 'name'>>): KrakenKey {
    const key = makeKey(this.material);
    this.register(key, { ...ordinary, ...rights, name });
    return key;
  }

  /** Registers a key made elsewhere, for example the one of the documented test vector. */
  register(key: KrakenKey, rights: Rights = { ...ordinary, name: 'registered' }): KeyRecord {
    const record = new KeyRecord(key, rights, this.clock.now() - 86_400_000);
    this.records.set(key.apiKey, record);
    return record;
  }

  find(apiKey: string): KeyRecord | undefined {
    return this.records.get(apiKey);
  }

  /** A key that may be used now from this address. @throws KrakenError */
  usable(apiKey: string, remoteAddress: string): KeyRecord {
    const record = this.records.get(apiKey);
    const isOver = (until: number) => until !== 0 && until * 1000 <= this.clock.now();
    if (record === undefined || record.isRevoked || isOver(record.rights.validUntil)) {
      throw new KrakenError('EAPI:Invalid key');
    }
    const { addresses } = record.rights;
    const address = remoteAddress.replace(/^::ffff:/, '');
    // One of the two answers that the venue gives to a foreign address; the other is the one for an unknown key.
    if (addresses.length > 0 && !addresses.includes(address)) {
      throw new KrakenError('EGeneral:Permission denied');
    }
    return record;
  }
}

/** 56 characters and 64 bytes, as the venue's own. */
function makeKey(material: KeyMaterial): KrakenKey {
  return {
    apiKey: material.bytes(42).toString('base64'),
    privateKey: material.bytes(64).toString('base64'),
  };
}
