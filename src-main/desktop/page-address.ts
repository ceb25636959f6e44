/** The scheme and host that the page comes from (rule E2). Its origin is `tidemark://app`. */
export const pageScheme = 'tidemark';
const pageHost = 'app';

/** Longest description of a torn-off panel, as in the contract. */
export const longestPanel = 4000;

/** The page's address: the whole workspace, or with `panel` one panel in a window of its own. */
export function pageAddress(panel?: string): string {
  const hash = panel === undefined ? '' : `#panel=${encodeURIComponent(panel)}`;
  return `${pageScheme}://${pageHost}/index.html${hash}`;
}

/** The empty document of the window that asks for keys. */
export const entryAddress = `${pageScheme}://${pageHost}/entry.html`;

export function isEntryAddress(address: string): boolean {
  return isPageAddress(address) && URL.parse(address)?.pathname === '/entry.html';
}

/** Compares what the parser makes of an address, never its beginning: `tidemark://app.evil/` is not ours. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${pageScheme}:` &&
    url.hostname === pageHost &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** Like {@link isPageAddress}, for an origin as Chromium writes it (`tidemark://app`, with or without a slash). */
export function isPageOrigin(origin: string): boolean {
  const url = URL.parse(origin);
  return (
    isPageAddress(origin) && (url?.pathname === '' || url?.pathname === '/') && url.search + url.hash === ''
  );
}
