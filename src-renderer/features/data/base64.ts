/** `String.fromCharCode` takes its bytes as arguments, of which engines allow a limited number. */
const stretch = 0x6000;

export function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += stretch) {
    binary += String.fromCharCode(...bytes.subarray(start, start + stretch));
  }
  return btoa(binary);
}
