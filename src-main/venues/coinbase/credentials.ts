import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Failure } from '../../../src-shared/domain/failure.ts';

/** A CDP key, ready to sign. Whoever reads it drops it when the token is made (K1). */
export interface CdpKey {
  readonly name: string;
  readonly algorithm: 'ES256' | 'EdDSA';
  readonly key: KeyObject;
}

/** PKCS#8 of an Ed25519 seed, up to the 32 bytes of the seed (RFC 8410). */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Tells the kinds of keys apart by the key material: nobody is asked for it. Takes the private key as the portal hands it
 * out (PEM with real or written-out line ends, base64 of an Ed25519 seed with or without its public half), or the whole
 * file that the portal downloads, which names the key too.
 * @throws Failure `invalid`, which never quotes the key.
 */
export function readKey(fields: { readonly keyName?: string; readonly privateKey?: string }): CdpKey {
  const { name, secret } = fromFile((fields.privateKey ?? '').trim());
  const keyName = ((fields.keyName ?? '').trim() || name).trim();
  if (keyName === '')
    throw new Failure('invalid', 'The name of the key is missing: organizations/…/apiKeys/….');
  if (!/^[\x21-\x7e]{1,200}$/.test(keyName)) {
    throw new Failure('invalid', 'The name of the key must be one line, as organizations/…/apiKeys/….');
  }
  if (secret === '') throw new Failure('invalid', 'The private key is missing.');
  const key = secret.includes('-----BEGIN') ? fromPem(secret) : fromBase64(secret);
  if (key.asymmetricKeyType === 'ed25519') return { name: keyName, algorithm: 'EdDSA', key };
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') {
    return { name: keyName, algorithm: 'ES256', key };
  }
  throw new Failure(
    'invalid',
    'Coinbase takes Ed25519 keys and ECDSA keys of the curve P-256; this is another kind.',
  );
}

function fromFile(text: string): { name: string; secret: string } {
  if (!text.startsWith('{')) return { name: '', secret: text };
  try {
    const { name, id, privateKey } = JSON.parse(text) as Record<string, unknown>;
    const named = typeof name === 'string' ? name : typeof id === 'string' ? id : '';
    return { name: named, secret: typeof privateKey === 'string' ? privateKey.trim() : '' };
  } catch {
    // Not kept as the cause: what the parser says may quote the key.
    throw new Failure('invalid', 'The key file cannot be read. Paste it whole, from { to }.');
  }
}

function fromPem(text: string): KeyObject {
  const pem = text.replaceAll('\\r', '').replaceAll('\\n', '\n');
  if (!pem.includes('PRIVATE KEY-----')) {
    throw new Failure(
      'invalid',
      'This is not a private key. Paste the private key from the file of the portal.',
    );
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Failure(
      'invalid',
      'The private key cannot be read. Paste the whole text, the lines with BEGIN and END included.',
    );
  }
}

function fromBase64(text: string): KeyObject {
  const compact = text.replaceAll(/\s/g, '');
  const bytes = /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : Buffer.alloc(0);
  if (bytes.length !== 32 && bytes.length !== 64) {
    throw new Failure(
      'invalid',
      'The private key is neither PEM nor the base64 text of an Ed25519 key. Copy it again from the file of the portal.',
    );
  }
  const key = createPrivateKey({
    key: Buffer.concat([ed25519Head, bytes.subarray(0, 32)]),
    format: 'der',
    type: 'pkcs8',
  });
  if (bytes.length === 64 && !bytes.subarray(32).equals(publicBytes(key))) {
    throw new Failure(
      'invalid',
      'The two halves of the private key do not belong together; it was not copied whole. Copy it again.',
    );
  }
  bytes.fill(0);
  return key;
}

function publicBytes(key: KeyObject): Buffer {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}
