const longestAddress = 2048;

/** Rule E5: https only, nobody's password in it, not endless. Undefined for anything else. */
export function checkExternalAddress(text: string): URL | undefined {
  if (text.length > longestAddress) return undefined;
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.hostname === '') return undefined;
  if (url.username !== '' || url.password !== '' || url.href.length > longestAddress) return undefined;
  return url;
}
