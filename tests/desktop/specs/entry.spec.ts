import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desktop, expect, streamingPage, test } from '../desktop.ts';

const log = (profile: string) => readFileSync(join(profile, 'stub.log'), 'utf8').trim().split('\n');

async function openEntry(desktop: Desktop) {
  const page = await streamingPage(desktop);
  await page.evaluate(() => window.probe.say?.({ ask: 'enter keys' }));
  const entry = await desktop.page('/entry.html');
  await expect(entry.getByRole('heading')).toHaveText('Kraken: keys of “Mine”');
  return { page, entry };
}

test('K8: keys go from a window of their own to the main process, and their fields are emptied at once', async ({
  launch,
  profile,
}) => {
  const desktop = await launch();
  const { page, entry } = await openEntry(desktop);
  await entry.getByRole('button', { name: 'Hand over' }).click();
  await expect(entry.getByRole('alert')).toHaveText('API key is missing.');
  await entry.getByLabel('API key').fill('wrong');
  await entry.getByLabel('Private key').fill('canary-secret');
  expect(await entry.getByLabel('Private key').getAttribute('type')).toBe('password');
  await entry.keyboard.press('Enter');
  await expect(entry.getByRole('alert')).toHaveText('The venue does not know this key.');
  expect(await entry.getByLabel('Private key').inputValue()).toBe('');
  await entry.getByLabel('API key').fill('right');
  await entry.getByLabel('Private key').fill('canary-secret');
  await entry.getByRole('button', { name: 'Hand over' }).click();
  await expect.poll(() => log(profile)).toEqual(expect.arrayContaining(['keys refused', 'keys taken']));
  // Nothing of it passed through the page that asked.
  expect(await page.evaluate(() => JSON.stringify(window.probe.control))).not.toContain('canary');
  await entry.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => log(profile)).toEqual(expect.arrayContaining(['entry over']));
});

test('K8, E7: the window for keys runs no script of its page, gets no ports, and reaches nothing else', async ({
  launch,
}) => {
  const desktop = await launch();
  const { entry } = await openEntry(desktop);
  const seen = await entry.evaluate(async () => {
    let ports = 0;
    window.addEventListener('message', (event) => {
      ports += event.ports.length;
    });
    window.postMessage({ type: 'tidemark:ready' }, location.origin);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const names = ['require', 'process', 'ipcRenderer', 'electron', 'module'];
    return {
      ports,
      leaked: names.filter((name) => name in window),
      scripts: document.scripts.length,
      stored: localStorage.length + sessionStorage.length,
    };
  });
  expect(seen).toEqual({ ports: 0, leaked: [], scripts: 0, stored: 0 });
});

test('K8: another page that uses the channels of the entry is not heard', async ({ launch, profile }) => {
  const desktop = await launch();
  await openEntry(desktop);
  await desktop.evaluate(({ ipcMain, webContents }) => {
    const page = webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/index.html'));
    const frame = {
      parent: null,
      origin: 'tidemark://app',
      url: 'tidemark://app/index.html',
      postMessage: () => undefined,
    };
    const event = { sender: page, senderFrame: frame };
    ipcMain.emit('tidemark:entry-submit', event, { apiKey: 'right', apiSecret: 'canary-secret' });
    // Also not with the address of the entry but another window's contents.
    const disguised = { ...event, senderFrame: { ...frame, url: 'tidemark://app/entry.html' } };
    ipcMain.emit('tidemark:entry-submit', disguised, { apiKey: 'right', apiSecret: 'canary-secret' });
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(log(profile).filter((line) => line.startsWith('keys'))).toEqual([]);
});

test('K4: the vault is locked with the screen and in sleep, and connections begin anew after waking', async ({
  launch,
  profile,
}) => {
  const desktop = await launch();
  await streamingPage(desktop);
  await desktop.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('lock-screen');
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await expect
    .poll(() => log(profile).slice(-4))
    .toEqual([
      'vault locked: The screen was locked.',
      'went to sleep',
      'vault locked: The computer went to sleep.',
      'woke up',
    ]);
});
