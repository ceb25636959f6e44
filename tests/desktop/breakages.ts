import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Breakage {
  /** Which specs have to notice, by name. */
  readonly specs: string;
  /** What stands in the bundle, and what it is replaced with. */
  readonly find: RegExp;
  readonly replacement: string;
}

/** One wrong line in the bundled main process each; `negative-controls.ts` shows that the specs fail with it. */
export const breakages: Readonly<Record<string, Breakage>> = {
  'E1 the assertion is left out': {
    specs: 'E1: a page with webviewTag',
    find: /if \(faults\.length > 0\) giveUp/,
    replacement: 'if (false) giveUp',
  },
  'E1 a preference is wrong': {
    specs: 'E1: both kinds of window',
    find: /webviewTag: false/,
    replacement: 'webviewTag: true',
  },
  'E2 the path is decoded': {
    specs: 'E2: 27 hostile paths',
    find: /files\.get\(url\.pathname === "\/" \? "\/index\.html" : url\.pathname\)/,
    replacement: 'files.get(decodeURIComponent(url.pathname))',
  },
  'E3 inline script is allowed': {
    specs: 'E3: the browser enforces it',
    find: /"script-src 'self'"/,
    replacement: `"script-src 'self' 'unsafe-inline'"`,
  },
  'E4 navigation is not stopped': {
    specs: 'E4: the page cannot be led',
    find: /if \(!isPageAddress\(details\.url\)\) details\.preventDefault\(\)/,
    replacement: 'if (false) details.preventDefault()',
  },
  'E4 the address is compared by its beginning': {
    specs: 'E4: the page cannot be led',
    find: /if \(!isPageAddress\(details\.url\)\) details\.preventDefault\(\)/,
    replacement: 'if (!details.url.startsWith("tidemark://app")) details.preventDefault()',
  },
  'E4 requests are not filtered': {
    specs: 'E4: the session lets no foreign request out',
    find: /cancel: !isAllowedRequest\(/,
    replacement: 'cancel: false && !isAllowedRequest(',
  },
  'E5 any scheme goes': {
    specs: 'E5: other schemes',
    find: /url\.protocol !== "https:" \|\| url\.hostname === ""/,
    replacement: 'false',
  },
  'E6 one permission more': {
    specs: 'E6: of all permissions',
    find: /new Set\(\["notifications"/,
    replacement: 'new Set(["geolocation", "notifications"',
  },
  'E7 whoever asks gets ports': {
    specs: 'E7: a frame, a foreign origin|E7: a window that the factory did not make',
    find: /if \(!mayHavePorts\(contents, frame\)\) return;/,
    replacement: '',
  },
  'E7 the old page is not closed': {
    specs: 'E7: a reload gets fresh ports',
    find: /page\.close\(\);/,
    replacement: '',
  },
  'E10 a second start names any view': {
    specs: 'E10: a second start can do nothing else',
    find: /view !== void 0 && viewName\.test\(view\)/,
    replacement: 'view !== void 0',
  },
  'E10 debug switches are accepted': {
    specs: 'E10: a packaged program does not start',
    find: /app\.isPackaged \? refusedArgument/,
    replacement: 'false ? refusedArgument',
  },
  'quitting does not wait': {
    specs: 'Quitting closes the pages',
    find: /app\.on\("before-quit", \(event\) => \{\s*event\.preventDefault\(\);/,
    replacement: 'app.on("before-quit", () => {',
  },
};

/** Puts a breakage into a bundle; it has to find its place exactly once. */
export async function breakRule(folder: string, name: string): Promise<void> {
  const breakage = breakages[name];
  if (breakage === undefined) throw new Error(`no breakage is called ${name}`);
  const { find, replacement } = breakage;
  let places = 0;
  for (const file of (await readdir(folder)).filter((entry) => entry.endsWith('.js'))) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    places += [...text.matchAll(new RegExp(find, 'g'))].length;
    await writeFile(
      path,
      text.replace(find, () => replacement),
    );
  }
  if (places !== 1) throw new Error(`“${name}” fits ${places} places in the bundle instead of one`);
}
