import { contentSecurityPolicy } from '../../../src-main/page-policy.ts';
import { expect, streamingPage, test } from '../desktop.ts';

/** Ways of asking for something that is not in the map; each is put behind the page's origin. */
const hostilePaths = [
  '/../package.json',
  '/../../../../../../etc/passwd',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/..%5c..%5cpackage.json',
  '/..\\package.json',
  '/..;/package.json',
  '//etc/passwd',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/C%3A%5CWindows%5Cwin.ini',
  '/file:///etc/passwd',
  '/desktop/main.js',
  '/../desktop/main.js',
  '/main.js',
  '/page.js.map',
  '/page%2ejs',
  '/%70age.js',
  '/page.js/',
  '/page.js%00',
  '/page.js%20',
  '/PAGE.JS',
  '/page.js?v=1',
  '/index.html?panel=chart',
  '/constructor',
  '/__proto__',
];

test('E2: 27 hostile paths are answered 404, and what the page needs 200', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const ask = (paths: string[]) =>
    page.evaluate(
      async ([origin, asked]) =>
        Promise.all(asked.map(async (path) => `${(await fetch(origin + path)).status} ${path}`)),
      [desktop.pageOrigin, paths] as const,
    );
  expect(hostilePaths).toHaveLength(27);
  expect(await ask(hostilePaths)).toEqual(hostilePaths.map((path) => `404 ${path}`));
  const needed = ['/', '/index.html', '/page.js', '/page.css'];
  expect(await ask(needed)).toEqual(needed.map((path) => `200 ${path}`));
});

test('E2: only reading is answered', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].map(
        async (method) => (await fetch('/page.js', { method })).status,
      ),
    ),
  );
  expect(statuses).toEqual([200, 200, 404, 404, 404]);
});

test('E3: every answer carries the policy, the 404 too', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  for (const path of ['/index.html', '/page.js', '/nothing-there']) {
    const headers = await page.evaluate(
      async (asked) => Object.fromEntries((await fetch(asked)).headers),
      path,
    );
    expect(headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  }
  const policy = contentSecurityPolicy.split('; ');
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
    ]),
  );
  expect(policy).toEqual(
    expect.arrayContaining([
      "form-action 'none'",
      "frame-src 'none'",
      "frame-ancestors 'none'",
      "connect-src 'self'",
    ]),
  );
  expect(contentSecurityPolicy).not.toContain('unsafe-eval');
  expect(contentSecurityPolicy).not.toContain('unsafe-inline');
});

test('E3: the browser enforces it: no inline script, no eval, no foreign connection, frame or base', async ({
  launch,
}) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const violated = await page.evaluate(async () => {
    const seen = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
    const add = (name: string, set: Record<string, string>) =>
      document.body.append(Object.assign(document.createElement(name), set));
    add('script', { textContent: 'window.inlineRan = true' });
    add('script', { src: 'https://example.com/x.js' });
    add('img', { src: 'https://example.com/x.png' });
    add('iframe', { src: 'https://example.com/' });
    add('object', { data: 'https://example.com/x' });
    add('base', { href: 'https://example.com/' });
    await fetch('https://example.com/').catch(() => undefined);
    const timer = setTimeout('window.evalRan = true', 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    clearTimeout(timer);
    return { seen: [...seen].sort(), ran: ['inlineRan', 'evalRan'].filter((name) => name in window) };
  });
  expect(violated.ran).toEqual([]);
  expect(violated.seen).toEqual(
    expect.arrayContaining([
      'base-uri',
      'connect-src',
      'frame-src',
      'img-src',
      'object-src',
      'script-src-elem',
    ]),
  );
});
