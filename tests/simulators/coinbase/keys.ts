import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import {
  ed25519KeyOf,
  type KeyMaterial,
  p256KeyOf,
  randomMaterial,
  uuidOf,
} from '../exchange/key-material.ts';
import type { CredentialSet } from '../exchange/simulator.ts';

/** A CDP key as its owner gets it. */
export interface CoinbaseKey {
  /** `organizations/…/apiKeys/…`, or a bare uuid for newer ones. */
  keyName: string;
  /** SEC1 or PKCS#8 PEM, or base64 of an Ed25519 seed with (64 bytes) or without (32) its public half. */
  privateKey: string;
}

export interface CoinbaseCredentials extends CredentialSet<CoinbaseKey> {
  /** Rights of `good`, as the portal hands Ed25519 keys out: base64 of 64 bytes, a bare uuid as name. */
  ed25519: CoinbaseKey;
  /** Belongs to another portfolio of the same owner. */
  otherPortfolio: CoinbaseKey;
}

export interface KeyRecord {
  keyName: string;
  accountId: string;
  publicKey: KeyObject;
  canView: boolean;
  canTrade: boolean;
  canTransfer: boolean;
  /** Addresses it may be used from; undefined is any. */
  addresses: string[] | undefined;
  isRevoked: boolean;
}

export type Rights = Pick<KeyRecord, 'accountId' | 'canView' | 'canTrade' | 'canTransfer' | 'addresses'>;

export const mainAccount = 'trader';
export const otherAccount = 'other portfolio';
const trader: Rights = {
  accountId: mainAccount,
  canView: true,
  canTrade: true,
  canTransfer: false,
  addresses: undefined,
};

function newEcKey(material: KeyMaterial): string {
  return p256KeyOf(material).export({ type: 'sec1', format: 'pem' }).toString();
}

function newEdKey(material: KeyMaterial): string {
  const seed = material.bytes(32);
  const open = createPublicKey(ed25519KeyOf(seed)).export({ type: 'spki', format: 'der' }).subarray(-32);
  return Buffer.concat([seed, open]).toString('base64');
}

/** The private half in any form the venue hands out. */
export function privateKeyOf(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  return ed25519KeyOf(Buffer.from(text, 'base64').subarray(0, 32));
}

/** The keys that the simulated venue has handed out. It keeps their public halves only. */
export class KeyRing {
  readonly credentials: CoinbaseCredentials;
  private readonly records = new Map<string, KeyRecord>();
  private readonly material: KeyMaterial;
  private readonly organisation: string;

  constructor(material: KeyMaterial = randomMaterial) {
    this.material = material;
    this.organisation = uuidOf(material);
    const good = this.issue(trader);
    this.credentials = {
      good,
      wrongSecret: { ...good, privateKey: newEcKey(this.material) },
      unknown: { keyName: this.longName(), privateKey: newEcKey(this.material) },
      readOnly: this.issue({ ...trader, canTrade: false }),
      withdrawEnabled: this.issue({ ...trader, canTransfer: true }),
      ipBound: this.issue({ ...trader, addresses: ['203.0.113.7'] }),
      ed25519: this.issue(trader, 'ed25519'),
      otherPortfolio: this.issue({ ...trader, accountId: otherAccount }),
    };
  }

  find(keyName: string): KeyRecord | undefined {
    return this.records.get(keyName);
  }

  /** A key with ordinary rights for an account. */
  issueFor(accountId: string, scheme: 'ecdsa' | 'ed25519' = 'ecdsa'): CoinbaseKey {
    return this.issue({ ...trader, accountId }, scheme);
  }

  issue(rights: Rights, scheme: 'ecdsa' | 'ed25519' = 'ecdsa'): CoinbaseKey {
    const key =
      scheme === 'ecdsa'
        ? { keyName: this.longName(), privateKey: newEcKey(this.material) }
        : { keyName: uuidOf(this.material), privateKey: newEdKey(this.material) };
    this.register(key, rights);
    return key;
  }

  private longName(): string {
    return `organizations/${this.organisation}/apiKeys/${uuidOf(this.material)}`;
  }

  /** Registers a key made elsewhere, for example from a documented test vector. */
  register(key: CoinbaseKey, rights: Rights = trader): void {
    const publicKey = createPublicKey(privateKeyOf(key.privateKey));
    this.records.set(key.keyName, { keyName: key.keyName, publicKey, ...rights, isRevoked: false });
  }
}
