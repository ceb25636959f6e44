import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { type PageFile, pageHeaders } from '../page-policy.ts';
import { isPageAddress, pageScheme } from './page-address.ts';

/** Has to be called before the application is ready. Rule E2: standard and secure, with nothing that bypasses the policy. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers requests for the page from the fixed map; everything else is 404. */
export function servePage(session: Session, files: ReadonlyMap<string, PageFile>): void {
  session.protocol.handle(pageScheme, async (request) => {
    const found = findPageFile(files, request.method, request.url);
    if (found === undefined) return new Response('Not found', { status: 404, headers: { ...pageHeaders } });
    const body = request.method === 'HEAD' ? null : await readFile(found.file);
    return new Response(body, { headers: { ...found.headers } });
  });
}

/** Exact look-up of the path as it was sent: nothing is decoded, joined or resolved. */
function findPageFile(
  files: ReadonlyMap<string, PageFile>,
  method: string,
  address: string,
): PageFile | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const url = URL.parse(address);
  if (url === null || !isPageAddress(address) || url.search !== '') return undefined;
  return files.get(url.pathname === '/' ? '/index.html' : url.pathname);
}
