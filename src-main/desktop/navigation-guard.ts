import type { Session, WebContents } from 'electron';
import { isPageAddress } from './page-address.ts';

/**
 * Rule E4: nothing leads out of our page. Navigations, redirects and frame navigations elsewhere are stopped, no window
 * is opened and no webview attached. An address asked to open in a new window goes to `offerLink` instead.
 */
export function guardNavigation(contents: WebContents, offerLink: (address: string) => void): void {
  const stay = (details: { readonly url: string; preventDefault(): void }) => {
    if (!isPageAddress(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    offerLink(url);
    return { action: 'deny' };
  });
}

/** Rule E4: the pages' session asks for nothing but our scheme, whatever a page tries. */
export function blockForeignRequests(session: Session, options: { allowDevTools: boolean }): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, options.allowDevTools) });
  });
}

/** Data and blob addresses reach nobody: what they may be used for is the policy's business (E3). */
function isAllowedRequest(address: string, allowDevTools: boolean): boolean {
  if (isPageAddress(address)) return true;
  const scheme = URL.parse(address)?.protocol;
  if (scheme === 'data:') return true;
  if (scheme === 'blob:') return isPageAddress(address.slice('blob:'.length));
  return scheme === 'devtools:' && allowDevTools;
}
