import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, streamingPage, test } from '../desktop.ts';

const log = (profile: string) => readFileSync(join(profile, 'stub.log'), 'utf8').trim().split('\n');

test('E7: a reload gets fresh ports and the old ones are dead', async ({ launch, profile }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await page.reload();
  await streamingPage(desktop);
  expect(await page.evaluate(() => [window.probe.handOvers, window.probe.control[0]])).toEqual([
    1,
    { hello: 2 },
  ]);
  await expect
    .poll(() => log(profile))
    .toEqual([
      'started',
      'page 1 opened on desktop',
      'page 1 closed after streaming',
      'page 2 opened on desktop',
    ]);
  await page.evaluate(() => window.probe.say?.({ ask: 'page' }));
  await page.waitForFunction(() => window.probe.control.some((said) => said.page === 2));
});

test('E7: asking again gets no second pair, and a frame none at all', async ({ launch, profile }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const asked = await page.evaluate(async () => {
    window.postMessage({ type: 'tidemark:ready' }, location.origin);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentWindow as Window;
    let ports = 0;
    inner.addEventListener('message', (event) => {
      ports += event.ports.length;
    });
    inner.postMessage({ type: 'tidemark:ready' }, '*');
    inner.parent.postMessage({ type: 'tidemark:ready' }, '*');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ports, handOvers: window.probe.handOvers };
  });
  expect(asked).toEqual({ ports: 0, handOvers: 1 });
  expect(log(profile)).toEqual(['started', 'page 1 opened on desktop']);
});

test('E7: a frame, a foreign origin or a strange window that asks main itself gets nothing', async ({
  launch,
}) => {
  const desktop = await launch();
  await streamingPage(desktop);
  const handed = await desktop.evaluate(({ ipcMain, webContents }) => {
    const sender = webContents.getAllWebContents()[0];
    const asked: string[] = [];
    const listen = () => undefined;
    const ask = (name: string, frame: object, mainFrame?: object) => {
      const senderFrame = { parent: null, postMessage: () => asked.push(name), ...frame };
      const contents = { id: sender?.id, mainFrame: mainFrame ?? senderFrame, on: listen, once: listen };
      ipcMain.emit('tidemark:page-loaded', { sender: contents, senderFrame });
    };
    const ours = { origin: 'tidemark://app', url: 'tidemark://app/index.html' };
    ask('a frame in our page', { ...ours, parent: {} });
    ask('a frame that is not the main one', ours, {});
    for (const origin of ['https://app', 'tidemark://app.evil', 'tidemark://evil', 'file://', 'null', '']) {
      ask(origin, { origin, url: `${origin}/index.html` });
      ask(`${origin} with our address`, { origin, url: 'tidemark://app/index.html' });
    }
    ask('our origin, another address', { origin: 'tidemark://app', url: 'https://example.com/' });
    return asked;
  });
  expect(handed).toEqual([]);
});

test('E7: a window that the factory did not make gets no ports, though it shows our page', async ({
  launch,
  profile,
}) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await desktop.evaluate(async ({ BrowserWindow }) => {
    const [ours] = BrowserWindow.getAllWindows();
    const { preload } = (
      ours as unknown as { webContents: { getLastWebPreferences(): { preload: string } } }
    ).webContents.getLastWebPreferences();
    const stranger = new BrowserWindow({ webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('tidemark://app/index.html#stranger');
  });
  const stranger = await desktop.page('#stranger');
  await stranger.waitForFunction(() => window.probe !== undefined);
  await stranger.waitForTimeout(500);
  expect(await stranger.evaluate(() => window.probe.handOvers)).toBe(0);
  expect(await page.evaluate(() => window.probe.handOvers)).toBe(1);
  expect(log(profile)).toEqual(['started', 'page 1 opened on desktop']);
});

test('E7: the preload leaves nothing else in the page', async ({ launch }) => {
  const page = await streamingPage(await launch());
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global'].filter(
        (name) => name in window,
      ),
    ),
  ).toEqual([]);
});

test('E7: a crashed page loses its ports', async ({ launch, profile }) => {
  const desktop = await launch();
  await streamingPage(desktop);
  await desktop.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
  await expect.poll(() => log(profile)).toContain('page 1 closed after streaming');
});

test('The data port carries typed arrays of up to 64 KB both ways and drops what is larger', async ({
  launch,
}) => {
  const page = await streamingPage(await launch());
  await page.evaluate(() => {
    window.probe.send?.(new Uint8Array(65_537).fill(9));
    window.probe.send?.('not bytes');
    window.probe.send?.(new Uint8Array(65_536).fill(7));
    window.probe.send?.(new Uint8Array([3, 2, 1]));
  });
  await page.waitForFunction(() => window.probe.control.filter((said) => 'received' in said).length >= 2);
  expect(await page.evaluate(() => window.probe.control.filter((said) => 'received' in said))).toEqual([
    { received: 65_536, first: 7 },
    { received: 3, first: 3 },
  ]);
});

test('The stand-in refuses to transfer memory, as Electron cannot', async ({ launch }, info) => {
  test.skip(info.project.name === 'electron', 'about the stand-in itself');
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const inPage = await page.evaluate(() => {
    const bytes = new Uint8Array(8);
    try {
      window.probe.send?.(bytes, [bytes.buffer]);
      return 'transferred';
    } catch (cause) {
      return (cause as Error).name;
    }
  });
  const inMain = await desktop.evaluate(({ MessageChannelMain }) => {
    const bytes = new Uint8Array(8);
    try {
      new MessageChannelMain().port1.postMessage(bytes, [bytes.buffer] as never);
      return 'transferred';
    } catch (cause) {
      return (cause as Error).name;
    }
  });
  expect([inPage, inMain]).toEqual(['DataCloneError', 'TypeError']);
});
