import { createHash } from 'node:crypto';

/** A uuid that follows from what it names, so that the same thing has the same id in every answer. */
export function uuidOf(kind: string, ...parts: (string | number)[]): string {
  const hex = createHash('sha256')
    .update([kind, ...parts].join('/'))
    .digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
