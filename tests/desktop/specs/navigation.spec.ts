import type { Page } from 'playwright';
import { type Desktop, expect, streamingPage, test } from '../desktop.ts';

/** Nothing of the first page may be lost: no load, no other window, frames still coming. */
async function expectUndisturbed(desktop: Desktop, page: Page): Promise<void> {
  await page.waitForTimeout(300);
  expect(page.url()).toBe(`${desktop.pageOrigin}/index.html`);
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const before = await page.evaluate(() => window.probe.frames);
  await page.waitForFunction((frames) => window.probe.frames > frames + 2, before);
  expect(await page.evaluate(() => window.probe.control[0])).toEqual({ hello: 1 });
}

test('E4: the page cannot be led to another origin', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const elsewhere = [
    'https://example.com/',
    'http://127.0.0.1:9/',
    desktop.address('tidemark://evil/index.html'),
    desktop.address('tidemark://app.evil/index.html'),
    'https://tidemark/',
    'file:///etc/passwd',
  ];
  for (const address of elsewhere) {
    await page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await expectUndisturbed(desktop, page);
  }
});

test('E4: a form, a link and a refresh lead nowhere either', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<a id="link" href="https://example.com/">x</a><form action="https://example.com/"></form>',
    );
    document.querySelector('form')?.submit();
    document.querySelector<HTMLElement>('#link')?.click();
  });
  await expectUndisturbed(desktop, page);
});

test('E4: a frame stays empty even where the policy is switched off', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const debug = await page.context().newCDPSession(page);
  await debug.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
  });
  await page.waitForTimeout(400);
  expect(page.frames().map((frame) => frame.url())).not.toContain('https://example.com/');
  expect(page.frames().filter((frame) => frame.url().includes('example.com'))).toEqual([]);
});

test('E4: the session lets no foreign request out, even where the policy is switched off', async ({
  launch,
}) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await desktop.evaluate(({ session }) => {
    const failed: string[] = [];
    Object.assign(globalThis, { failed });
    session.defaultSession.webRequest.onErrorOccurred(
      ({ url, error }) => void failed.push(`${error} ${url}`),
    );
  });
  const debug = await page.context().newCDPSession(page);
  await debug.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  const foreign = ['https://example.com/a', 'https://tidemark.example/b', 'http://127.0.0.1:9/c'];
  const answers = await page.evaluate(
    (addresses) =>
      Promise.all(addresses.map((address) => fetch(address, { mode: 'no-cors' }).then(String, () => 'no'))),
    foreign,
  );
  expect(answers).toEqual(['no', 'no', 'no']);
  const failed = await desktop.evaluate(() => (globalThis as unknown as { failed: string[] }).failed);
  expect(failed).toEqual(
    expect.arrayContaining(foreign.map((address) => `net::ERR_BLOCKED_BY_CLIENT ${address}`)),
  );
});

test('E4: no window is opened and no webview attached', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await desktop.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async () => ({ response: 0 })) as never;
  });
  const opened = await page.evaluate(() =>
    ['https://example.com/', 'about:blank', '/index.html', ''].map(
      (address) => window.open(address) === null,
    ),
  );
  expect(opened).toEqual([true, true, true, true]);
  await expectUndisturbed(desktop, page);
  const isStopped = await desktop.evaluate(({ webContents }) => {
    let stopped = false;
    const event = { preventDefault: () => (stopped = true) };
    webContents.getAllWebContents()[0]?.emit('will-attach-webview', event, {}, {});
    return stopped;
  });
  expect(isStopped).toBe(true);
});

/** Puts a recorder where the message box and the browser would be. */
async function recordLinks(
  desktop: Desktop,
  response: number,
): Promise<() => Promise<Record<string, string[]>>> {
  await desktop.evaluate(({ dialog, shell }, answer) => {
    const links = { asked: [] as string[], opened: [] as string[] };
    Object.assign(globalThis, { links });
    dialog.showMessageBox = (async (options: { message: string }) => {
      links.asked.push(options.message);
      return { response: answer };
    }) as never;
    shell.openExternal = async (address) => void links.opened.push(address);
  }, response);
  return () => desktop.evaluate(() => (globalThis as unknown as { links: Record<string, string[]> }).links);
}

async function openLink(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => void window.open(to), address);
  await page.waitForTimeout(120);
}

test('E5: a link goes to the browser only after the person has seen its host and agreed', async ({
  launch,
}) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const refused = await recordLinks(desktop, 0);
  await openLink(page, 'https://example.com/manual?page=2');
  expect(await refused()).toEqual({ asked: ['Open example.com in your browser?'], opened: [] });
  const agreed = await recordLinks(desktop, 1);
  await openLink(page, 'https://example.com/manual?page=2');
  expect(await agreed()).toEqual({
    asked: ['Open example.com in your browser?'],
    opened: ['https://example.com/manual?page=2'],
  });
});

test('E5: other schemes, passwords and endless addresses are not even asked about', async ({ launch }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const links = await recordLinks(desktop, 1);
  const hostile = [
    'http://example.com/',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-settings:',
    'mailto:someone@example.com',
    'ssh://example.com/',
    'https://user@example.com/',
    'https://user:password@example.com/',
    `https://example.com/${'x'.repeat(2048)}`,
  ];
  for (const address of hostile) await openLink(page, address);
  expect(await links()).toEqual({ asked: [], opened: [] });
});
