import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/*
 * A throw-away certificate authority and a server certificate for loopback, made afresh at each start: X.509 v3 (RFC 5280)
 * with ECDSA P-256 and SHA-256, written out in DER by hand because Node can sign and parse certificates, but not make them.
 */

export interface LoopbackCertificate {
  /** PEM of the authority that a client has to trust. */
  authority: string;
  certificate: string;
  key: string;
}

const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
};

export function issueLoopbackCertificate(): LoopbackCertificate {
  const authorityKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serverKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityName = name('Simulator throw-away authority');
  const authorityId = keyId(authorityKeys.publicKey);
  const authority = certificate({
    issuer: authorityName,
    subject: authorityName,
    publicKey: authorityKeys.publicKey,
    signer: authorityKeys.privateKey,
    extensions: [
      extension('2.5.29.19', true, der(tag.sequence, Buffer.from([0x01, 0x01, 0xff]))),
      // keyCertSign and cRLSign: bits 5 and 6.
      extension('2.5.29.15', true, der(tag.bitString, Buffer.from([0x01, 0x06]))),
      extension('2.5.29.14', false, der(tag.octetString, authorityId)),
    ],
  });
  const server = certificate({
    issuer: authorityName,
    subject: name('localhost'),
    publicKey: serverKeys.publicKey,
    signer: authorityKeys.privateKey,
    extensions: [
      extension('2.5.29.19', true, der(tag.sequence)),
      // digitalSignature: bit 0.
      extension('2.5.29.15', true, der(tag.bitString, Buffer.from([0x07, 0x80]))),
      extension('2.5.29.37', false, der(tag.sequence, oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.14', false, der(tag.octetString, keyId(serverKeys.publicKey))),
      extension('2.5.29.35', false, der(tag.sequence, der(0x80, authorityId))),
      extension('2.5.29.17', false, loopbackNames()),
    ],
  });
  return {
    authority: pem(authority),
    certificate: pem(server),
    key: serverKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface CertificateParts {
  issuer: Buffer;
  subject: Buffer;
  publicKey: KeyObject;
  signer: KeyObject;
  extensions: Buffer[];
}

function certificate(parts: CertificateParts): Buffer {
  const ecdsaWithSha256 = der(tag.sequence, oid('1.2.840.10045.4.3.2'));
  const serial = randomBytes(16);
  // Positive and without a leading zero byte.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const day = 86_400_000;
  const toBeSigned = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, serial),
    ecdsaWithSha256,
    parts.issuer,
    der(tag.sequence, time(Date.now() - day), time(Date.now() + 30 * day)),
    parts.subject,
    spki(parts.publicKey),
    der(0xa3, der(tag.sequence, ...parts.extensions)),
  );
  const signature = sign('sha256', toBeSigned, parts.signer);
  return der(tag.sequence, toBeSigned, ecdsaWithSha256, der(tag.bitString, Buffer.from([0]), signature));
}

function der(type: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest >>>= 8) length.unshift(rest & 0xff);
  const header = content.length < 0x80 ? [content.length] : [0x80 | length.length, ...length];
  return Buffer.concat([Buffer.from([type, ...header]), content]);
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left & 0x7f) | 0x80);
    }
    bytes.push(...groups);
  }
  return der(tag.oid, Buffer.from(bytes));
}

function name(commonName: string): Buffer {
  const attribute = der(tag.sequence, oid('2.5.4.3'), der(tag.utf8, Buffer.from(commonName, 'utf8')));
  return der(tag.sequence, der(tag.set, attribute));
}

/** GeneralizedTime is allowed from 2050 on only; UTCTime (two-digit year) is right for now. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${text}Z`, 'ascii'));
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1').update(spki(key)).digest();
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [Buffer.from([0x01, 0x01, 0xff])] : [];
  return der(tag.sequence, oid(id), ...critical, der(tag.octetString, value));
}

function loopbackNames(): Buffer {
  const dns = der(0x82, Buffer.from('localhost', 'ascii'));
  const ipv4 = der(0x87, Buffer.from([127, 0, 0, 1]));
  const ipv6 = der(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]));
  return der(tag.sequence, dns, ipv4, ipv6);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
