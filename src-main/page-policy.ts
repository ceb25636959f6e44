import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/*
 * What both hosts say about the page they serve (rules E2, E3, L5).
 *
 * No exception to E3 is needed: nothing in the page puts style elements or inline script into it. Trusted Types are not
 * required, since the component library sets style text through innerHTML, which they would refuse.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every answer that carries a part of the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

export interface PageFile {
  /** Where it lies on the disk. */
  readonly file: string;
  /** What is sent with it. */
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.txt': 'text/plain; charset=utf-8',
};

/** Vite names these after what is in them: another content is another file. */
const hashedAsset = /^\/assets\/[^/]+-[\w-]{8}\.\w+$/;

/**
 * The fixed map of what may be asked for: URL path (`/assets/index-3f2a.js`) → file. It is made once at start, from the
 * built page; a request is looked up in it, and a path on the disk is never built from a request. Files of kinds that a
 * page has no use for (source maps) are not in it.
 */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length).split(/[\\/]/).filter(Boolean).join('/');
    const caching = hashedAsset.test(`/${path}`) ? { 'cache-control': 'max-age=31536000, immutable' } : {};
    files.set(`/${path}`, { file, headers: { ...pageHeaders, 'content-type': type, ...caching } });
  }
  return files;
}
