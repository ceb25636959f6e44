import { hashRaw } from '@node-rs/argon2';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Secret } from './secret.ts';

/** How much work a guess at the passphrase costs: the parameters of Argon2id. */
export interface Strength {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** Less is refused, also when it stands in a file (K4). */
export const leastStrength: Strength = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
/** More would let a file stop the machine that reads it. */
export const mostStrength: Strength = { memoryKiB: 1024 * 1024, passes: 12, lanes: 4 };

const gib = 1024 ** 3;
export const leastPassphraseCharacters = 12;
const mostPassphraseBytes = 1024;
const argon2id = 2;
const argon2Version13 = 1;

/** 256 MiB, and less on machines where that would be felt, but never under the floor. */
export function defaultStrength(machineBytes: number): Strength {
  const memoryMiB = machineBytes >= 6 * gib ? 256 : machineBytes >= 3 * gib ? 128 : 64;
  return { memoryKiB: memoryMiB * 1024, passes: 3, lanes: 1 };
}

/** What is wrong with a strength, in words; undefined when it may be used. */
export function strengthFault({ memoryKiB, passes, lanes }: Strength): string | undefined {
  const [least, most] = [leastStrength, mostStrength];
  if (memoryKiB < least.memoryKiB || passes < least.passes || lanes < least.lanes) {
    return `its passphrase would be too easy to guess (${memoryKiB} KiB, ${passes} passes; at least ${least.memoryKiB} KiB and ${least.passes})`;
  }
  if (memoryKiB > most.memoryKiB || passes > most.passes || lanes > most.lanes) {
    return `it asks for more work than any vault needs (${memoryKiB} KiB, ${passes} passes, ${lanes} lanes)`;
  }
  return undefined;
}

/** @throws Failure `invalid` when a passphrase may not guard a vault. */
export function checkPassphrase(passphrase: Secret): void {
  const bytes = normalised(passphrase);
  const characters = [...bytes.toString('utf8')].length;
  const { length } = bytes;
  bytes.fill(0);
  if (characters < leastPassphraseCharacters) {
    throw new Failure(
      'invalid',
      `A passphrase needs at least ${leastPassphraseCharacters} characters; several words are easiest to remember.`,
    );
  }
  if (length > mostPassphraseBytes)
    throw new Failure('invalid', `The passphrase is longer than ${mostPassphraseBytes} bytes.`);
}

/** The key that wraps the vault's own, by Argon2id in Node's pool of threads. The caller wipes it. */
export async function deriveKey(passphrase: Secret, salt: Buffer, strength: Strength): Promise<Buffer> {
  const fault = strengthFault(strength);
  if (fault !== undefined) throw new Error(`Argon2id asked for with bad parameters: ${fault}`);
  const bytes = normalised(passphrase);
  try {
    return await hashRaw(bytes, {
      algorithm: argon2id,
      version: argon2Version13,
      memoryCost: strength.memoryKiB,
      timeCost: strength.passes,
      parallelism: strength.lanes,
      outputLen: 32,
      salt,
    });
  } finally {
    bytes.fill(0);
  }
}

/** The same letters typed on another system can be other bytes; NFC makes them one. ASCII needs no string for that. */
function normalised(passphrase: Secret): Buffer {
  const bytes = passphrase.copyBytes();
  if (bytes.every((byte) => byte < 0x80)) return bytes;
  const text = bytes.toString('utf8').normalize('NFC');
  bytes.fill(0);
  return Buffer.from(text, 'utf8');
}
