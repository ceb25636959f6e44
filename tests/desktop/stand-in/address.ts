/*
 * Chromium outside Electron cannot be taught a scheme: it aborts a navigation to `tidemark://` before the debugging
 * protocol sees it. So the page lives at an https origin that exists nowhere, and both ways are translated here. The
 * main process under test only ever sees `tidemark://app/…`.
 */
const inMain = 'tidemark://app';
export const pageOriginInChromium = 'https://tidemark-app.invalid';

/** As Chromium has to be told. Other hosts of the scheme map to sister origins. */
export function toChromium(address: string): string {
  if (address === inMain || address.startsWith(`${inMain}/`)) {
    return pageOriginInChromium + address.slice(inMain.length);
  }
  return address.replace(/^tidemark:\/\/([^/?#]*)/, 'https://$1.tidemark-scheme.invalid');
}

/** As Electron's main process would see it. */
export function toMain(address: string): string {
  if (address === pageOriginInChromium || address.startsWith(`${pageOriginInChromium}/`)) {
    return inMain + address.slice(pageOriginInChromium.length);
  }
  return address.replace(/^https:\/\/([^/?#]*)\.tidemark-scheme\.invalid/, 'tidemark://$1');
}

/** An origin as Electron spells it. */
export function originOf(address: string): string {
  const mapped = toMain(address);
  const found = /^tidemark:\/\/[^/?#]*/.exec(mapped);
  return found?.[0] ?? URL.parse(mapped)?.origin ?? 'null';
}
