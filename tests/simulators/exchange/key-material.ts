import { createECDH, createHash, createPrivateKey, type KeyObject, randomBytes } from 'node:crypto';

/** Where the keys that a simulated venue hands out come from. */
export interface KeyMaterial {
  bytes(length: number): Buffer;
}

/** Different at each start, as tests want it. */
export const randomMaterial: KeyMaterial = { bytes: randomBytes };

/**
 * The same keys at each start, so that a person enters them into a connection once. Everybody can work them out: they open
 * simulators on this machine and nothing else.
 */
export function fixedMaterial(venue: string): KeyMaterial {
  let count = 0;
  return {
    bytes(length) {
      const parts: Buffer[] = [];
      for (let made = 0; made < length; made += 64) {
        count += 1;
        parts.push(createHash('sha512').update(`simulator only ${venue} ${count}`).digest());
      }
      return Buffer.concat(parts).subarray(0, length);
    },
  };
}

/** 8-4-4-4-12, version 4. */
export function uuidOf(material: KeyMaterial): string {
  const bytes = material.bytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The frame of PKCS#8 around an Ed25519 seed (RFC 8410). */
const seedFrame = Buffer.from('302e020100300506032b657004220420', 'hex');

export function ed25519KeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([seedFrame, seed]), format: 'der', type: 'pkcs8' });
}

/** A private key on P-256. Fewer than one in four thousand million texts of 32 bytes is none; then the next ones are taken. */
export function p256KeyOf(material: KeyMaterial): KeyObject {
  const curve = createECDH('prime256v1');
  const scalar = material.bytes(32);
  try {
    curve.setPrivateKey(scalar);
  } catch {
    return p256KeyOf(material);
  }
  const open = curve.getPublicKey();
  const text = (bytes: Buffer) => bytes.toString('base64url');
  const [x, y] = [text(open.subarray(1, 33)), text(open.subarray(33))];
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: text(scalar), x, y }, format: 'jwk' });
}
