import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret that must be nowhere, with a name for the report. */
export interface Canary {
  readonly name: string;
  readonly value: string;
  /** The venue that itself asks for it in requests: the id of a key, a session's token, a login. No other may get it. */
  readonly venue?: string;
}

export interface Hit {
  readonly canary: string;
  readonly encoding: string;
  readonly where: string;
}

interface Needle {
  readonly canary: Canary;
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Shorter pieces turn up by chance. */
const shortest = 12;

/** Every form in which a secret could lie about: of long texts with line ends, each line by itself. */
export function needlesOf(canaries: readonly Canary[]): Needle[] {
  return canaries.flatMap((canary) => {
    const pieces = canary.value
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line.length >= shortest && !line.startsWith('-----'));
    // Secrets handed out in base64 are bytes, too.
    const raw = /^[A-Za-z0-9+/]{40,}={0,2}$/.test(canary.value) ? [Buffer.from(canary.value, 'base64')] : [];
    const forms = [...pieces.map((piece) => Buffer.from(piece, 'utf8')), ...raw].flatMap(formsOf);
    return forms.map(([encoding, bytes]) => ({ canary, encoding, bytes }));
  });
}

function formsOf(secret: Buffer): [string, Buffer][] {
  const text = secret.toString('utf8');
  const hex = secret.toString('hex');
  const forms: [string, Buffer][] = [
    ['plain', secret],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['URL', Buffer.from(encodeURIComponent(text))],
    ['reversed', Buffer.from([...text].reverse().join(''))],
  ];
  // Wherever it stands in a longer text, one of three phases of base64 holds it.
  for (const phase of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(phase), secret])
      .toString('base64')
      .replace(/=+$/, '');
    const firstClean = Math.ceil((phase * 8) / 6);
    const lastClean = Math.floor(((phase + secret.length) * 8) / 6);
    const inside = whole.slice(firstClean, lastClean);
    forms.push([`base64, phase ${phase}`, Buffer.from(inside)]);
    forms.push([`base64url, phase ${phase}`, Buffer.from(inside.replaceAll('+', '-').replaceAll('/', '_'))]);
  }
  return forms.filter(([, bytes]) => bytes.length >= shortest);
}

export function searchBytes(haystack: Buffer, where: string, needles: readonly Needle[]): Hit[] {
  return needles
    .filter(({ bytes }) => haystack.includes(bytes))
    .map(({ canary, encoding }) => ({ canary: canary.name, encoding, where }));
}

/** All files under a folder, their names included. */
export function searchFolder(
  folder: string,
  needles: readonly Needle[],
): { hits: Hit[]; names: string[]; files: number; bytes: number } {
  const found = { hits: [] as Hit[], names: [] as string[], files: 0, bytes: 0 };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    found.hits.push(...searchBytes(Buffer.from(path), `the name ${entry.name}`, needles));
    if (!entry.isFile()) continue;
    const content = readFileSync(path);
    found.files += 1;
    found.names.push(entry.name);
    found.bytes += content.length;
    found.hits.push(...searchBytes(content, path.slice(folder.length + 1), needles));
  }
  return found;
}
