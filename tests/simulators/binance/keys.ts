import {
  constants,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { ed25519KeyOf, type KeyMaterial, randomMaterial } from '../exchange/key-material.ts';
import type { CredentialSet } from '../exchange/simulator.ts';

export interface BinanceKey {
  apiKey: string;
  scheme: 'hmac' | 'ed25519' | 'rsa';
  /** HMAC: the shared secret. Otherwise the private key as PKCS#8 PEM. */
  secret: string;
}

export interface BinanceCredentials extends CredentialSet<BinanceKey> {
  /** Same rights as `good`; the only kind that may log a session on. */
  ed25519: BinanceKey;
  rsa: BinanceKey;
}

export interface KeyRecord {
  apiKey: string;
  accountId: string;
  scheme: BinanceKey['scheme'];
  verify(payload: string, signature: string): boolean;
  canTrade: boolean;
  canWithdraw: boolean;
  /** Addresses it may be used from; undefined is any. */
  addresses: string[] | undefined;
  createdAt: number;
  isRevoked: boolean;
}

type Rights = Pick<KeyRecord, 'canTrade' | 'canWithdraw' | 'addresses' | 'accountId'>;

export const mainAccount = 'trader';
const trader: Rights = { accountId: mainAccount, canTrade: true, canWithdraw: false, addresses: undefined };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The keys that the simulated venue has handed out, and how it checks their signatures. */
export class KeyRing {
  readonly credentials: BinanceCredentials;
  private readonly records = new Map<string, KeyRecord>();
  private readonly createdAt: number;
  private readonly material: KeyMaterial;

  constructor(createdAt: number, material: KeyMaterial = randomMaterial) {
    this.createdAt = createdAt;
    this.material = material;
    const good = this.issueHmac(trader);
    let rsa: BinanceKey | undefined;
    const issueRsa = () => this.issuePair('rsa', trader);
    this.credentials = {
      good,
      wrongSecret: { ...good, secret: this.text() },
      unknown: { apiKey: this.text(), scheme: 'hmac', secret: this.text() },
      readOnly: this.issueHmac({ ...trader, canTrade: false }),
      withdrawEnabled: this.issueHmac({ ...trader, canWithdraw: true }),
      ipBound: this.issueHmac({ ...trader, addresses: ['203.0.113.7'] }),
      ed25519: this.issuePair('ed25519', trader),
      /** Made when first asked for: RSA keys take long. */
      get rsa() {
        rsa ??= issueRsa();
        return rsa;
      },
    };
  }

  find(apiKey: string): KeyRecord | undefined {
    return this.records.get(apiKey);
  }

  /** A key with ordinary rights for an account. */
  issueFor(accountId: string, scheme: BinanceKey['scheme'] = 'hmac'): BinanceKey {
    const rights = { ...trader, accountId };
    return scheme === 'hmac' ? this.issueHmac(rights) : this.issuePair(scheme, rights);
  }

  issueHmac(rights: Rights): BinanceKey {
    const key: BinanceKey = { apiKey: this.text(), scheme: 'hmac', secret: this.text() };
    this.register(key, rights);
    return key;
  }

  /** Registers a key made elsewhere, for example from a documented test vector. */
  register(key: BinanceKey, rights: Rights = trader): KeyRecord {
    const { apiKey, scheme, secret } = key;
    const publicKey = scheme === 'hmac' ? undefined : createPublicKey(secret);
    const check = (payload: string, signature: string): boolean =>
      publicKey === undefined
        ? isHmac(secret, payload, signature)
        : isSignedBy(publicKey, scheme, payload, signature);
    const { createdAt } = this;
    const record: KeyRecord = { apiKey, scheme, verify: check, ...rights, createdAt, isRevoked: false };
    this.records.set(apiKey, record);
    return record;
  }

  /** 64 letters and digits, as the venue's own. */
  private text(): string {
    return [...this.material.bytes(64)].map((byte) => letters[byte % letters.length]).join('');
  }

  private issuePair(scheme: 'ed25519' | 'rsa', rights: Rights): BinanceKey {
    // RSA keys cannot be made from given bytes: they are new at each start.
    const privateKey =
      scheme === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
        : ed25519KeyOf(this.material.bytes(32));
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const key: BinanceKey = { apiKey: this.text(), scheme, secret };
    this.register(key, rights);
    return key;
  }
}

function isHmac(secret: string, payload: string, signature: string): boolean {
  if (!/^[0-9a-fA-F]{64}$/.test(signature)) return false;
  const right = createHmac('sha256', secret).update(payload, 'utf8').digest();
  return timingSafeEqual(right, Buffer.from(signature, 'hex'));
}

function isSignedBy(
  key: KeyObject,
  scheme: 'ed25519' | 'rsa' | 'hmac',
  payload: string,
  signature: string,
): boolean {
  const bytes = Buffer.from(signature, 'base64');
  const data = Buffer.from(payload, 'utf8');
  if (scheme === 'ed25519') return bytes.length === 64 && verify(null, data, key, bytes);
  return verify('sha256', data, { key, padding: constants.RSA_PKCS1_PADDING }, bytes);
}
