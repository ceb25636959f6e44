import { randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A client id in the form that the venue gives when the client gave none: 22 letters and digits. */
export function venueClientId(): string {
  return [...randomBytes(22)].map((byte) => letters[byte % letters.length]).join('');
}
