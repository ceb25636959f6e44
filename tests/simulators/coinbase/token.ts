import { verify } from 'node:crypto';
import type { SimulatorClock } from '../exchange/clock.ts';
import type { KeyRecord, KeyRing } from './keys.ts';

/** Why a token was not accepted. The client sees one and the same 401 for all of them. */
export type TokenFault = 'malformed' | 'unknown-key' | 'signature' | 'uri' | 'clock' | 'address';

/** Two minutes; a longer life is refused. */
const longestLife = 120;

interface Parts {
  keys: KeyRing;
  clock: SimulatorClock;
  remoteAddress: string;
  /** What the token must be bound to; a socket's must be bound to nothing. */
  uris: string[] | undefined;
}

export interface AcceptedToken {
  key: KeyRecord;
  nonce: string;
}

/** Checks a JWT (RFC 7515, compact) as the venue does: kid, algorithm, signature, times, binding, address. */
export function checkToken(token: string, parts: Parts): AcceptedToken | TokenFault {
  const pieces = token.split('.');
  const [header, payload, signature] = pieces;
  if (pieces.length !== 3 || header === undefined || payload === undefined || signature === undefined)
    return 'malformed';
  if (!pieces.every((piece) => /^[A-Za-z0-9_-]+$/.test(piece))) return 'malformed';
  const head = jsonOf(header);
  const claims = jsonOf(payload);
  if (head === undefined || claims === undefined) return 'malformed';
  const nonce = head.nonce;
  if (head.typ !== 'JWT' || typeof nonce !== 'string' || nonce === '') return 'malformed';

  const key = typeof head.kid === 'string' ? parts.keys.find(head.kid) : undefined;
  if (key === undefined || key.isRevoked) return 'unknown-key';
  if (!isSigned(key, head.alg, `${header}.${payload}`, Buffer.from(signature, 'base64url')))
    return 'signature';
  if (claims.sub !== key.keyName || claims.iss !== 'cdp') return 'malformed';
  if (!isTimely(claims, parts.clock.now() / 1000)) return 'clock';
  const isBound =
    parts.uris === undefined ? claims.uri === undefined : parts.uris.includes(String(claims.uri));
  if (!isBound) return 'uri';
  const address = parts.remoteAddress.replace(/^::ffff:/, '');
  if (key.addresses !== undefined && !key.addresses.includes(address)) return 'address';
  return { key, nonce };
}

function isTimely(claims: Record<string, unknown>, now: number): boolean {
  const { nbf, exp } = claims;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return false;
  return nbf <= now && exp > now && exp - nbf <= longestLife;
}

function isSigned(key: KeyRecord, algorithm: unknown, text: string, signature: Buffer): boolean {
  const bytes = Buffer.from(text, 'ascii');
  if (signature.length !== 64) return false;
  if (key.publicKey.asymmetricKeyType === 'ed25519')
    return algorithm === 'EdDSA' && verify(null, bytes, key.publicKey, signature);
  return (
    algorithm === 'ES256' &&
    verify('sha256', bytes, { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  );
}

function jsonOf(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
