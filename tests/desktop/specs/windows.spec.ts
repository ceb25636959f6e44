import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desktop, expect, streamingPage, test } from '../desktop.ts';

const safe = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  experimentalFeatures: false,
};

const tearOff = async (desktop: Desktop, panel: string) => {
  const page = await desktop.page('/index.html');
  return page.evaluate(async (value) => {
    const before = window.probe.control.length;
    window.probe.say?.({ ask: 'tear off', value });
    for (;;) {
      const answer = window.probe.control.slice(before).find((said) => 'opened' in said);
      if (answer) return answer.opened;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, panel);
};
const windowCount = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('E1: both kinds of window run with the safe preferences', async ({ launch }) => {
  const desktop = await launch();
  await streamingPage(desktop);
  expect(await tearOff(desktop, 'chart')).toBe(true);
  await streamingPage(desktop, '#panel=chart');
  const preferences = await desktop.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
  );
  expect(preferences).toHaveLength(2);
  for (const effective of preferences) expect(effective).toMatchObject(safe);
});

for (const [name, value] of [
  ['webviewTag', true],
  ['contextIsolation', false],
  ['nodeIntegration', true],
  ['webSecurity', false],
  ['experimentalFeatures', true],
] as const) {
  test(`E1: a page with ${name} ${value} makes the program quit`, async ({ launch }) => {
    const desktop = await launch();
    await streamingPage(desktop);
    const opening = desktop.evaluate(
      ({ BrowserWindow }, webPreferences) => {
        const rogue = new BrowserWindow({ show: false, webPreferences });
        rogue.loadURL('tidemark://app/index.html').catch(() => undefined);
      },
      { [name]: value },
    );
    await opening.catch(() => undefined);
    expect(await desktop.exited).toBe(1);
    expect(desktop.errors()).toContain(`a page has unsafe preferences: ${name} is ${value}`);
  });
}

test('A torn-off panel has its own window and ports and streams on, whatever the main window does', async ({
  launch,
}) => {
  const desktop = await launch();
  const main = await streamingPage(desktop);
  expect(await tearOff(desktop, 'chart/{"instrument":"REPLAY:EURUSD"}')).toBe(true);
  const panel = await streamingPage(desktop, '#panel=chart');
  expect(panel.url()).toBe(
    `${desktop.pageOrigin}/index.html#panel=${encodeURIComponent('chart/{"instrument":"REPLAY:EURUSD"}')}`,
  );
  expect(await panel.evaluate(() => window.probe.control[0])).toEqual({ hello: 2 });
  const streamsOn = async () => {
    const before = await panel.evaluate(() => window.probe.frames);
    await panel.waitForFunction((frames) => window.probe.frames > frames + 5, before);
  };
  await main.reload();
  await streamsOn();
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => windowCount(desktop)).toBe(1);
  await streamsOn();
  expect(await panel.evaluate(() => window.probe.closed)).toEqual([]);
});

test('A panel torn off twice has one window; an endless or empty description none', async ({ launch }) => {
  const desktop = await launch();
  await streamingPage(desktop);
  expect(await tearOff(desktop, 'watchlist')).toBe(true);
  expect(await tearOff(desktop, 'watchlist')).toBe(true);
  expect(await tearOff(desktop, '')).toBe(false);
  expect(await tearOff(desktop, 'x'.repeat(4001))).toBe(false);
  expect(await windowCount(desktop)).toBe(2);
});

const places = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      bounds: window.getNormalBounds(),
      isMaximised: window.isMaximized(),
    })),
  );

test('Windows come back where they were, the torn-off ones too', async ({ launch }) => {
  const first = await launch();
  await streamingPage(first);
  await tearOff(first, 'chart');
  await streamingPage(first, '#panel=chart');
  const wanted = [
    { bounds: { x: 40, y: 50, width: 1000, height: 700 }, isMaximised: true },
    { bounds: { x: 300, y: 200, width: 640, height: 420 }, isMaximised: false },
  ];
  await first.evaluate(({ BrowserWindow }, all) => {
    for (const [index, window] of BrowserWindow.getAllWindows().entries()) {
      const place = all[index];
      if (place) window.setBounds(place.bounds);
      if (place?.isMaximised) window.maximize();
    }
  }, wanted);
  await first.evaluate(({ app }) => void setTimeout(() => app.quit(), 0));
  expect(await first.exited).toBe(0);
  const second = await launch();
  await streamingPage(second);
  await tearOff(second, 'chart');
  await streamingPage(second, '#panel=chart');
  expect(await places(second)).toEqual(wanted);
});

test('A window remembered on a screen that is gone comes back in the middle of the one that is there', async ({
  launch,
  profile,
}) => {
  const lost = { bounds: { x: 9000, y: -3000, width: 1200, height: 800 }, isMaximised: false };
  writeFileSync(join(profile, 'windows.json'), JSON.stringify({ main: lost }));
  const desktop = await launch();
  await streamingPage(desktop);
  const [area] = await desktop.evaluate(({ screen }) => [screen.getPrimaryDisplay().workArea]);
  const [place] = await places(desktop);
  expect(place?.bounds).toEqual({
    x: Math.round(((area?.width ?? 0) - 1200) / 2) + (area?.x ?? 0),
    y: Math.round(((area?.height ?? 0) - 800) / 2) + (area?.y ?? 0),
    width: 1200,
    height: 800,
  });
});

test('A damaged list of places is forgotten', async ({ launch, profile }) => {
  writeFileSync(join(profile, 'windows.json'), '{"main":{"bounds":{"x":1e9}}}');
  await streamingPage(await launch());
});
